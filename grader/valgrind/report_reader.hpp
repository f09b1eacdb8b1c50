// Reads a report of Memcheck, piece by piece or as a file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "valgrind/report.hpp"

namespace heaplab::valgrind {

// Takes the bytes in pieces of any size, as they come; the result does not
// depend on how they were cut. Nothing in them is trusted: whatever does not
// read as a report of Memcheck becomes a verdict, never an exception.
class ReportReader {
 public:
  ReportReader();
  ReportReader(ReportReader&&) noexcept;
  ReportReader& operator=(ReportReader&&) noexcept;
  ~ReportReader();

  void add(std::string_view bytes);

  // What the finished parts have told so far. Without a verdict.
  const Report& so_far() const;

  // No more bytes are taken after this.
  Report finish(const Ending& ending);

 private:
  class State;
  std::unique_ptr<State> state_;
};

Report read_report_text(std::string_view bytes, const Ending& ending = {});

// A file that cannot be read gives `not_a_report`: Valgrind writes none when it
// cannot start.
Report read_report(const std::filesystem::path& path, const Ending& ending);

}  // namespace heaplab::valgrind
