// What a debugging allocator tells and is told: the errors that it reports, the
// calls that it answers, and the patterns that it writes.
//
//            guard            guard
//   … ──┬───────────┬────────────┬───────────┬── …
//       │ fd fd … fd│ payload    │ fd fd … fd│
//   … ──┴───────────┴────────────┴───────────┴── …
//        16 or more  what was      16 or more, from the
//                    asked for     first byte after it on
//
// Each block has guards of its own. Where the allocator's data stands is for
// the allocator to choose.
//
// A class becomes a submission by HEAPLAB_DEBUG_ALLOCATOR(DebugAllocator),
// once, at the end of the file.
//
// Models: dmalloc; the redzones and the quarantine of AddressSanitizer
// (Serebryany and others, USENIX ATC 2012); Valgrind's reports (Nethercote and
// Seward, VEE 2007).
#pragma once

#include <cstddef>
#include <cstdint>

namespace heaplab {

inline constexpr std::size_t guard_bytes = 16;  // at least, on both sides
// A freed block keeps its place, and is not given out, until more than this has
// been freed after it. Each block counts as its payload and two guards, so that
// there is an end to the empty ones too. It may stay longer.
inline constexpr std::size_t quarantine_bytes = 64 << 10;
constexpr std::size_t bytes_in_quarantine(std::size_t payload_bytes) {
  return guard_bytes + payload_bytes + guard_bytes;
}

inline constexpr unsigned char guard_fill = 0xFD;
inline constexpr unsigned char fresh_fill = 0xCD;  // a new payload
inline constexpr unsigned char dead_fill = 0xDD;   // a freed payload

// A place in the program. Owns nothing: `file` lives as long as the program,
// and one file may have its name at several addresses.
struct Site {
  const char* file = nullptr;  // null: none
  std::uint32_t line = 0;

  // Of the call of here(): std::source_location, for compilers that lack it.
  static constexpr Site here(const char* file = __builtin_FILE(),
                             std::uint32_t line = __builtin_LINE()) {
    return {file, line};
  }
  // The same line of a file of the same name.
  friend bool operator==(const Site& a, const Site& b) {
    return a.line == b.line && same_text(a.file, b.file);
  }

 private:
  static bool same_text(const char* a, const char* b) {
    if (a == b || a == nullptr || b == nullptr) return a == b;
    while (*a != '\0' && *a == *b) ++a, ++b;
    return *a == *b;
  }
};

// What a block comes from, and must go back to: malloc, calloc, realloc and
// free; new and delete; new[] and delete[].
enum class Family : std::uint8_t { malloc, scalar_new, array_new };

inline constexpr std::size_t default_alignment = 16;

// One call of the program.
struct MemoryCall {
  Site site;
  Family family = Family::malloc;
  // A power of two; below default_alignment it counts as that.
  std::size_t alignment = default_alignment;
};

inline constexpr std::size_t unsized = ~std::size_t{0};

enum class MemoryErrorKind : std::uint8_t {
  overflow,          // bytes of the guard after a block were written
  underflow,         // bytes of the guard before it
  write_after_free,  // bytes of a freed payload
  double_free,       // of a block that was freed
  bad_free,          // of an address that is no block's payload
  mismatched_free,   // by another family
  wrong_size,        // a sized delete names another size
  wrong_alignment,   // a delete of the right family names another alignment
};
inline constexpr std::size_t memory_error_kinds = 8;

// A reallocation of a block that was freed, or of no block, is reported as a
// free of it is.
struct MemoryError {
  MemoryErrorKind kind = MemoryErrorKind::overflow;
  // The block, live or freed, that it is about. bad_free: the one that the
  // pointer points into, guards included; null: there is none.
  const void* payload = nullptr;
  std::size_t bytes = 0;  // of that payload, as it was asked for
  // From the payload's begin to: the first changed byte (overflow,
  // write_after_free), the changed byte nearest to the payload (underflow: -1
  // is the byte before it), the pointer (bad_free). Otherwise 0.
  std::ptrdiff_t offset = 0;
  Site allocated;  // by what call; a reallocation allocates
  Site freed;      // by what call; none while the block lives
  Site detected;   // the call in which it was seen
};

class ErrorReporter {
 public:
  virtual void report(const MemoryError& error) = 0;

