#include "judge/checker.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstring>

#include "heaplab/heap_image.hpp"
#include "judge/lockstep.hpp"
#include "judge/one_core.hpp"

namespace heaplab::judge {
namespace {

using player::Command;

constexpr std::uint64_t most_image_bytes = std::uint64_t{64} << 20;

// The image's arrays stand behind its bytes, on pages of their own.
class Laid {
 public:
  explicit Laid(const heaps::Image& image)
      : image_(image), table_(whole_pages(image.bytes.size())) {}

  std::uint64_t bytes() const {
    return table_ + whole_pages(sizeof(HeapImage) + 16 * image_.heads.size());
  }
  std::uint64_t address() const { return image_.base + table_; }

  void lay(std::byte* heap) const {
    const std::size_t lists = image_.heads.size();
    const std::uint64_t heads = address() + sizeof(HeapImage);
    // HeapImage as the other process sees it.
    const std::uint64_t frame[] = {image_.begin, image_.end, heads,
                                   heads + 8 * lists, lists};
    static_assert(sizeof frame == sizeof(HeapImage));
    std::byte* table = heap + table_;
    std::memcpy(heap, image_.bytes.data(), image_.bytes.size());
    std::memcpy(table, frame, sizeof frame);
    table += sizeof frame;
    if (lists == 0) return;
    std::memcpy(table, image_.heads.data(), 8 * lists);
    std::memcpy(table + 8 * lists, image_.minimums.data(), 8 * lists);
  }

 private:
  const heaps::Image& image_;
  std::uint64_t table_;  // offset
};

Finding ended(const Submission& submission, const PlayerProcess& player,
              const Limits& limits) {
  const EndInWords words = end_in_words(player.end(), limits);
  Finding finding;
  finding.kind = words.kind;
  finding.actual = words.actual;
  finding.source = end_source(submission, player.end(),
                              player.read(player.response().load_base),
                              player.read(player.response().load_end));
  return finding;
}

std::optional<Finding> changed(const heaps::Image& image,
                               const std::byte* heap) {
  for (std::size_t k = 0; k < image.bytes.size(); ++k) {
    if (heap[k] == image.bytes[k]) continue;
    Finding finding;
    finding.kind = FindingKind::payload_changed;
    finding.actual = fmt::format("it wrote to the heap, at {}",
                                 heaps::place(image, image.base + k));
    return finding;
  }
  return std::nullopt;
}

}  // namespace

CheckerVerdict check_image(const heaps::Image& image,
                           const Submission& submission, const Limits& limits) {
  const OneCore core;
  const Laid laid(image);
  PlayerProcess player(
      submission, limits,
      {.heap_limit = laid.bytes(), .heap_address = image.base});
  CheckerVerdict verdict;
  const auto& response = player.response();
  bool came_back = player.run(Command::load);
  verdict.missing =
      came_back && (player.read(response.missing) >>
                        static_cast<unsigned>(Command::check_heap) &
                    1) != 0;
  if (verdict.missing) return verdict;
  laid.lay(player.heap().data());
  came_back = came_back && player.run(Command::check_heap, laid.address());
  verdict.output = safe_output(player.output());
  if (!came_back) {
    verdict.failure = ended(submission, player, limits);
    return verdict;
  }
  verdict.sound = player.read(response.value) != 0;
  verdict.why = safe_output(
      std::string(response.text, ::strnlen(response.text, player::text_bytes)));
  verdict.failure = changed(image, player.heap().data());
  return verdict;
}

std::uint64_t address_for_images() {
  return free_heap_address(most_image_bytes);
}

}  // namespace heaplab::judge
