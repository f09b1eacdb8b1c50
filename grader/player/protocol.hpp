// What the judge and the player share: memory files, and the layout of two of
// them. The others are the heap itself and the arena, where mappings stand.
//
//   request   written by the judge, mapped read-only by the player
//   response  written by the player; the judge believes nothing in it that it
//             does not check
//   heap      mapped by both at the same address
//   arena     the same, where a lab has mappings; see player/mapping_table.hpp
//
// One command at a time: the judge fills `command` and `argument` and adds one
// to Request::sequence; the player answers by setting Response::sequence to the
// same number. Each wakes the other where it sleeps (futex(2)); see
// player/yielding.hpp for when it does not. The player begins by answering
// number 1 unasked: it is confined, and has not yet loaded anything of the
// submission.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "player/memory_protocol.hpp"

namespace heaplab::player {

// Descriptors that the player is started with.
inline constexpr int request_fd = 3;
inline constexpr int response_fd = 4;
inline constexpr int heap_fd = 5;
inline constexpr int object_fd = 6;
inline constexpr int arena_fd = 7;  // where there are mappings

// What grow() fills new bytes with where the judge asks for it: no allocator
// may rely on them. Pages that were given back hold it too, until the judge has
// looked at them.
inline constexpr int junk_byte = 0xA5;
// Of a large range, only so many bytes at each end get it.
inline constexpr std::size_t most_junk_bytes = 2 << 20;

enum class Command : std::uint32_t {
  none,
  load,              // the submission; its constructors run now
  construct,         // a new heap and a new allocator in it
  allocate,          // argument[0] bytes
  allocate_zeroed,   // argument[0] bytes
  allocate_aligned,  // argument[0] alignment, argument[1] bytes
  reallocate,        // argument[0] payload, argument[1] bytes
  deallocate,        // argument[0] payload
  mark,
  release,       // argument[0] mark
  walk,          // blocks go to Response::blocks
  check,         // the text goes to Response::text
  prefault,      // argument[0] bytes of the heap are touched
  run_slice,     // operations argument[0] … argument[1] of the program, timed
  run_measured,  // the same, not timed: every payload is filled, and in place
                 // of the returned pointer stands the player's private memory
                 // after the operation, in bytes; `value` is what it had before
  image,         // the heap and its lists go to Response::image
  check_heap,    // argument[0]: address of a HeapImage; as check
  usable_bytes,  // argument[0] payload
  // On a call stack.
  call,            // argument[0] return address, argument[1] bytes; `value` is
                   // the locals, Response::frame_pointer the rest
  frame_allocate,  // argument[1] bytes
  leave,           // `value` is the return address
  unwind,          // argument[0] frame pointer
  walk_frames,     // frames go to Response::blocks: the frame pointer as
                   // `address`, the return address as `payload`
  // In traces with coroutines the player itself makes the calls: then
  // argument[0] of all of these is the operation's slot, and `value` is where()
  // control is now, but for call and frame_allocate: theirs is a payload.
  spawn,    // argument[1] bytes; `value` is 0 when it was refused
  resume,   // a coroutine
  yield,    // the running coroutine
  finish,   // the same: its entry returns
  go_home,  // back to the player's own stack; the heap may be wiped then
  // Of a debugging allocator: what Request::memory says.
  memory_allocate,
  memory_allocate_zeroed,
  memory_reallocate,
  memory_deallocate,
  memory_verify,
  memory_finish,
  memory_leaks,       // groups go to Response::blocks: file as `address`, line
                      // as `payload`, blocks as `allocated`, and bytes
  memory_statistics,  // they go to Response::statistics
};

// Where control is in a trace with coroutines: the running one (0: none) and
// how many frames it has.
constexpr std::uint64_t where(std::uint64_t slot_and_one,
                              std::uint64_t frames) {
  return slot_and_one << 32 | frames;
}
// A coroutine that the kit did not spawn.
inline constexpr std::uint32_t nobody = 0xffffffff;

// What the operation number `index` of a trace, a call, gives as its return
// address.
constexpr std::uint64_t return_address_of(std::uint64_t index) {
  return 0x401000 + 16 * index;
}

// What a timed walk over frames comes to, one frame after the other; `offset`
// of the frame pointer is counted from the begin of the heap.
constexpr std::uint64_t add_to_walk(std::uint64_t sum, std::uint64_t offset,
                                    std::uint64_t return_address) {
  return (sum ^ offset) * 31 + return_address;
}

// One operation of a timed replay. `kind` is a trace::OperationKind.
struct TimedOperation {
  std::uint8_t kind;
  std::uint8_t alignment_log2;
  std::uint16_t unused;
  std::uint32_t slot;
  std::uint64_t bytes;
};
static_assert(sizeof(TimedOperation) == 16);

struct Request {
  std::atomic<std::uint32_t> sequence;
  std::atomic<std::uint32_t> sleeping;  // 1: the judge must be woken
  Command command;
  std::uint32_t patient;  // 1: the player sleeps at once when it has answered,
                          // so that it does not disturb a timed one beside it
  std::uint64_t argument[2];

