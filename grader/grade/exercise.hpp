// One [[exercises]] table of lab.toml: functions that a student writes, and how
// they are tried.
#pragma once

#include <string>
#include <vector>

namespace heaplab::grade {

struct Exercise {
  std::string id;      // first part of its check ids: "leaf"
  std::string title;   // one line
  double points = 0;   // of correctness, shared by its cases by their weights
  bool bonus = false;  // its points are beyond those of the axes
  std::vector<std::string> assembly;  // in x86-64/ and aarch64/: "leaf.S"
  std::vector<std::string> sources;   // C++, for both instruction sets
  std::string answers;                // "predict.toml": answers to questions
  // Symbols that its objects may leave undefined, beside those of its files,
  // and may define although the C library has them.
  std::vector<std::string> calls;
  std::string calls_note;  // in words: "a leaf function calls nothing"
  // The C++ file that makes, with the others, the object that traces are
  // replayed on, and the baseline of their throughput.
  std::string replayed;
  std::string baseline;
  bool replays_coroutines = false;  // traces with `spawn`, not those without

  bool has_program() const { return !assembly.empty() || !sources.empty(); }
};

}  // namespace heaplab::grade
