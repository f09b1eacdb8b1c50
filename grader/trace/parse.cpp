// The kit's own format.
#include <fmt/format.h>

#include "support/error.hpp"
#include "trace/formats.hpp"
#include "trace/generate.hpp"
#include "trace/header.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

class KitParser {
 public:
  explicit KitParser(Trace& trace)
      : trace_(trace), header_(trace), body_(trace, Dialect::kit) {}

  void add(const Line& line) {
    require_plain_text(line);
    if (content_of(line.text).empty()) return;
    const HeaderField field = split_header(line.text);
    if (field.key.empty()) return add_operation(line);
    if (first_operation_ != 0) fail_late_header(line, field.key);
    header_.add(line, field);
  }

  void finish() {
    if (header_.is_generated()) return expand();
    body_.finish();
    header_.require_operations(body_.operations());
    if (body_.operations() > 0) return;
    throw InputError(fmt::format(
        "{}: expected operations, found none; add lines such as \"a 0 64\" "
        "and \"f 0\", or a pattern, a seed and operations",
        printable(trace_.path)));
  }

 private:
  void add_operation(const Line& line) {
    if (header_.is_generated()) {
      fail_at(line, content_of(line.text),
              "expected no operations in a trace that is generated from a "
              "pattern, found one",
              "remove it, or the line \"pattern:\"");
    }
    if (first_operation_ == 0) first_operation_ = line.number;
    body_.add(line);
  }

  [[noreturn]] void fail_late_header(const Line& line,
                                     std::string_view key) const {
    fail_at(line, key,
            fmt::format("expected header lines before the operations, found "
                        "{} after line {}",
                        in_quotes(key), first_operation_),
            fmt::format("move it above line {}", first_operation_));
  }

  void expand() {
    header_.require_complete();
    Trace made =
        generate(trace_.pattern, trace_.seed, trace_.operations_wanted);
    if (trace_.title.empty()) trace_.title = std::move(made.title);
    trace_.operations = std::move(made.operations);
    trace_.ids = std::move(made.ids);
    trace_.marks = made.marks;
  }

  Trace& trace_;
  Header header_;
  Body body_;
  std::uint32_t first_operation_ = 0;  // its line
};

}  // namespace

void parse_kit(Trace& trace, std::string_view text) {
  KitParser parser(trace);
  Lines lines(trace.path, text);
  for (Line line; lines.next(line);) parser.add(line);
  parser.finish();
}

}  // namespace heaplab::trace
