// A trace: the operations that an allocator is asked to do, and what is
// expected of it, as one value. The text format is described in
// grader/trace/README.md; the names follow it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace heaplab::trace {

enum class OperationKind : std::uint8_t {
  allocate,          // a id bytes
  allocate_zeroed,   // c id bytes
  allocate_aligned,  // m id alignment bytes
  reallocate,        // r id bytes
  deallocate,        // f id
  deallocate_null,   // f -1
  mark,              // mark k
  // release k: every block allocated or reallocated since `mark k` dies, and
  // the marks set since then are gone; k itself stays.
  release,
  // Call traces. A block of one names the locals of a frame, or bytes that were
  // taken in the newest frame.
  call,            // call id bytes: a frame, with bytes of locals
  frame_allocate,  // alloca id bytes: more bytes in the newest frame
  leave,           // return: the newest frame ends with its blocks
  unwind,          // unwind id: every frame above that of id ends
  walk_frames,     // walk: the chain of frames is looked at
  // In traces with coroutines every frame belongs to the running one.
  spawn,   // spawn id bytes: a coroutine with a stack of bytes
  resume,  // resume id: it runs now
  yield,   // yield: back to who resumed the running one
  finish,  // finish: the same for ever; it has no frame left
  expect,  // expect SUBJECT …
};

struct Operation {
  OperationKind kind = OperationKind::allocate;
  // Index of the block in tables of `Trace::slots` entries, for the kinds that
  // name a block; the number of the mark for mark and release (less than
  // Trace::marks); the index into Trace::expectations for expect.
  std::uint32_t slot = 0;
  // 1-based line of the file it came from; 0 when it stands in no file
  // (generated, or added by balanced_prefix).
  std::uint32_t line = 0;
  std::uint64_t alignment = 0;  // allocate_aligned only; a power of two
  std::uint64_t bytes = 0;      // requested payload
  friend bool operator==(const Operation&, const Operation&) = default;
};

// One `expect` line.
//   expect free_blocks N         blocks that walk() shows as free
//   expect allocated_blocks N    blocks that walk() shows as allocated
//   expect largest_free N        payload bytes of the largest free block,
//                                at least N
//   expect heap_bytes N          bytes of heap in use now, at most N
//   expect mappings N            mappings that exist now
//   expect mapped_bytes N        bytes in mappings now, at most N
//   expect footprint N           bytes of heap and mappings now, at most N
//   expect in_place ID           the last realloc of ID did not move it
//   expect same_address ID ID2   ID stands where ID2 stood (ID2 is freed)
//   expect before ID ID2         ID's address is lower than ID2's
//   expect refused ID            the request for ID returned nullptr
//   expect granted ID            the request for ID did not
//   expect check                 check() says that the heap is sound
enum class Subject : std::uint8_t {
  free_blocks,
  allocated_blocks,
  largest_free,
  heap_bytes,
  mappings,
  mapped_bytes,
  footprint,
  in_place,
  same_address,
  before,
  refused,
  granted,
  check,
};

struct Expectation {
  Subject subject = Subject::check;
  std::uint64_t first = 0;   // N, or the slot of ID
  std::uint64_t second = 0;  // the slot of ID2
  friend bool operator==(const Expectation&, const Expectation&) = default;
};

struct Trace {
  std::string name;  // file name without its folder and ending
  std::string path;  // where it was read from; for messages
  // Header.
  std::string title;
  double points = 1;
  std::string hint;
  std::string source;      // program it was recorded from, or author
  std::string pattern;     // generated traces: the pattern's name,
  std::uint64_t seed = 0;  //   its seed, and
  // How many operations to generate; without a pattern the number that the
  // header claims (0: it claims none).
  std::uint64_t operations_wanted = 0;
  std::uint64_t heap_limit = 0;  // bytes; 0: the lab's limit
  std::uint64_t map_limit = 0;   // bytes; 0: the lab's limit
  // Body.
  std::vector<Operation> operations;
  std::vector<Expectation> expectations;
  std::vector<std::uint64_t> ids;  // by slot: the id as written in the file
  std::uint32_t marks = 0;

  std::uint32_t slots() const { return static_cast<std::uint32_t>(ids.size()); }
};

}  // namespace heaplab::trace
