// CS:APP's .rep files. Four numbers come first, one a line: the suggested size
// of the heap, the number of ids, of operations, and the weight; or, in CMU's
// newer files, the weight, the ids, the operations and the most bytes. The two
// that matter here stand second and third in both.
#include <fmt/format.h>

#include <array>
#include <limits>

#include "trace/formats.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

constexpr std::uint64_t any_number = std::numeric_limits<std::uint64_t>::max();

struct HeaderNumber {
  Line line;
  std::string_view text;
  std::uint64_t value = 0;
};

class RepParser {
 public:
  explicit RepParser(Trace& trace)
      : trace_(trace), body_(trace, Dialect::rep) {}

  void add(const Line& line) {
    if (content_of(line.text).empty()) return;
    if (numbers_read_ < header_.size()) return add_number(line);
    body_.add(line);
  }

  void finish(const Line& last) const {
    if (numbers_read_ < header_.size()) {
      fail(last, last.text.size(),
           fmt::format("expected four numbers at the top of a .rep file, "
                       "found {}",
                       numbers_read_),
           "they are heap size, ids, operations and weight");
    }
    require(header_[2], body_.operations(), "operations");
    require(header_[1], trace_.ids.size(), "ids");
  }

 private:
  void add_number(const Line& line) {
    const Fields fields = split_fields(line);
    if (!is_number(fields[0]) || fields.count > 1) {
      fail_at(line, fields[0],
              fmt::format("expected header number {} of 4 of a .rep file, "
                          "found {}",
                          numbers_read_ + 1, in_quotes(content_of(line.text))),
              "write one number a line: heap size, ids, operations, weight");
    }
    header_[numbers_read_++] = {
        line, fields[0], parse_number(line, fields[0], "a number", any_number)};
  }

  static void require(const HeaderNumber& claimed, std::uint64_t found,
                      std::string_view what) {
    if (claimed.value == found) return;
    fail_at(claimed.line, claimed.text,
            fmt::format("expected {} {} as this header says, found {}",
                        claimed.value, what, found),
            "correct the number, or restore the rest of the file");
  }

  Trace& trace_;
  Body body_;
  std::array<HeaderNumber, 4> header_;
  std::size_t numbers_read_ = 0;
};

}  // namespace

void parse_rep(Trace& trace, std::string_view text) {
  RepParser parser(trace);
  Lines lines(trace.path, text);
  Line line;
  while (lines.next(line)) parser.add(line);
  parser.finish(line);
}

}  // namespace heaplab::trace
