// What a misuse trace may ask for: only that of which it is known what a
// debugging allocator has to say. So accesses stay within a block and its
// guards, and a dead block is named only while it is in quarantine.
#include <fmt/format.h>

#include <algorithm>

#include "heaplab/debug_allocator.hpp"
#include "trace/body.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

constexpr std::int64_t largest_offset = std::int64_t{1} << 47;

std::string_view name_of(Family family) {
  return family == Family::scalar_new ? "new" : "new[]";
}

}  // namespace

// The judge itself knows what must follow of every operation of these traces.
void Body::require_misuse_alone(const Fields& fields, OperationKind kind) {
  const std::uint32_t line = fields.line.number;
  const auto note = [&](std::uint32_t& first) {
    if (first == 0) first = line;
  };
  const bool mark =
      kind == OperationKind::mark || kind == OperationKind::release;
  const bool expect = kind == OperationKind::expect;
  if (is_misuse_operation(kind)) note(first_misuse_line_);
  if (mark) note(first_mark_line_);
  if (expect) note(first_expect_line_);
  if (exit_line_ != 0) {
    fail_at(fields.line, fields[0],
            fmt::format("expected nothing after the exit in line {}, found {}",
                        exit_line_, in_quotes(fields[0])),
            "move the exit to the end, or remove this line");
  }
  if (kind == OperationKind::exit_program) exit_line_ = line;
  if (first_misuse_line_ == 0) return;
  if (first_mark_line_ != 0) {
    fail_at(fields.line, fields[0],
            fmt::format("expected no marks in a trace with misuse, found {}; "
                        "line {} has the other",
                        in_quotes(fields[0]),
                        mark ? first_misuse_line_ : first_mark_line_),
            "a debugging allocator has none; move these lines to a trace of "
            "their own");
  }
  if (first_expect_line_ == 0) return;
  fail_at(fields.line, fields[0],
          fmt::format("expected no \"expect\" in a trace with misuse, found "
                      "{}; line {} has the other",
                      in_quotes(fields[0]),
                      expect ? first_misuse_line_ : first_expect_line_),
          "remove it: the judge knows what must follow");
}

// Only where it is known what must follow: see is_in_quarantine().
std::uint32_t Body::nameable_slot(const Fields& fields,
                                  std::size_t index) const {
  const std::uint32_t slot = known_slot(fields, index);
  if (live_.is_live(slot) || live_.is_in_quarantine(slot)) return slot;
  fail_at(fields.line, fields[index],
          fmt::format("expected the id of a block that lives or is in "
                      "quarantine, found {}, which was freed in line {} and "
                      "may be used again by now",
                      trace_.ids[slot], live_.block(slot).line),
          fmt::format("name it before more than {} bytes, guards included, are "
                      "freed after it",
                      quarantine_bytes));
}

void Body::require_family(const Fields& fields, OperationKind kind) const {
  const bool frees = kind == OperationKind::deallocate;
  if (!frees && kind != OperationKind::reallocate) return;
  if (first_misuse_line_ == 0 || fields[1] == "-1") return;
  const std::uint32_t slot = live_slot(fields, 1);
  const Family family = live_.block(slot).family;
  if (family == Family::malloc) return;
  fail_at(
      fields.line, fields[1],
      fmt::format("expected a block from malloc, found {}, which is from "
                  "{} in line {}",
                  trace_.ids[slot], name_of(family), live_.block(slot).line),
      frees ? fmt::format("if that is meant, write: free {}", trace_.ids[slot])
            : fmt::format("if that is meant, write: realloc {} BYTES",
                          trace_.ids[slot]));
}

std::int64_t Body::offset_at(const Fields& fields, std::size_t index) const {
  std::string_view field = fields[index];
  const bool negative = field.starts_with('-');
  if (negative) field.remove_prefix(1);
  const auto magnitude = static_cast<std::int64_t>(
      parse_number(fields.line, field, "an offset",
                   static_cast<std::uint64_t>(largest_offset)));
  return negative ? -magnitude : magnitude;
}

void Body::require_within(const Fields& fields, std::size_t index,
                          std::uint32_t slot, std::int64_t offset,
                          std::uint64_t bytes, std::uint64_t around) const {
  const std::uint64_t size = live_.block(slot).bytes;
  const auto wide = static_cast<std::int64_t>(around);
  const auto end = static_cast<std::int64_t>(
      std::min(size, static_cast<std::uint64_t>(largest_offset)) + around);
  const bool within = offset >= -wide && offset <= end &&
                      bytes <= static_cast<std::uint64_t>(end - offset);
  if (within) return;
  const bool guards = around == guard_bytes;
  fail_at(fields.line, fields[index],
          fmt::format("expected bytes from {} to {} of block {}, which has {} "
                      "bytes{}, found {} from {} on",
                      -wide, end - 1, trace_.ids[slot], size,
                      guards ? " and two guards" : "", bytes, offset),
          guards ? "beyond the guards nobody knows what stands there"
                 : fmt::format("a copy starts at most {} bytes beside a block",
                               around));
}

}  // namespace heaplab::trace
