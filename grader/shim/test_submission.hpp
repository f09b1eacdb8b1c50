// What the tests of the shim know about the malloc below it.
#pragma once

namespace heaplab::shim {

extern bool refuse;        // while it is set nothing is granted
extern int constructions;  // of the allocator

}  // namespace heaplab::shim
