// What is broken on purpose.
#include <fmt/format.h>

#include <array>
#include <limits>

#include "heaps/body.hpp"
#include "trace/printable.hpp"

namespace heaplab::heaps {
namespace {

using trace::fail_at;
using trace::in_quotes;

constexpr std::uint64_t any_number = std::numeric_limits<std::uint64_t>::max();

// Where a field stands, and who has it.
enum class Owner : std::uint8_t { any, free };
enum class Kind : std::uint8_t { length, bit, bytes, address };

struct FieldForm {
  std::string_view name;
  Owner owner;
  Kind kind;
  std::uint64_t offset;  // from the header
  std::uint64_t bit;     // Kind::bit
};

constexpr auto field_forms = std::to_array<FieldForm>({
    {"length", Owner::any, Kind::length, 0, 0},
    {"allocated", Owner::any, Kind::bit, 0, allocated_bit},
    {"previous-allocated", Owner::any, Kind::bit, 0, previous_allocated_bit},
    {"next", Owner::free, Kind::address, next_offset, 0},
    {"previous", Owner::free, Kind::address, previous_offset, 0},
    {"footer", Owner::free, Kind::bytes, 0, 0},
});

constexpr std::string_view all_fields =
    "the fields are length, allocated, previous-allocated, next, previous "
    "and footer";

const FieldForm& form_at(const trace::Line& line, std::string_view field) {
  std::vector<std::string_view> names;
  for (const FieldForm& form : field_forms) {
    if (form.name == field) return form;
    names.push_back(form.name);
  }
  fail_at(
      line, field,
      fmt::format("expected a field of a block, found {}", in_quotes(field)),
      suggest(field, names, all_fields));
}

// A length leaves the two bits alone.
std::uint64_t length_at(const trace::Line& line, std::string_view field) {
  const std::uint64_t length =
      number_at(line, field, "a length in bytes", any_number);
  if (length_of(length) == length) return length;
  fail_at(line, field,
          fmt::format("expected a length that leaves the two bits alone, found "
                      "{}",
                      length),
          fmt::format("write a multiple of 4, such as {}", length_of(length)));
}

std::uint64_t bit_at(const trace::Line& line, std::string_view field,
                     std::uint64_t bit) {
  if (field == "yes") return bit;
  if (field == "no") return 0;
  fail_at(line, field,
          fmt::format("expected yes or no, found {}", in_quotes(field)),
          "write one of the two");
}

// The form of `field`, which the end marker or the block has.
const FieldForm& field_of(const trace::Line& line, std::string_view field,
                          const BlockLine* block) {
  const FieldForm& form = form_at(line, field);
  if (form.owner == Owner::any) return form;
  if (block == nullptr)
    fail_at(line, field,
            fmt::format("expected a field of the end marker, found {}",
                        in_quotes(field)),
            "it has length, allocated and previous-allocated");
  if (block->allocated)
    fail_at(line, field,
            fmt::format("expected a field of an allocated block, found {}",
                        in_quotes(field)),
            "only free blocks have next, previous and footer");
  return form;
}

}  // namespace

void Body::take_set(const Fields& fields) {
  const std::string_view place = fields[1];
  const std::size_t dot = place.find('.');
  if (dot == place.npos) return set_word(fields);
  const std::string_view owner = place.substr(0, dot);
  const std::string_view field = place.substr(dot + 1);
  if (owner.empty() || field.empty())
    fail_at(fields.line, place,
            fmt::format("expected a place such as A.length, found {}",
                        in_quotes(place)),
            "write NAME.FIELD, end.FIELD, head.LIST or NAME+8");
  if (owner == "head") return set_head(fields, field);
  set_field(fields, owner, field);
}

void Body::set_word(const Fields& fields) {
  const Value place = address_at(fields.line, fields[1]);
  if (!place.is_address || place.number > heap_.block_bytes())
    fail_at(fields.line, fields[1],
            fmt::format("expected an address in the heap, found {}",
                        in_quotes(fields[1])),
            "write one such as A+8, the first word of A's payload");
  Fault fault;
  fault.offset = place.number;
  fault.value = address_at(fields.line, fields[2]);
  heap_.faults.push_back(fault);
}

void Body::set_head(const Fields& fields, std::string_view list) {
  Fault fault;
  fault.kind = Fault::Kind::head;
  fault.list = list_at(fields.line, list);
  fault.value = address_at(fields.line, fields[2]);
  heap_.faults.push_back(fault);
}

void Body::set_field(const Fields& fields, std::string_view owner,
                     std::string_view field) {
  const BlockLine* block =
      owner == "end" ? nullptr : &heap_.blocks[block_at(fields.line, owner)];
  const FieldForm& form = field_of(fields.line, field, block);
  Fault fault;
  fault.offset = (block ? block->offset : heap_.block_bytes()) + form.offset;
  if (form.name == "footer") fault.offset += block->bytes - word_bytes;
  switch (form.kind) {
    case Kind::length:
      fault.keep = allocated_bit | previous_allocated_bit;
      fault.value.number = length_at(fields.line, fields[2]);
      break;
    case Kind::bit:
      fault.keep = ~form.bit;
      fault.value.number = bit_at(fields.line, fields[2], form.bit);
      break;
    case Kind::bytes:
      fault.value.number =
          number_at(fields.line, fields[2], "a number", any_number);
      break;
    case Kind::address:
      fault.value = address_at(fields.line, fields[2]);
      break;
  }
  heap_.faults.push_back(fault);
}

void Body::take_unlink(const Fields& fields) {
  Fault fault;
  fault.kind = Fault::Kind::unlink;
  fault.block = block_at(fields.line, fields[1]);
  if (heap_.blocks[fault.block].allocated)
    fail_at(fields.line, fields[1],
            fmt::format("expected a free block, found {}, which is allocated",
                        in_quotes(fields[1])),
            "an allocated block is on no list");
  heap_.faults.push_back(fault);
}

void Body::take_insert(const Fields& fields) {
  Fault fault;
  fault.kind = Fault::Kind::insert;
  fault.block = block_at(fields.line, fields[1]);
  fault.list = list_at(fields.line, fields[2]);
  heap_.faults.push_back(fault);
}

std::uint64_t Body::list_at(const Line& line, std::string_view field) const {
  return number_at(line, field, "the number of a list",
                   heap_.minimums.size() - 1);
}

// null, NAME, NAME+8, begin-16, end, end+64, or a number.
Value Body::address_at(const Line& line, std::string_view field) const {
  if (field == "null") return {};
  if (trace::is_number(field))
    return {false, number_at(line, field, "an address", any_number)};
  const std::size_t sign = field.find_first_of("+-");
  const std::string_view name = field.substr(0, sign);
  Value value{true, 0};
  if (name == "end") {
    value.number = heap_.block_bytes();
  } else if (name != "begin") {
    const auto known = blocks_.find(std::string(name));
    if (known == blocks_.end()) fail_unknown_block(line, field, name);
    value.number = heap_.blocks[known->second].offset;
  }
  if (sign == field.npos) return value;
  const std::uint64_t bytes =
      number_at(line, field.substr(sign + 1), "a number of bytes", any_number);
  value.number += field[sign] == '+' ? bytes : 0 - bytes;
  return value;
}

}  // namespace heaplab::heaps