 protected:
  ErrorReporter() = default;
  ErrorReporter(const ErrorReporter&) = default;
  ErrorReporter& operator=(const ErrorReporter&) = default;
  ~ErrorReporter() = default;
};

// Blocks of one allocation site that were never freed.
struct LeakGroup {
  Site allocated;
  std::size_t blocks = 0;
  std::size_t bytes = 0;  // of payload
};

class LeakVisitor {
 public:
  virtual void visit(const LeakGroup& group) = 0;

 protected:
  LeakVisitor() = default;
  LeakVisitor(const LeakVisitor&) = default;
  LeakVisitor& operator=(const LeakVisitor&) = default;
  ~LeakVisitor() = default;
};

// In payload bytes, as they were asked for. A reallocation begins a block and
// then ends one: for a moment both live.
struct AllocationStatistics {
  std::uint64_t live_blocks = 0;
  std::uint64_t live_bytes = 0;
  std::uint64_t peak_bytes = 0;    // the most live_bytes so far
  std::uint64_t total_blocks = 0;  // ever allocated
  std::uint64_t total_bytes = 0;
  std::uint64_t refused_calls = 0;  // that returned nullptr for want of memory
};

}  // namespace heaplab

// What is reported is mended, so that damage is reported once. It may be
// reported earlier than is said here: by any call after the one that did it.
//
// The class needs:
//
//   DebugAllocator(heaplab::Heap& heap, heaplab::ErrorReporter& reporter);
//
//   // `bytes` bytes, filled with fresh_fill, at a multiple of 16 and of the
//   // alignment that the call names. Never null for want of bytes: 0 bytes
//   // have an address of their own. nullptr when the heap is exhausted.
//   void* allocate(std::size_t bytes, const heaplab::MemoryCall& call);
//
//   // `count` times `bytes` bytes, all zero. nullptr also when the product
//   // exceeds what a std::size_t holds.
//   void* allocate_zeroed(std::size_t count, std::size_t bytes,
//                         const heaplab::MemoryCall& call);
//
//   // Looks and reports as deallocate() does. nullptr after an error for which
//   // that frees nothing. Otherwise always a new block, of the call's family
//   // and alignment: what is copied is the common prefix, the rest is filled
//   // as in allocate(), and the old block goes into quarantine. A null
//   // payload: as allocate(). 0 bytes: as deallocate(), and nullptr. nullptr,
//   // and the old block lives on, when the heap is exhausted.
//   void* reallocate(void* payload, std::size_t bytes,
//                    const heaplab::MemoryCall& call);
//
//   // Looks at the block's guards, reports what is damaged, fills the payload
//   // with dead_fill and puts the block into quarantine. A null payload: does
//   // nothing. double_free and bad_free change nothing else. mismatched_free,
//   // wrong_size and wrong_alignment are reported, in this order, and the
//   // block is freed all the same. `sized`: what a sized delete names.
//   // wrong_alignment is for new and delete of one family: alignments of
//   // malloc's family, and after a mismatch, are not compared.
//   void deallocate(void* payload, const heaplab::MemoryCall& call,
//                   std::size_t sized = heaplab::unsized);
//
//   // Looks at all guards, also of freed blocks, and at all freed payloads in
//   // quarantine. A block that leaves quarantine is looked at in the same way,
//   // in the call that makes it leave.
//   void verify(heaplab::Site site);
//
//   // The program ends: verify(), and everything in quarantine leaves it.
//   // leaks() and statistics() are asked after it too.
//   void finish(heaplab::Site site);
//
//   // Live blocks, one group for each site, in any order.
//   void leaks(heaplab::LeakVisitor& visitor) const;
//
//   heaplab::AllocationStatistics statistics() const;
#define HEAPLAB_DEBUG_ALLOCATOR(DebugAllocator)         \
  extern "C" __attribute__((visibility("default")))     \
  const ::heaplab::SubmissionTable heaplab_submission = \
      ::heaplab::make_debug_allocator_table<DebugAllocator>();

#include "heaplab/debug_allocator_table.hpp"  // what the macro needs
