// The bytes of a block, sixteen a row, and those that were accessed.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "grade/memory/block_access.hpp"

namespace heaplab::grade {
namespace {

constexpr std::int64_t row_bytes = 16;

std::int64_t row_of(std::int64_t offset) {
  const std::int64_t down = offset < 0 ? row_bytes - 1 : 0;
  return (offset - down) / row_bytes;
}

struct Range {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  bool holds(std::int64_t offset) const {
    return offset >= begin && offset < end;
  }
};

struct Picture {
  Range block;
  Range access;
  char of_block = '#';
  char of_access = 'R';

  char at(std::int64_t offset) const {
    if (access.holds(offset)) return of_access;
    return block.holds(offset) ? of_block : '.';
  }
};

// The first and last rows of the block and of the access.
std::set<std::int64_t> rows_of(const Picture& picture) {
  const std::int64_t last =
      std::max(picture.block.begin, picture.block.end - 1);
  std::set<std::int64_t> rows = {row_of(picture.block.begin), row_of(last),
                                 row_of(picture.access.begin),
                                 row_of(picture.access.end - 1)};
  // What an access beside the block is measured from.
  if (picture.access.begin >= picture.block.end)
    rows.insert(row_of(picture.block.end));
  return rows;
}

std::string row_text(const Picture& picture, std::int64_t row) {
  std::string bytes;
  for (std::int64_t i = 0; i < row_bytes; ++i) {
    if (i > 0 && i % 4 == 0) bytes += ' ';
    bytes += picture.at(row * row_bytes + i);
  }
  return fmt::format("{:>8}  {}\n", row * row_bytes, bytes);
}

std::string legend(const BlockAccess& access, const Picture& picture) {
  const std::string verb = access.kind == AccessKind::read    ? "read"
                           : access.kind == AccessKind::write ? "written"
                                                              : "freed";
  std::string text = fmt::format(
      "          {} the {}block: {}\n", picture.of_block,
      access.is_freed ? "freed " : "", counted(access.block_bytes, "byte"));
  if (access.kind == AccessKind::free) {
    return text + fmt::format("          {} the address that is freed\n",
                              picture.of_access);
  }
  return text +
         fmt::format("          {} {}: {}\n", picture.of_access, verb,
                     counted(std::max<std::uint64_t>(access.bytes, 1), "byte"));
}

}  // namespace

std::string draw_block(const BlockAccess& access) {
  Picture picture;
  picture.block = {0, static_cast<std::int64_t>(access.block_bytes)};
  const std::uint64_t bytes =
      std::clamp<std::uint64_t>(access.bytes, 1, 1u << 30);
  picture.access = {access.offset,
                    access.offset + static_cast<std::int64_t>(bytes)};
  picture.of_block = access.is_freed ? 'f' : '#';
  picture.of_access = access.kind == AccessKind::read    ? 'R'
                      : access.kind == AccessKind::write ? 'W'
                                                         : '^';
  std::string text = "  offset  bytes\n";
  std::int64_t expected = *rows_of(picture).begin();
  for (const std::int64_t row : rows_of(picture)) {
    if (row != expected) text += "     ...\n";
    text += row_text(picture, row);
    expected = row + 1;
  }
  return text + legend(access, picture);
}

}  // namespace heaplab::grade
