#include "grade/memory/memcheck_block.hpp"

#include <algorithm>
#include <charconv>
#include <regex>

namespace heaplab::grade {
namespace {

using valgrind::Stack;

// "1,024" too.
std::uint64_t number_in(const std::string& text) {
  std::uint64_t number = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return number;
}

std::int64_t signed_number(const std::string& text) {
  return static_cast<std::int64_t>(number_in(text));
}

std::int64_t offset_of(const std::string& side, std::int64_t distance,
                       std::int64_t block) {
  if (side == "before") return -distance;
  return side == "after" ? block + distance : distance;
}

bool is_block_sentence(const std::string& caption, std::smatch& found) {
  static const std::regex form(
      "Address 0x[0-9a-fA-F]+ is ([0-9,]+) bytes (before|after|inside) a "
      "(recently re-allocated )?block of size ([0-9,]+) (alloc'd|free'd)");
  return std::regex_search(caption, found, form);
}

}  // namespace

std::optional<BlockAccess> block_of(const valgrind::Error& error,
                                    const StudentFiles& files) {
  for (std::size_t i = 0; i < error.stacks.size(); ++i) {
    std::smatch found;
    if (!is_block_sentence(error.stacks[i].caption, found)) continue;
    BlockAccess access;
    access.block_bytes = number_in(found[4]);
    access.offset =
        offset_of(found[2], signed_number(found[1]), signed_number(found[4]));
    access.is_freed = found[5] == "free'd" || found[3].matched;
    const Place place = place_of(error.stacks[i].frames, files);
    (found[5] == "free'd" ? access.freed : access.allocated) = place;
    // "Block was alloc'd at"
    if (found[5] == "free'd" && i + 1 < error.stacks.size())
      access.allocated = place_of(error.stacks[i + 1].frames, files);
    return access;
  }
  return std::nullopt;
}

namespace {

bool one_says(const valgrind::Error& error, std::string_view words) {
  return std::any_of(error.stacks.begin(), error.stacks.end(),
                     [words](const Stack& stack) {
                       return stack.caption.find(words) != std::string::npos;
                     });
}

Nowhere nowhere_of(const valgrind::Error& error, const AddressNote& note) {
  if (one_says(error, "below stack pointer")) return Nowhere::below_stack;
  if (one_says(error, "'s stack")) return Nowhere::stack;
  if (one_says(error, "symbol \"")) return Nowhere::named;
  return note.address < 65536 ? Nowhere::null_page : Nowhere::unknown;
}

}  // namespace

std::optional<AddressNote> address_of(const valgrind::Error& error) {
  static const std::regex form("Address 0x([0-9a-fA-F]+) (.*)");
  for (const Stack& stack : error.stacks) {
    std::smatch found;
    if (!std::regex_match(stack.caption, found, form)) continue;
    AddressNote note;
    const std::string digits = found[1];
    std::from_chars(digits.data(), digits.data() + digits.size(), note.address,
                    16);
    note.text = found[2];
    note.nowhere = nowhere_of(error, note);
    return note;
  }
  return std::nullopt;
}

std::uint64_t size_in(const std::string& what) {
  static const std::regex form("of size ([0-9,]+)");
  std::smatch found;
  return std::regex_search(what, found, form) ? number_in(found[1]) : 0;
}

}  // namespace heaplab::grade
