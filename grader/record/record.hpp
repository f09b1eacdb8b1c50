// Recording: runs a real program under the preloaded recorder and writes what
// it asked of its allocator as a trace.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace heaplab::record {

struct RecordOptions {
  std::vector<std::string> command;  // PROGRAM ARGS; PATH is searched
  std::filesystem::path output;      // the trace file to write
  std::filesystem::path library;     // libheaplab-record.so, or for calls
                                     // libheaplab-record-calls.so
  // The calls of a program built with -finstrument-functions, in place of what
  // it asks of its allocator.
  bool calls = false;

  // Header of the trace. Empty: "recorded from PROGRAM", and the command with
  // the folder of the program, the working folder and the home folder left out.
  std::string title;
  std::string source;

  // Leave out the program's first calls, its start-up for example. A block
  // allocated there is foreign to the rest.
  std::uint64_t skip = 0;
  // The most operations to write, 0 for all. A trace that is cut is balanced:
  // its last operations free what is live.
  std::uint64_t max_operations = 0;
  // False: blocks that the program never frees are freed at the end.
  bool exact = false;
  // False: the first process only. True: every process; see `record`.
  bool children = false;
  // Recording stops after this many calls of a process, rounded up to what one
  // part of a log holds (131,072 calls, 5 MiB).
  std::uint64_t max_events = 50'000'000;
};

// What was seen, and what of it is not in the trace.
struct Counts {
  std::uint64_t events = 0;         // allocator calls in the log
  std::uint64_t operations = 0;     // in the trace
  std::uint64_t foreign_frees = 0;  // of blocks allocated out of sight
  std::uint64_t foreign_reallocations = 0;
  std::uint64_t unseen_frees = 0;  // of blocks whose address came back
  std::uint64_t null_frees = 0;
  std::uint64_t failed = 0;           // requests that returned nullptr
  std::uint64_t threads = 0;          // that allocated or freed
  std::uint64_t peak_live_bytes = 0;  // of the trace
  std::uint64_t peak_live_blocks = 0;
  // Of call traces, as LogHeader has them.
  std::uint64_t deepest_frames = 0;
  std::uint64_t other_threads = 0;
  std::uint64_t elsewhere = 0;
  std::uint64_t estimated = 0;
  bool cut = false;  // the log reached max_events, or the disk was full
};

struct Recording {
  std::filesystem::path path;
  std::string program;  // the last that the process executed, without folders
  Counts counts;
};

struct RecordReport {
  std::string program;          // the command's name, without folders
  bool calls = false;           // as asked
  int exit_code = 0;            // its exit code; 128 + N when signal N ended it
  int signal = 0;               // that N; 0: the program ended by itself
  std::uint64_t processes = 0;  // that the program consisted of
  std::vector<Recording> recordings;  // at least one; the first process first
};

// Runs the command with its own stdin, stdout and stderr, and writes the trace.
//
// A trace holds one process from its last exec on: `sh -c 'exec make'` gives
// make's. With `children` the first process goes to `output`, the others, in
// the order in which they started, to OUTPUT.2, OUTPUT.3, …, the number before
// the file's ending (`x.trace`, `x.2.trace`); processes that never allocate are
// left out. What a forked child inherits is foreign to it.
//
// Threads share one trace, in the order in which they got their blocks. An id
// is used again after its block's free, smallest first. realloc(nullptr, n) is
// written as an allocation, realloc(p, 0) as a free; requests that failed,
// frees of nullptr, and frees and reallocs of foreign blocks are left out and
// counted. A block whose address is handed out again was freed out of sight:
// its free is written and counted. calloc is `c`, the memalign family `m`.
//
// With `calls` the trace holds the main thread's calls on its own stack. A
// program for it is built with
//   -finstrument-functions -fno-omit-frame-pointer -fno-inline
// and tells where each of its functions begins and ends; others stand in no
// frame of the trace.
// - BYTES of `call`: from the frame pointer down to the stack pointer where the
//   function begins to do its work: saved registers, locals, spilled values,
//   arguments of calls. The pair above (frame pointer, return address) is not
//   in it. Without a frame pointer, and on AArch64: the distance between the
//   stack pointers of the caller and of the function, without 16; counted.
// - `alloca`: what a frame took after that, seen at its next call or its end:
//   alloca, arrays of variable length, arguments that are pushed. An array that
//   ends before its frame is not given back.
// - `unwind`: frames that ended without telling, by longjmp; or by an exception
//   that they did not catch. It stands where the next function begins or ends.
// - A trace that skips a start begins with calls of the frames that stand
// there.
//
// A signal from the keyboard, SIGTERM or SIGHUP goes to the program; what it
// had done until then is kept.
//
// Throws InputError when the output cannot be written (before the program
// runs), the program cannot be started, or nothing could be recorded;
// GraderError when the kit's own library is missing.
RecordReport record(const RecordOptions& options);

// The report for a person, without a newline at the end:
//   FILE: 812 operations of sort, at most 40 blocks and 12345 bytes live
//   (1 thread, 3 processes; left out: 2 frees of null)
// and of calls
//   FILE: 812 operations of lua, at most 40 frames and 12345 bytes live
//   (1 process; left out: 2 other threads)
std::string describe(const RecordReport& report);

}  // namespace heaplab::record
