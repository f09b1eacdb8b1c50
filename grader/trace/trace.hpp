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
  // Misuse traces: what a program with memory errors does with a debugging
  // allocator. Those from scalar_delete on may name a block that is dead: the
  // one that the id named last. Offsets count from its payload.
  allocate_array,  // calloc id count bytes: count times bytes, all zero
  scalar_new,      // new id bytes [alignment]
  array_new,       // new[] id bytes [alignment]
  scalar_delete,   // delete id [bytes [alignment]]
  array_delete,    // delete[] id [bytes [alignment]]
  free_any,        // free id: by free(), whatever it is
  reallocate_any,  // realloc id bytes [new id]: by realloc(), the same; with a
                   // new id the old one names the old block, which is dead
  free_at,         // free_at id offset
  free_wild,       // free_wild: of an address outside the heap
  write,           // write id offset bytes: with others than were there
  copy,            // copy id offset id2 offset2 bytes: to id from id2
  read,            // read id offset bytes
  verify,          // verify
  exit_program,    // exit
  site,            // at file line: the operations that follow stand there
};

struct Operation {
  OperationKind kind = OperationKind::allocate;
  // Index of the block in tables of `Trace::slots` entries, for the kinds that
  // name a block; the number of the mark for mark and release (less than
  // Trace::marks); the index into Trace::expectations for expect; for site the
  // index into Trace::files, own_site for the lines of the trace again.
  std::uint32_t slot = 0;
  // 1-based line of the file it came from; 0 when it stands in no file
  // (generated, or added by balanced_prefix).
  std::uint32_t line = 0;
  // Of copy: the index into Trace::sources. Of reallocate_any: the slot of the
  // new id and one; 0: it has none.
  std::uint32_t second = 0;
  // Of requests and deletes: a power of two, 0 where none is named. Of
  // allocate_array: the count. Of what has an offset: that, see offset().
  std::uint64_t alignment = 0;
  // Requested payload; what a delete names, unnamed_bytes where it names none;
  // of site the line.
  std::uint64_t bytes = 0;

  std::int64_t offset() const { return static_cast<std::int64_t>(alignment); }
  friend bool operator==(const Operation&, const Operation&) = default;
};

inline constexpr std::uint64_t unnamed_bytes = ~std::uint64_t{0};
inline constexpr std::uint32_t own_site = ~std::uint32_t{0};

// Where `copy` takes bytes from.
struct Source {
  std::uint32_t slot = 0;
  std::int64_t offset = 0;
  friend bool operator==(const Source&, const Source&) = default;
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
  std::vector<Source> sources;     // of copy
  std::vector<std::string> files;  // of site

  std::uint32_t slots() const { return static_cast<std::uint32_t>(ids.size()); }
};

// Those of misuse traces alone.
constexpr bool is_misuse_operation(OperationKind kind) {
  return kind >= OperationKind::allocate_array;
}
bool is_misuse(const Trace& trace);

}  // namespace heaplab::trace
