// Last words: straight to stderr, without memory of its own.
#pragma once

namespace heaplab::shim {

// Writes "heaplab: TEXT\n" and aborts.
[[noreturn]] void give_up(const char* text);

}  // namespace heaplab::shim
