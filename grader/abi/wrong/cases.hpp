// A function that misbehaves, or one that does not, and how it is called.
#pragma once

#include "abi/case.hpp"

namespace heaplab::abi {

struct Wrong {
  const char* name;
  const void* function;
  const char* way;
};

void call_wrong(const Wrong& wrong);

}  // namespace heaplab::abi

// One line a wrong function; CMake writes them all.
#define HEAPLAB_WRONG(name, way)                             \
  HEAPLAB_STUDENT(void name());                              \
  HEAPLAB_CASE(run_##name, #name, #name, 1, #name) {         \
    ::heaplab::abi::call_wrong(                              \
        {#name, reinterpret_cast<const void*>(&name), way}); \
  }
