#include "grade/memory/block_access.hpp"

#include <fmt/format.h>

namespace heaplab::grade {
namespace {

std::string block_text(const BlockAccess& access) {
  std::string text =
      fmt::format("a block of {}", counted(access.block_bytes, "byte"));
  if (!access.allocated.line.empty())
    text += fmt::format(" that {} allocated", access.allocated.line);
  if (!access.is_freed) return text;
  if (access.freed.line.empty()) return text + ", already freed";
  return text + fmt::format("{} {} freed",
                            access.allocated.line.empty() ? " that" : " and",
                            access.freed.line);
}

std::string past_text(AccessKind kind, std::uint64_t bytes) {
  if (kind == AccessKind::free) return "freed an address in it";
  const std::string verb = kind == AccessKind::read ? "read" : "wrote";
  return bytes == 0 ? verb : verb + " " + counted(bytes, "byte");
}

}  // namespace

std::string step_text(const Place& place, const std::string& what) {
  const std::string where = place.frames.empty()
                                ? std::string("code outside your files")
                                : place.frames.front();
  const std::string through =
      place.through.empty() ? "" : fmt::format(" by {}", place.through);
  return fmt::format("{} {}{}", where, what, through);
}

std::string access_text(AccessKind kind, std::uint64_t bytes) {
  if (kind == AccessKind::free) return "frees";
  const char* const verb = kind == AccessKind::read ? "reads" : "writes";
  return bytes == 0 ? verb : fmt::format("{} {}", verb, counted(bytes, "byte"));
}

std::string beside_block(const BlockAccess& access) {
  const auto block = static_cast<std::int64_t>(access.block_bytes);
  const std::string text = block_text(access);
  if (access.offset < 0) {
    const auto gap = static_cast<std::uint64_t>(-access.offset);
    return fmt::format("{} before {}", counted(gap, "byte"), text);
  }
  if (access.offset < block) {
    const std::int64_t past =
        access.offset + static_cast<std::int64_t>(access.bytes) - block;
    if (access.is_freed || past <= 0)
      return fmt::format("at byte {} of {}", access.offset, text);
    return fmt::format("at byte {} of {}, and so {} after its end",
                       access.offset, text,
                       counted(static_cast<std::uint64_t>(past), "byte"));
  }
  const auto gap = static_cast<std::uint64_t>(access.offset - block);
  if (gap == 0) return fmt::format("just after {}", text);
  return fmt::format("{} after {}", counted(gap, "byte"), text);
}

std::vector<std::string> block_steps(const BlockAccess& access) {
  std::vector<std::string> steps;
  steps.push_back(step_text(access.allocated,
                            fmt::format("allocated a block of {}",
                                        counted(access.block_bytes, "byte"))));
  if (access.is_freed) steps.push_back(step_text(access.freed, "freed it"));
  if (access.kind == AccessKind::free && access.is_freed) {
    steps.push_back(step_text(access.accessed, "freed it again"));
  } else {
    steps.push_back(
        step_text(access.accessed, past_text(access.kind, access.bytes)));
  }
  return steps;
}

void show_block(judge::Finding& finding, const BlockAccess& access) {
  finding.steps = block_steps(access);
  finding.heap = draw_block(access);
  finding.pictured = "the memory";
}

}  // namespace heaplab::grade