  // Fixed before the player starts.
  std::uint64_t heap_base;   // address
  std::uint64_t heap_limit;  // bytes
  std::uint64_t operations;  // of the timed program
  std::uint64_t slots;       // block table of the timed program
  std::uint64_t marks;
  std::uint64_t arena_base;     // address
  std::uint64_t arena_bytes;    // 0: no mappings
  std::uint64_t mapped_limit;   // bytes
  std::uint64_t mappings_at;    // Mappings in the response: its offset
  std::uint32_t keep_events;    // 1: each command tells its calls of map() …
  std::uint32_t fill_new_heap;  // 1: grow() fills new bytes with junk, and
                                // unmap() the pages that it takes back
  std::uint32_t trusted;  // 1: what is loaded is no submission: no confinement
  std::uint32_t coroutines;  // 1: room for some, one for each slot
  std::uint32_t debug;   // 1: under a debugger: the player runs the program by
                         // itself, without signal handlers
  std::uint32_t misuse;  // 1: MisuseStep steps[operations] follow the program
  std::uint64_t address_space;  // RLIMIT_AS, bytes; 0: leave it
  MemoryRequest memory;
  SiteFile site_files[most_site_files];
  char object_path[2048];  // trusted only: what to load
  // TimedOperation program[operations] follows at program_offset.
};
inline constexpr std::size_t program_offset = 8192;
static_assert(sizeof(Request) <= program_offset);

// Why the player stopped running commands.
enum class Ending : std::uint32_t {
  none,
  load_failed,     // text says why
  signal,          // number is the signal
  forbidden_call,  // number is the system call
  interrupted,     // the judge asked where it is (SIGUSR1)
};

struct BlockRecord {
  std::uint64_t address;
  std::uint64_t bytes;
  std::uint64_t payload;
  std::uint64_t payload_bytes;
  std::uint64_t allocated;
};

inline constexpr std::size_t most_blocks = 1 << 16;
inline constexpr std::size_t most_frames = 24;
inline constexpr std::size_t text_bytes = 4096;
inline constexpr std::size_t most_lists = 256;

// A HeapImage, as it was shown.
struct ImageRecord {
  std::uint64_t begin;
  std::uint64_t end;
  std::uint64_t list_count;  // may exceed most_lists: the rest is dropped
  std::uint64_t head[most_lists];
  std::uint64_t minimum_bytes[most_lists];
};

struct Response {
  std::atomic<std::uint32_t> sequence;
  std::atomic<std::uint32_t> sleeping;  // 1: the player must be woken
  std::uint64_t value;                  // what the operation returned
  std::uint64_t frame_pointer;          // after call
  std::uint64_t entered_at;  // stack pointer that a coroutine's entry was
                             // called with, as it was before that call
  // The callee-saved registers around a switch of stacks that came back with
  // this command; player/checked_switch.hpp names them.
  std::uint64_t lost_registers;  // bit k: number k is another
  std::uint64_t register_was[32];
  std::uint64_t register_is[32];
  std::uint64_t heap_bytes;          // the heap's size now
  std::uint64_t heap_peak_bytes;     // since construct
  std::uint64_t heap_reached_bytes;  // the most while the command ran
  std::uint64_t refused_grows;       // grow() calls that exceeded the limit
  std::uint64_t bad_shrinks;         // shrink() calls that exceeded the size
  std::uint64_t heap_pages;          // whole pages of the heap now
  std::uint64_t heap_calls;          // of grow() and shrink() since construct
  std::uint64_t heap_new_pages;      // that the calls of grow() brought
  std::uint64_t private_bytes;       // live bytes from malloc since before load
  std::uint64_t
      private_caller;      // address in the submission that asked for them
  std::uint64_t slice_ns;  // duration of run_slice
  std::uint64_t operations_run;  // by run_slice; also while it runs

  // From here on: valid when the submission is loaded.
  std::uint64_t missing;       // bit k: the table lacks Command(k)
  std::uint64_t object_bytes;  // sizeof the allocator
  std::uint64_t load_base;     // address that the object is loaded at
  std::uint64_t load_end;

  // Valid when ending != none.
  Ending ending;
  std::int32_t number;
  std::uint64_t fault_address;
  std::uint64_t program_counter;
  std::uint64_t stack_pointer;
  std::uint32_t frames;
  std::uint64_t frame[most_frames];  // innermost first; return addresses

  // Valid after walk, walk_frames, check, check_heap and image.
  std::uint64_t block_count;  // may exceed most_blocks: the rest is dropped
  char text[text_bytes];
  ImageRecord image;  // all zeros: none was shown
  // Errors that the submission reported while the command ran.
  std::uint64_t error_count;  // may exceed most_errors: the rest is dropped
  ErrorRecord errors[most_errors];
  std::uint64_t statistics[6];  // in the order of AllocationStatistics
  BlockRecord blocks[most_blocks];
  // std::uint64_t returned[operations] follows at returned_offset: the pointers
  // of the timed replay.
};
inline constexpr std::size_t returned_offset =
    (sizeof(Response) + 4095) / 4096 * 4096;

// Exit codes of the player itself.
inline constexpr int exit_ended = 111;   // Response::ending says why
inline constexpr int exit_broken = 112;  // the player could not start

}  // namespace heaplab::player
