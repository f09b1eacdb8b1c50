// The operations of misuse traces.
#include <fmt/format.h>

#include <limits>

#include "heaplab/debug_allocator.hpp"
#include "trace/body.hpp"
#include "trace/edit.hpp"
#include "trace/forms.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

constexpr std::uint64_t any_bytes = std::numeric_limits<std::uint64_t>::max();
// A forged header is copied from a place so near to a block.
constexpr std::uint64_t copied_around = 256;
constexpr std::size_t longest_file_name = 100;
constexpr std::size_t most_files = 16;

std::uint64_t bytes_at(const Fields& fields, std::size_t index) {
  return parse_number(fields.line, fields[index], "a number of bytes",
                      any_bytes);
}

std::uint64_t some_bytes_at(const Fields& fields, std::size_t index) {
  const std::uint64_t bytes = bytes_at(fields, index);
  if (bytes > 0) return bytes;
  fail_at(fields.line, fields[index],
          "expected at least one byte to access, found 0", "remove this line");
}

}  // namespace

void Body::add_misuse_operation(const Fields& fields, OperationKind kind) {
  Operation operation{.kind = kind};
  switch (kind) {
    case OperationKind::allocate_array:
    case OperationKind::scalar_new:
    case OperationKind::array_new:
      operation = misuse_request(fields, kind);
      break;
    case OperationKind::scalar_delete:
    case OperationKind::array_delete:
      operation = misuse_delete(fields, kind);
      break;
    case OperationKind::free_any:
      operation.slot = nameable_slot(fields, 1);
      break;
    case OperationKind::reallocate_any:
      operation = misuse_reallocation(fields);
      break;
    case OperationKind::free_at:
      operation = misuse_free_at(fields);
      break;
    case OperationKind::write:
    case OperationKind::read:
      operation = misuse_access(fields, kind);
      break;
    case OperationKind::copy:
      operation = misuse_copy(fields);
      break;
    case OperationKind::site:
      operation = site(fields);
      break;
    default:
      break;
  }
  push(operation, fields.line);
}

Operation Body::misuse_request(const Fields& fields, OperationKind kind) {
  Operation operation{.kind = kind};
  id_at(fields, 1);  // complains about the leftmost mistake first
  if (kind == OperationKind::allocate_array) {
    operation.alignment =
        parse_number(fields.line, fields[2], "a count", any_bytes);
    operation.bytes = bytes_at(fields, 3);
  } else {
    operation.bytes = bytes_at(fields, 2);
    if (fields.count > 3) operation.alignment = alignment_at(fields, 3);
  }
  operation.slot = slot_to_allocate(fields);
  return operation;
}

Operation Body::misuse_delete(const Fields& fields, OperationKind kind) {
  Operation operation{.kind = kind, .bytes = unnamed_bytes};
  operation.slot = nameable_slot(fields, 1);
  if (fields.count > 2) {
    operation.bytes = parse_number(fields.line, fields[2], "a number of bytes",
                                   unnamed_bytes - 1);
  }
  if (fields.count > 3) operation.alignment = alignment_at(fields, 3);
  return operation;
}

Operation Body::misuse_reallocation(const Fields& fields) {
  Operation operation{.kind = OperationKind::reallocate_any};
  operation.slot = nameable_slot(fields, 1);
  operation.bytes = bytes_at(fields, 2);
  if (fields.count > 3) operation.second = slot_to_allocate(fields, 3) + 1;
  return operation;
}

Operation Body::misuse_access(const Fields& fields, OperationKind kind) {
  const std::uint32_t slot = nameable_slot(fields, 1);
  const std::int64_t offset = offset_at(fields, 2);
  const std::uint64_t bytes = some_bytes_at(fields, 3);
  require_within(fields, 2, slot, offset, bytes, guard_bytes);
  return {.kind = kind,
          .slot = slot,
          .alignment = static_cast<std::uint64_t>(offset),
          .bytes = bytes};
}

Operation Body::misuse_copy(const Fields& fields) {
  Operation operation{.kind = OperationKind::copy};
  operation.slot = nameable_slot(fields, 1);
  const std::int64_t offset = offset_at(fields, 2);
  const Source source{nameable_slot(fields, 3), offset_at(fields, 4)};
  operation.bytes = some_bytes_at(fields, 5);
  operation.alignment = static_cast<std::uint64_t>(offset);
  require_within(fields, 2, operation.slot, offset, operation.bytes,
                 guard_bytes);
  require_within(fields, 4, source.slot, source.offset, operation.bytes,
                 copied_around);
  operation.second = static_cast<std::uint32_t>(trace_.sources.size());
  trace_.sources.push_back(source);
  return operation;
}

Operation Body::misuse_free_at(const Fields& fields) {
  const std::uint32_t slot = nameable_slot(fields, 1);
  const std::int64_t offset = offset_at(fields, 2);
  if (offset == 0) {
    fail_at(fields.line, fields[2],
            "expected an offset from the block's begin, found 0",
            fmt::format("that is no misuse of free_at: write free {}",
                        trace_.ids[slot]));
  }
  require_within(fields, 2, slot, offset, 1, guard_bytes);
  return {.kind = OperationKind::free_at,
          .slot = slot,
          .alignment = static_cast<std::uint64_t>(offset)};
}

Operation Body::site(const Fields& fields) {
  Operation operation{.kind = OperationKind::site, .slot = own_site};
  operation.bytes = parse_number(fields.line, fields[2], "a line", largest_id);
  if (fields[1] == "-") {
    operation.bytes = 0;
    return operation;
  }
  if (fields[1].size() > longest_file_name) {
    fail_at(fields.line, fields[1],
            fmt::format("expected the name of a file, at most {} bytes long, "
                        "found {}",
                        longest_file_name, fields[1].size()),
            "shorten it");
  }
  operation.slot = index_of_file(trace_, fields[1]);
  if (trace_.files.size() > most_files) {
    fail_at(fields.line, fields[1],
            fmt::format("expected at most {} files in a trace, found another",
                        most_files),
            "use one of those above");
  }
  return operation;
}

}  // namespace heaplab::trace
