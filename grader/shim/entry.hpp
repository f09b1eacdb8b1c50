// The submission's allocator as the one of this process: made at the first
// call, and entered by one thread at a time.
#pragma once

#include <cstddef>

namespace heaplab::shim {

// Each is the submission's operation of that name. None touches errno; nullptr
// means that there is no memory, or a request above PTRDIFF_MAX, which no
// program can have.
// A request for 0 bytes is one for 1 byte: it has a payload of its own.
void* allocate(std::size_t bytes);
void* allocate_zeroed(std::size_t bytes);
// `alignment`: a power of two.
void* allocate_aligned(std::size_t alignment, std::size_t bytes);
void* reallocate(void* payload, std::size_t bytes);
void deallocate(void* payload);
std::size_t usable_bytes(const void* payload);

// Whether this thread is inside the submission.
bool is_inside();

}  // namespace heaplab::shim
