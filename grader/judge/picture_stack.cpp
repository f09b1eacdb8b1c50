#include "judge/picture_stack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace heaplab::judge {
namespace {

constexpr std::size_t rows_around = 7;

// What stands at an address: put in words only where it is shown.
struct Row {
  enum class Kind { return_address, saved, payload, here } kind;
  std::uint64_t address;
  std::size_t index;  // of the frame; the slot of the payload
};

class StackRows {
 public:
  StackRows(const HeapView& view, const FrameModel& frames,
            const Payloads& payloads, const trace::Trace& trace)
      : view_(view),
        frames_(frames),
        payloads_(payloads),
        trace_(trace),
        is_call_(trace.slots()) {
    for (std::size_t k = 0; k < frames.size(); ++k) {
      const ModelFrame& frame = frames.frames()[k];
      is_call_[frame.slot] = true;
      add(Row::Kind::return_address, frame.frame_pointer + 8, k);
      add(Row::Kind::saved, frame.frame_pointer, k);
    }
    for (const auto& [address, slot] : payloads.by_address())
      add(Row::Kind::payload, address, slot);
  }

  std::string draw(std::uint64_t focus);

 private:
  void add(Row::Kind kind, std::uint64_t address, std::size_t index) {
    rows_.push_back({kind, address, index});
  }
  void sort(std::uint64_t focus);
  std::string words(const Row& row) const;
  std::string word(std::uint64_t address, std::uint64_t wanted,
                   const std::string& what) const;

  const HeapView& view_;
  const FrameModel& frames_;
  const Payloads& payloads_;
  const trace::Trace& trace_;
  std::vector<bool> is_call_;  // by slot
  std::vector<Row> rows_;
};

// What stands at `focus` and was never granted gets a row of its own.
void StackRows::sort(std::uint64_t focus) {
  const bool known =
      std::any_of(rows_.begin(), rows_.end(),
                  [&](const Row& row) { return row.address == focus; });
  if (!known) add(Row::Kind::here, focus, 0);
  std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
    return a.address > b.address;
  });
}

std::string StackRows::word(std::uint64_t address, std::uint64_t wanted,
                            const std::string& what) const {
  std::uint64_t found = 0;
  std::memcpy(&found, view_.heap + (address - view_.base), sizeof found);
  std::string text =
      fmt::format("{:<18} {}", fmt::format("{:#x}", found), what);
  if (found > view_.base && found < view_.stack_top)
    text += " = " + place(view_, found);
  if (found == wanted) return text;
  return fmt::format("{}\n  {:<14} {:<18} is what belongs there", text, "",
                     fmt::format("{:#x}", wanted));
}

std::string StackRows::words(const Row& row) const {
  if (row.kind == Row::Kind::here) return "here";
  if (row.kind == Row::Kind::payload) {
    const auto slot = static_cast<std::uint32_t>(row.index);
    return fmt::format(
        "{:<18} {} {}", fmt::format("{} bytes", payloads_[slot].bytes),
        is_call_[slot] ? "locals of call" : "alloca", trace_.ids[slot]);
  }
  const ModelFrame& frame = frames_.frames()[row.index];
  const std::string whose =
      fmt::format("frame {} (call {})", row.index, trace_.ids[frame.slot]);
  if (row.kind == Row::Kind::saved)
    return word(row.address, frame.saved, "saved FP of " + whose);
  return word(row.address, frame.return_address, "return address of " + whose);
}

std::string StackRows::draw(std::uint64_t focus) {
  sort(focus);
  std::size_t at = 0;
  while (rows_[at].address != focus) ++at;
  const std::size_t first = at > rows_around ? at - rows_around : 0;
  const std::size_t last = std::min(rows_.size(), at + rows_around + 1);
  std::string text = fmt::format("  {:<14} {:<18} what\n", "place", "word");
  if (first > 0) text += fmt::format("  … {} more above\n", first);
  for (std::size_t k = first; k < last; ++k)
    text += fmt::format("{} {:<14} {}\n", k == at ? '>' : ' ',
                        place(view_, rows_[k].address), words(rows_[k]));
  if (last < rows_.size())
    text += fmt::format("  … {} more below\n", rows_.size() - last);
  return text;
}

}  // namespace

std::string draw_stack(const HeapView& view, const FrameModel& frames,
                       const Payloads& payloads, const trace::Trace& trace,
                       std::uint64_t focus) {
  return StackRows(view, frames, payloads, trace).draw(focus);
}

}  // namespace heaplab::judge
