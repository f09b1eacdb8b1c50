// What a debugging allocator must do and say, looked at from outside.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "judge/lockstep.hpp"

namespace heaplab::judge {
namespace {

// Of all blocks, so many bytes are looked at after each operation.
constexpr std::uint64_t looked_at_each = 128 << 10;

}  // namespace

// In a trace without misuse there is nothing to report.
void Lockstep::check_no_reports() {
  if (player_.read(player_.response().error_count) == 0) return;
  check_reports({});
}

void Lockstep::check_reports(const std::vector<MisuseError>& required) {
  const auto& response = player_.response();
  const std::uint64_t count = player_.read(response.error_count);
  const std::size_t kept = std::min<std::uint64_t>(count, player::most_errors);
  std::vector<player::ErrorRecord> reports(kept);
  for (std::size_t k = 0; k < kept; ++k)
    reports[k] = player_.read(response.errors[k]);
  if (count > 0) player_.clear_long_answers();
  if (trace_.operations.empty()) return;
  if (auto difference = compare_reports(misuse_, reports, required, site_now()))
    fail_difference(*difference);
  if (count > kept)
    fail(FindingKind::false_alarm,
         fmt::format("at most {} errors in one operation", kept),
         fmt::format("{} were reported", count));
}

void Lockstep::check_memory_place(std::uint64_t address, std::uint64_t bytes,
                                  std::uint64_t alignment) {
  check_place({.kind = trace::OperationKind::allocate_aligned,
               .slot = now().slot,
               .alignment = alignment,
               .bytes = bytes},
              address);
  const std::uint64_t begin = address - guard_bytes;
  const std::uint64_t end = address + bytes + guard_bytes;
  const std::uint64_t object = player_.read(player_.response().object_bytes);
  if (begin < player_.heap_base() + object ||
      end > player_.heap_base() + heap_bytes())
    fail(FindingKind::outside_heap,
         fmt::format("room for {} bytes of guard on both sides of the payload",
                     guard_bytes),
         fmt::format("the payload is {} … {}; the heap ends at {}",
                     place(view(), address), place(view(), address + bytes),
                     place(view(), player_.heap_base() + heap_bytes())),
         address);
  const auto other = misuse_.overlapping(begin, end);
  if (!other) return;
  const MisuseBlock& block = misuse_[*other];
  const bool dead = block.is_dead();
  fail_misuse(
      dead ? FindingKind::reused_too_early : FindingKind::overlap,
      dead
          ? fmt::format("{} stays in quarantine until more than {} bytes have "
                        "been freed after it",
                        misuse_block(*other), quarantine_bytes)
          : fmt::format("a payload whose guards, {} bytes on both sides, share "
                        "no byte with another block",
                        guard_bytes),
      fmt::format("the new payload, {} … {}, and its guards lie over {} or its "
                  "guards",
                  place(view(), address), place(view(), address + bytes),
                  misuse_block(*other)),
      *other);
}

// The bytes of a block are as they should be: so neither the allocator has
// touched them, nor did it forget to fill them.
void Lockstep::check_image(std::size_t number) {
  const MisuseBlock& block = misuse_[number];
  const auto* bytes = bytes_at(block.begin());
  if (std::memcmp(bytes, block.image.data(), block.image.size()) == 0) return;
  const auto* found = reinterpret_cast<const std::uint8_t*>(bytes);
  const auto k = static_cast<std::size_t>(
      std::mismatch(block.image.begin(), block.image.end(), found).first -
      block.image.begin());
  const auto offset =
      static_cast<std::int64_t>(k) - static_cast<std::int64_t>(guard_bytes);
  const bool payload =
      offset >= 0 && offset < static_cast<std::int64_t>(block.bytes);
  const std::uint8_t wanted = block.image[k];
  const bool kept = payload && !block.is_dead() && wanted != fresh_fill;
  const bool fresh = block.allocated_at == current_;
  fail_misuse(
      !kept                  ? FindingKind::not_filled
      : fresh && wanted == 0 ? FindingKind::not_zeroed
      : fresh                ? FindingKind::realloc_lost_data
                             : FindingKind::payload_changed,
      fmt::format(
          "byte {} of {}, in {}, is {:#04x}", offset, misuse_block(number),
          payload      ? block.is_dead() ? "the freed payload" : "the payload"
          : offset < 0 ? "the guard before it"
                       : "the guard after it",
          wanted),
      fmt::format("it is {:#04x}", found[k]), number, offset);
}

// A block that may have left quarantine, and whose damage was not reported: its
// bytes change only when it has left.
void Lockstep::check_loose_blocks() {
  for (const std::size_t number : misuse_.loose()) {
    const MisuseBlock& block = misuse_[number];
    if (std::memcmp(bytes_at(block.begin()), block.image.data(),
                    block.image.size()) == 0)
      continue;
    const MisuseError error = misuse_.damage_of(number).front();
    fail_misuse(FindingKind::error_missed,
                fmt::format("{}, before the block leaves quarantine",
                            error_text(error)),
                "the block left quarantine, and nothing was reported", number,
                error.offset);
  }
}

void Lockstep::check_images() {
  const auto own = block_of(now().slot < trace_.slots() ? now().slot : 0);
  if (own != no_block && (misuse_[own].state == MisuseState::live ||
                          misuse_[own].state == MisuseState::quarantined))
    check_image(own);
  std::uint64_t looked = 0;
  const std::size_t standing = misuse_.standing().size();
  auto at = misuse_.standing().lower_bound(next_image_);
  for (std::size_t k = 0; k < standing && looked < looked_at_each; ++k) {
    if (at == misuse_.standing().end()) at = misuse_.standing().begin();
    check_image(at->second);
    looked += misuse_[at->second].image.size();
    ++at;
  }
  next_image_ = at == misuse_.standing().end() ? 0 : at->first;
}

void Lockstep::after_misuse() {
  check_loose_blocks();
  check_images();
  const bool ends = current_ + 1 == trace_.operations.size();
  if ((current_ + 1) % look_every_ == 0 || ends || exited_) {
    check_long_answers();
    look_at_mappings();
    check_checker();
    check_statistics();
    check_leaks();
  }
  note_payload();
}

// A program ends, also where the trace does not say so.
void Lockstep::finish_misuse() {
  exit_is_implied_ = !exited_;
  if (!exited_) end_program();
  for (const auto& [address, number] : misuse_.standing())
    if (!misuse_[number].is_dead()) check_image(number);
  check_statistics();
  check_leaks();
}

}  // namespace heaplab::judge
