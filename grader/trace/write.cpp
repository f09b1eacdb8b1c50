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

std::string named(std::string_view name, std::uint64_t id,
                  const Operation& operation) {
  const std::string text = fmt::format("{} {}", name, id);
  if (operation.bytes == unnamed_bytes) return text;
  return operation.alignment == 0
             ? fmt::format("{} {}", text, operation.bytes)
             : fmt::format("{} {} {}", text, operation.bytes,
                           operation.alignment);
}

// Of those that name a place in a block.
std::string access_text(const Trace& trace, const Operation& operation) {
  const std::uint64_t id = trace.ids.at(operation.slot);
  const auto text = [&](std::string_view name) {
    return fmt::format("{} {} {} {}", name, id, operation.offset(),
                       operation.bytes);
  };
  if (operation.kind == OperationKind::write) return text("write");
  if (operation.kind == OperationKind::read) return text("read");
  if (operation.kind == OperationKind::free_at)
    return fmt::format("free_at {} {}", id, operation.offset());
  const Source& source = trace.sources.at(operation.second);
  return fmt::format("copy {} {} {} {} {}", id, operation.offset(),
                     trace.ids.at(source.slot), source.offset, operation.bytes);
}

std::string site_text(const Trace& trace, const Operation& operation) {
  if (operation.slot == own_site) return "at - 0";
  return fmt::format("at {} {}", trace.files.at(operation.slot),
                     operation.bytes);
}

std::string misuse_text(const Trace& trace, const Operation& operation) {
  const auto id = [&] { return trace.ids.at(operation.slot); };
  switch (operation.kind) {
    case OperationKind::allocate_array:
      return fmt::format("calloc {} {} {}", id(), operation.alignment,
                         operation.bytes);
    case OperationKind::scalar_new:
      return named("new", id(), operation);
    case OperationKind::array_new:
      return named("new[]", id(), operation);
    case OperationKind::scalar_delete:
      return named("delete", id(), operation);
    case OperationKind::array_delete:
      return named("delete[]", id(), operation);
    case OperationKind::free_any:
      return fmt::format("free {}", id());
    case OperationKind::reallocate_any:
      return fmt::format("realloc {} {}", id(), operation.bytes) +
             (operation.second == 0
                  ? ""
                  : fmt::format(" {}", trace.ids.at(operation.second - 1)));
    case OperationKind::free_wild:
      return "free_wild";
    case OperationKind::verify:
      return "verify";
    case OperationKind::exit_program:
      return "exit";
    case OperationKind::site:
      return site_text(trace, operation);
    case OperationKind::free_at:
    case OperationKind::write:
    case OperationKind::copy:
    case OperationKind::read:
      return access_text(trace, operation);
    default:
      throw GraderError("a trace holds an operation of no known kind");
  }
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
    default:
      return misuse_text(trace, operation);
  }
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
