#include "trace/body.hpp"

#include <fmt/format.h>

#include <bit>
#include <limits>

#include "trace/forms.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

constexpr std::uint64_t any_bytes = std::numeric_limits<std::uint64_t>::max();

std::uint64_t bytes_at(const Fields& fields, std::size_t index) {
  return parse_number(fields.line, fields[index], "a number of bytes",
                      any_bytes);
}

[[noreturn]] void fail_unknown_operation(const Fields& fields,
                                         Dialect dialect) {
  std::vector<std::string_view> names;
  for (const OperationForm& form : operation_forms()) {
    if (dialect != Dialect::rep || form.name == "a" || form.name == "r" ||
        form.name == "f") {
      names.push_back(form.name);
    }
  }
  if (dialect == Dialect::rep) names.push_back("w");
  fail_at(fields.line, fields[0],
          fmt::format("expected an operation, found {}", in_quotes(fields[0])),
          fmt::format("the operations are {}", join_words(names)));
}

bool is_in_dialect(std::string_view name, Dialect dialect) {
  return dialect == Dialect::kit || name == "a" || name == "r" || name == "f";
}

std::uint32_t mark_at(const Fields& fields) {
  return static_cast<std::uint32_t>(parse_number(
      fields.line, fields[1], "the number of a mark", largest_mark));
}

}  // namespace

std::uint64_t alignment_at(const Fields& fields, std::size_t index) {
  const std::uint64_t alignment =
      parse_number(fields.line, fields[index], "an alignment", any_bytes);
  if (std::has_single_bit(alignment)) return alignment;
  constexpr std::uint64_t top = std::uint64_t{1} << 63;
  const std::string nearest =
      alignment == 0 ? "the smallest is 1"
      : alignment > top
          ? fmt::format("the largest is {}", top)
          : fmt::format("the nearest are {} and {}", std::bit_floor(alignment),
                        std::bit_ceil(alignment));
  fail_at(fields.line, fields[index],
          fmt::format("expected an alignment that is a power of two, found {}",
                      alignment),
          nearest);
}

void Body::add(const Line& line) {
  const Fields fields = split_fields(line);
  if (dialect_ == Dialect::rep && fields[0] == "w") {
    require_usage(fields, "w ID BYTES");
    ++operations_;
    return;
  }
  const OperationForm* form = find_operation(fields[0]);
  if (form == nullptr || !is_in_dialect(form->name, dialect_)) {
    fail_unknown_operation(fields, dialect_);
  }
  require_misuse_alone(fields, form->kind);
  if (form->kind == OperationKind::expect) return add_expectation(fields);
  require_usage(fields, form->usage);
  ++operations_;
  require_no_mix(fields, form->kind);
  if (is_call_operation(form->kind)) {
    return add_call_operation(fields, form->kind);
  }
  if (is_misuse_operation(form->kind)) {
    return add_misuse_operation(fields, form->kind);
  }
  if (dialect_ == Dialect::kit) require_family(fields, form->kind);
  switch (form->kind) {
    case OperationKind::reallocate:
      return add_reallocation(fields);
    case OperationKind::deallocate:
      return add_deallocation(fields);
    case OperationKind::mark:
      return add_mark(fields);
    case OperationKind::release:
      return add_release(fields);
    default:
      return add_allocation(fields, form->kind);
  }
}

void Body::push(Operation operation, const Line& line) {
  operation.line = line.number;
  live_.apply(operation);
  trace_.operations.push_back(operation);
}

void Body::add_allocation(const Fields& fields, OperationKind kind) {
  Operation operation{.kind = kind};
  id_at(fields, 1);  // complains about the leftmost mistake first
  if (kind == OperationKind::allocate_aligned) {
    operation.alignment = alignment_at(fields, 2);
  }
  operation.bytes = bytes_at(fields, fields.count - 1);
  operation.slot = slot_to_allocate(fields);
  push(operation, fields.line);
}

