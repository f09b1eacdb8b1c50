// An allocator in a shared library of the system, as a submission. Its
// functions are looked up in that library alone, so that the C library's stay
// what the rest of the process calls.
#pragma once

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

#include "heaplab/submission.hpp"

namespace heaplab::peers {

// The five functions as the library calls them.
struct Names {
  const char* library;
  const char* malloc;
  const char* free;
  const char* realloc;
  const char* calloc;
  const char* memalign;  // (alignment, bytes)
};

struct Functions {
  void* (*malloc)(std::size_t);
  void (*free)(void*);
  void* (*realloc)(void*, std::size_t);
  void* (*calloc)(std::size_t, std::size_t);
  void* (*memalign)(std::size_t, std::size_t);
};

// Ends the program with a message when the library is not what it should be.
inline Functions load(const Names& names) {
  void* library = ::dlopen(names.library, RTLD_NOW | RTLD_LOCAL);
  const auto find = [&](const char* name) {
    void* function = library ? ::dlsym(library, name) : nullptr;
    if (function) return function;
    std::fprintf(stderr, "%s\n", ::dlerror());
    std::abort();
  };
  Functions functions{};
  functions.malloc =
      reinterpret_cast<void* (*)(std::size_t)>(find(names.malloc));
  functions.free = reinterpret_cast<void (*)(void*)>(find(names.free));
  functions.realloc =
      reinterpret_cast<void* (*)(void*, std::size_t)>(find(names.realloc));
  functions.calloc =
      reinterpret_cast<void* (*)(std::size_t, std::size_t)>(find(names.calloc));
  functions.memalign = reinterpret_cast<void* (*)(std::size_t, std::size_t)>(
      find(names.memalign));
  return functions;
}

template <const Names& names>
class Library {
 public:
  explicit Library(Heap&) {}
  void* allocate(std::size_t bytes) { return functions_.malloc(bytes); }
  void deallocate(void* payload) { functions_.free(payload); }
  // To 0 bytes frees, as in the traces; libraries differ in that.
  void* reallocate(void* payload, std::size_t bytes) {
    if (bytes != 0) return functions_.realloc(payload, bytes);
    functions_.free(payload);
    return nullptr;
  }
  void* allocate_zeroed(std::size_t bytes) {
    return functions_.calloc(1, bytes);
  }
  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    return functions_.memalign(alignment, bytes);
  }

 private:
  static inline const Functions functions_ = load(names);
};

}  // namespace heaplab::peers
