// One [[exercises]] table of lab.toml: functions that a student writes, and how
// they are tried.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace heaplab::grade {

// What the traces are, that an exercise's `replayed` file is tried on.
enum class Replays : std::uint8_t {
  frames,
  coroutines,  // traces with `spawn`, not those without
  misuse,      // of a debugging allocator
};

struct Exercise {
  std::string id;      // first part of its check ids: "leaf"
  std::string title;   // one line
  double points = 0;   // of correctness, shared by its cases by their weights
  bool bonus = false;  // its points are beyond those of the axes
  std::vector<std::string> assembly;  // in x86-64/ and aarch64/: "leaf.S"
  std::vector<std::string> sources;   // C++, for both instruction sets
  std::string answers;                // "predict.toml": answers to questions
  std::string repairs;       // "csv.cpp": a program of the clinic, repaired
  std::string diagnosis;     // "diagnosis.toml": answers about error reports
  std::string suppressions;  // "memcheck.supp": what Memcheck is to leave out
  // Symbols that its objects may leave undefined, beside those of its files,
  // and may define although the C library has them.
  std::vector<std::string> calls;
  std::string calls_note;  // in words: "a leaf function calls nothing"
  // The C++ file that makes, with the others, the object that traces are
  // replayed on, and the baseline of their throughput.
  std::string replayed;
  std::string baseline;
  Replays replays = Replays::frames;

  bool has_program() const { return !assembly.empty() || !sources.empty(); }
};

}  // namespace heaplab::grade
