// What the preloaded libraries write and the recorder reads: one file for each
// program image, a header and then events of one size. Both sides run on the
// same machine, so the layout is the compiler's.
#pragma once

#include <cstddef>
#include <cstdint>

namespace heaplab::record {

// One environment variable configures the library:
//   PROCESS:CHILDREN:EVENTS:FOLDER
// PROCESS is the id of the process that is recorded, CHILDREN 1 when its
// children are recorded too, EVENTS the most events that one log may hold,
// FOLDER the absolute path of the folder for the logs.
inline constexpr char settings_variable[] = "HEAPLAB_RECORD";

// Logs are named PROCESS.IMAGE: an exec keeps the process and starts the next
// image. A process that is not recorded leaves a header, so that it is counted.
inline constexpr std::uint64_t log_magic = 0x31676f4c70616548;  // "HeapLog1"

// Events begin here: a multiple of every page size in use.
inline constexpr std::size_t header_bytes = 1 << 16;

enum class EventKind : std::uint32_t {
  allocate,
  allocate_zeroed,
  allocate_aligned,
  reallocate,
  deallocate,
  // Of the main thread's call stack.
  enter,           // bytes: the frame's
  frame_allocate,  // bytes, in the newest frame
  leave,           // the newest frame ended
  unwind,          // to `bytes` frames at once
};

struct Event {
  EventKind kind;
  std::uint32_t thread;     // 1, 2, … in order of each thread's first event
  std::uint64_t pointer;    // what the call returned; what free was given
  std::uint64_t old;        // reallocate: the pointer given
  std::uint64_t bytes;      // what the call asked for
  std::uint64_t alignment;  // allocate_aligned: as the call gave it
};

struct LogHeader {
  std::uint64_t magic;
  std::uint64_t started_ns;  // CLOCK_MONOTONIC
  std::uint32_t process;
  std::uint32_t image;   // programs that this process executed before
  std::uint64_t events;  // whole events in the file; grows after each event
  std::uint32_t cut;     // 1 when the log reached its limit or the disk's
  // Of call stacks only.
  std::uint32_t other_threads;  // that called functions too
  std::uint64_t elsewhere;      // calls on other stacks, or too deep
  std::uint64_t estimated;      // frames without a frame pointer
  char program[64];             // the image's name, without folders
};

}  // namespace heaplab::record
