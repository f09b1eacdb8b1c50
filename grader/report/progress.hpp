// One line on stderr that says how far grading is, rewritten in place.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace heaplab::report {

// Writes nothing unless the stream is a terminal. Clears its line when it is
// destroyed.
class ProgressLine {
 public:
  explicit ProgressLine(std::FILE* stream = stderr);
  // For tests, and for callers that know better.
  ProgressLine(std::FILE* stream, bool active);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // "04-implicit-list  12/40  programs/perl", cut to 79 columns.
  // `total` 0 means that it is not known.
  void show(std::string_view lab, std::size_t done, std::size_t total,
            std::string_view what);
  void clear();

 private:
  std::FILE* stream_;
  bool active_;
  bool shown_ = false;
};

}  // namespace heaplab::report
