#include "report/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "report/text.hpp"
#include "trace/printable.hpp"

namespace heaplab::report {
namespace {

// In whole characters.
std::string cut(const std::string& text, std::size_t width) {
  std::string kept;
  std::string_view rest = text;
  for (std::size_t count = 0; count < width && !rest.empty(); ++count) {
    const std::size_t bytes = trace::printable_prefix(rest);
    kept += rest.substr(0, bytes);
    rest.remove_prefix(bytes);
  }
  return kept;
}

}  // namespace

ProgressLine::ProgressLine(std::FILE* stream)
    : ProgressLine(stream, ::isatty(::fileno(stream)) == 1) {}

ProgressLine::ProgressLine(std::FILE* stream, bool active)
    : stream_(stream), active_(active) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(std::string_view lab, std::size_t done,
                        std::size_t total, std::string_view what) {
  if (!active_) return;
  const std::string count =
      total > 0 ? fmt::format("{}/{}", done, total) : fmt::format("{}", done);
  const std::string line =
      trace::printable(fmt::format("{}  {:>7}  {}", lab, count, what));
  fmt::print(stream_, "\r\x1b[K{}", cut(line, columns - 1));
  std::fflush(stream_);
  shown_ = true;
}

void ProgressLine::clear() {
  if (!shown_) return;
  fmt::print(stream_, "\r\x1b[K");
  std::fflush(stream_);
  shown_ = false;
}

}  // namespace heaplab::report
