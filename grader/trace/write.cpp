#include "trace/write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "support/error.hpp"
#include "trace/fields.hpp"
#include "trace/forms.hpp"
#include "trace/generate.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

// One line that the parser takes: no control characters, not too long.
std::string header_text(std::string_view text) {
  constexpr std::size_t most_bytes = longest_line_bytes - 64;
  std::string clean;
  while (!text.empty() && clean.size() < most_bytes) {
    const std::size_t bytes = printable_prefix(text);
    clean += bytes == 0 ? " " : text.substr(0, bytes);
    text.remove_prefix(bytes == 0 ? 1 : bytes);
  }
  return std::string(trimmed(clean));
}

std::string limit_text(std::uint64_t bytes) {
  constexpr std::string_view units[] = {"", " KiB", " MiB", " GiB"};
  std::size_t unit = 0;
  while (unit < 3 && bytes % 1024 == 0) {
    bytes /= 1024;
    ++unit;
  }
  return fmt::format("{}{}", bytes, units[unit]);
}

std::string expectation_text(const Trace& trace,
                             const Expectation& expectation) {
  const SubjectForm& form = form_of(expectation.subject);
  switch (form.arguments) {
    case ExpectArguments::none:
      break;
    case ExpectArguments::number:
      return fmt::format("expect {} {}", form.name, expectation.first);
    case ExpectArguments::id:
      return fmt::format("expect {} {}", form.name,
                         trace.ids.at(expectation.first));
    case ExpectArguments::two_ids:
      return fmt::format("expect {} {} {}", form.name,
                         trace.ids.at(expectation.first),
                         trace.ids.at(expectation.second));
  }
  return fmt::format("expect {}", form.name);
}

std::uint64_t count_operations(const Trace& trace) {
  return static_cast<std::uint64_t>(std::count_if(
      trace.operations.begin(), trace.operations.end(),
      [](const Operation& o) { return o.kind != OperationKind::expect; }));
}

bool same_operations(const std::vector<Operation>& a,
                     const std::vector<Operation>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](Operation x, Operation y) {
                      x.line = y.line = 0;
                      return x == y;
                    });
}

// Whether pattern, seed and number of operations still say all of the body.
bool is_still_generated(const Trace& trace) {
  if (find_pattern(trace.pattern) == nullptr) return false;
  if (trace.operations_wanted < fewest_operations) return false;
  if (trace.operations_wanted > most_operations) return false;
  const Trace made =
      generate(trace.pattern, trace.seed, trace.operations_wanted);
  return made.ids == trace.ids &&
         same_operations(made.operations, trace.operations);
}

std::string write_header(const Trace& trace, bool generated) {
  std::string text;
  const auto line = [&text](std::string_view key, std::string_view value) {
    if (!value.empty()) text += fmt::format("{}: {}\n", key, value);
  };
  line("title", header_text(trace.title));
  if (trace.points != 1) line("points", fmt::format("{}", trace.points));
  line("hint", header_text(trace.hint));
  line("source", header_text(trace.source));
  if (generated) line("pattern", trace.pattern);
  if (generated || trace.seed != 0) line("seed", std::to_string(trace.seed));
  if (generated || (trace.operations_wanted != 0 &&
                    trace.operations_wanted == count_operations(trace))) {
    line("operations", std::to_string(trace.operations_wanted));
  }
  if (trace.heap_limit != 0) {
    line("heap-limit", limit_text(trace.heap_limit));
  }
  if (trace.map_limit != 0) line("map-limit", limit_text(trace.map_limit));
  return text;
}

}  // namespace

std::string operation_text(const Trace& trace, const Operation& operation) {
  const auto id = [&] { return trace.ids.at(operation.slot); };
  switch (operation.kind) {
    case OperationKind::allocate:
      return fmt::format("a {} {}", id(), operation.bytes);
    case OperationKind::allocate_zeroed:
      return fmt::format("c {} {}", id(), operation.bytes);
    case OperationKind::allocate_aligned:
      return fmt::format("m {} {} {}", id(), operation.alignment,
                         operation.bytes);
    case OperationKind::reallocate:
      return fmt::format("r {} {}", id(), operation.bytes);
    case OperationKind::deallocate:
      return fmt::format("f {}", id());
    case OperationKind::deallocate_null:
      return "f -1";
    case OperationKind::mark:
      return fmt::format("mark {}", operation.slot);
    case OperationKind::release:
      return fmt::format("release {}", operation.slot);
    case OperationKind::call:
      return fmt::format("call {} {}", id(), operation.bytes);
    case OperationKind::frame_allocate:
      return fmt::format("alloca {} {}", id(), operation.bytes);
    case OperationKind::leave:
      return "return";
    case OperationKind::unwind:
      return fmt::format("unwind {}", id());
    case OperationKind::walk_frames:
      return "walk";
    case OperationKind::spawn:
      return fmt::format("spawn {} {}", id(), operation.bytes);
    case OperationKind::resume:
      return fmt::format("resume {}", id());
    case OperationKind::yield:
      return "yield";
    case OperationKind::finish:
      return "finish";
    case OperationKind::expect:
      return expectation_text(trace, trace.expectations.at(operation.slot));
  }
  throw GraderError("a trace holds an operation of no known kind");
}

std::string write_trace(const Trace& trace) {
  const bool generated = is_still_generated(trace);
  std::string text = write_header(trace, generated);
  if (generated) return text;
  for (const Operation& operation : trace.operations) {
    text += operation_text(trace, operation);
    text += '\n';
  }
  return text;
}

}  // namespace heaplab::trace