void Body::add_reallocation(const Fields& fields) {
  if (is_reallocation_of_null(id_at(fields, 1))) {
    return add_allocation(fields, OperationKind::allocate);
  }
  const std::uint64_t bytes = bytes_at(fields, 2);
  push({.kind = OperationKind::reallocate,
        .slot = live_slot(fields, 1),
        .bytes = bytes},
       fields.line);
}

// The drivers that the foreign formats were made for keep a null pointer for
// an id not seen before; that of CS 107 also for one that was freed.
bool Body::is_reallocation_of_null(std::uint64_t id) const {
  if (dialect_ == Dialect::kit) return false;
  const auto entry = slots_.find(id);
  if (entry == slots_.end()) return true;
  return dialect_ == Dialect::script && !live_.is_live(entry->second);
}

void Body::add_deallocation(const Fields& fields) {
  if (fields[1] == "-1") {
    return push({.kind = OperationKind::deallocate_null}, fields.line);
  }
  push({.kind = OperationKind::deallocate, .slot = live_slot(fields, 1)},
       fields.line);
}

void Body::add_mark(const Fields& fields) {
  const std::uint32_t mark = mark_at(fields);
  if (mark >= trace_.marks) trace_.marks = mark + 1;
  push({.kind = OperationKind::mark, .slot = mark}, fields.line);
}

void Body::add_release(const Fields& fields) {
  const std::uint32_t mark = mark_at(fields);
  if (!live_.is_marked(mark)) {
    fail_at(fields.line, fields[1],
            fmt::format("expected a mark that is set, found {}", mark),
            fmt::format("set it first: mark {} (the release of an earlier "
                        "mark unsets it)",
                        mark));
  }
  push({.kind = OperationKind::release, .slot = mark}, fields.line);
}

std::uint64_t Body::id_at(const Fields& fields, std::size_t index) const {
  return parse_number(fields.line, fields[index], "an id", largest_id);
}

std::uint32_t Body::slot_to_allocate(const Fields& fields, std::size_t index) {
  const std::uint64_t id = id_at(fields, index);
  const auto next = static_cast<std::uint32_t>(trace_.ids.size());
  const auto [entry, is_new] = slots_.try_emplace(id, next);
  if (is_new) trace_.ids.push_back(id);
  require_free(fields, index, entry->second);
  return entry->second;
}

void Body::require_free(const Fields& fields, std::size_t index,
                        std::uint32_t slot) const {
  const bool coroutine = live_.stacks().is_live_coroutine(slot);
  if (!coroutine && !live_.is_live(slot)) return;
  const bool in_frame = first_call_line_ != 0;
  fail_at(fields.line, fields[index],
          fmt::format("expected an id that is not in use, found {}, which was "
                      "{} in line {}",
                      trace_.ids[slot],
                      coroutine  ? "spawned"
                      : in_frame ? "taken"
                                 : "allocated",
                      coroutine ? live_.stacks().find(slot)->line
                                : live_.block(slot).line),
          coroutine  ? "finish that coroutine first, or use another id"
          : in_frame ? "return from its frame first, or use another id"
                     : "free that block first, or use another id");
}

std::uint32_t Body::known_slot(const Fields& fields, std::size_t index) const {
  const std::uint64_t id = id_at(fields, index);
  const auto entry = slots_.find(id);
  if (entry != slots_.end()) return entry->second;
  fail_at(fields.line, fields[index],
          fmt::format("expected the id of a block, found {}, which was never "
                      "allocated",
                      id),
          fmt::format("allocate it first: a {} BYTES", id));
}

std::uint32_t Body::live_slot(const Fields& fields, std::size_t index) const {
  const std::uint32_t slot = known_slot(fields, index);
  if (live_.is_live(slot)) return slot;
  const LiveBlock block = live_.block(slot);
  const bool freed = block.state == BlockState::freed;
  fail_at(
      fields.line, fields[index],
      fmt::format("expected the id of a live block, found {}, which was "
                  "{} in line {}",
                  trace_.ids[slot], freed ? "freed" : "released", block.line),
      "remove this line, or allocate the id again before it");
}

}  // namespace heaplab::trace
