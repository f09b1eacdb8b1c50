#include "judge/misuse_model.hpp"

#include <algorithm>

namespace heaplab::judge {
namespace {

constexpr auto guard = static_cast<std::int64_t>(guard_bytes);

std::uint64_t effective(std::uint64_t alignment) {
  return std::max<std::uint64_t>(alignment, default_alignment);
}

}  // namespace

std::size_t MisuseModel::allocate(MisuseBlock block, std::uint8_t fill) {
  block.alignment = effective(block.alignment);
  block.image.assign(block.bytes + 2 * guard_bytes, guard_fill);
  std::fill_n(block.image.begin() + guard, block.bytes, fill);
  const std::size_t number = blocks_.size();
  standing_[block.address] = number;
  ++statistics_.live_blocks;
  ++statistics_.total_blocks;
  statistics_.live_bytes += block.bytes;
  statistics_.total_bytes += block.bytes;
  statistics_.peak_bytes =
      std::max(statistics_.peak_bytes, statistics_.live_bytes);
  blocks_.push_back(std::move(block));
  return number;
}

std::vector<MisuseError> MisuseModel::errors_of_free(
    std::size_t number, const MisuseCall& call) const {
  const MisuseBlock& block = blocks_[number];
  if (block.is_dead()) return {{MemoryErrorKind::double_free, number, 0}};
  std::vector<MisuseError> errors = damage_of(number);
  const bool matches = call.family == block.family;
  if (!matches) errors.push_back({MemoryErrorKind::mismatched_free, number, 0});
  if (call.sized != unsized && call.sized != block.bytes)
    errors.push_back({MemoryErrorKind::wrong_size, number, 0});
  if (matches && call.family != Family::malloc &&
      effective(call.alignment) != block.alignment)
    errors.push_back({MemoryErrorKind::wrong_alignment, number, 0});
  return errors;
}

bool MisuseModel::frees(const std::vector<MisuseError>& errors) {
  return std::none_of(errors.begin(), errors.end(), [](const auto& error) {
    return error.kind == MemoryErrorKind::double_free ||
           error.kind == MemoryErrorKind::bad_free;
  });
}

void MisuseModel::free(std::size_t number, const MisuseSite& site,
                       std::size_t index) {
  MisuseBlock& block = blocks_[number];
  block.state = MisuseState::quarantined;
  block.freed = site;
  block.freed_at = index;
  std::fill_n(block.image.begin() + guard, block.bytes, dead_fill);
  freed_bytes_ += bytes_in_quarantine(block.bytes);
  block.freed_before = freed_bytes_;
  --statistics_.live_blocks;
  statistics_.live_bytes -= block.bytes;
  freed_.push_back(number);
  leave_quarantine();
}

void MisuseModel::leave_quarantine() {
  for (; oldest_ < freed_.size(); ++oldest_) {
    const std::size_t number = freed_[oldest_];
    MisuseBlock& block = blocks_[number];
    if (freed_bytes_ - block.freed_before <= quarantine_bytes) return;
    standing_.erase(block.address);
    const bool damaged = !damage_of(number).empty();
    block.state = damaged ? MisuseState::loose : MisuseState::gone;
    if (damaged) loose_.push_back(number);
  }
}

void MisuseModel::finish() {
  for (; oldest_ < freed_.size(); ++oldest_) {
    MisuseBlock& block = blocks_[freed_[oldest_]];
    standing_.erase(block.address);
    block.state = MisuseState::gone;
  }
  loose_.clear();
}

void MisuseModel::forget(std::size_t loose_block) {
  blocks_[loose_block].state = MisuseState::gone;
  std::erase(loose_, loose_block);
}

void MisuseModel::write(std::size_t number, std::int64_t offset,
                        std::uint8_t byte, std::size_t index) {
  MisuseBlock& block = blocks_[number];
  block.at(offset) = byte;
  const auto bytes = static_cast<std::int64_t>(block.bytes);
  if (block.is_dead() || offset < 0 || offset >= bytes)
    block.damaged_at = index;
  else
    return;
  if (written_.empty() || written_.back() != number) written_.push_back(number);
}

std::vector<MisuseError> MisuseModel::damage_of(std::size_t number) const {
  const MisuseBlock& block = blocks_[number];
  std::vector<MisuseError> errors;
  const auto& image = block.image;
  const auto payload = image.begin() + guard;
  const auto after = payload + static_cast<std::int64_t>(block.bytes);
  const auto spoilt = [](std::uint8_t byte) { return byte != guard_fill; };
  for (auto at = payload; at-- != image.begin();)
    if (spoilt(*at)) {
      errors.push_back({MemoryErrorKind::underflow, number, at - payload});
      break;
    }
  const auto over = std::find_if(after, image.end(), spoilt);
  if (over != image.end())
    errors.push_back({MemoryErrorKind::overflow, number, over - payload});
  if (!block.is_dead()) return errors;
  const auto dead = std::find_if(
      payload, after, [](std::uint8_t byte) { return byte != dead_fill; });
  if (dead != after)
    errors.push_back(
        {MemoryErrorKind::write_after_free, number, dead - payload});
  return errors;
}

std::vector<MisuseError> MisuseModel::damage() const {
  std::vector<std::size_t> numbers = written_;
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<MisuseError> errors;
  for (const std::size_t number : numbers) {
    if (blocks_[number].state == MisuseState::gone) continue;
    for (const auto& error : damage_of(number)) errors.push_back(error);
  }
  return errors;
}

void MisuseModel::mend(const MisuseError& error) {
  MisuseBlock& block = blocks_[error.block];
  const auto payload = block.image.begin() + guard;
  const auto after = payload + static_cast<std::int64_t>(block.bytes);
  if (error.kind == MemoryErrorKind::underflow)
    std::fill(block.image.begin(), payload, guard_fill);
  if (error.kind == MemoryErrorKind::overflow)
    std::fill(after, block.image.end(), guard_fill);
  if (error.kind == MemoryErrorKind::write_after_free)
    std::fill(payload, after, dead_fill);
  if (block.state == MisuseState::loose && damage_of(error.block).empty())
    forget(error.block);
}

std::optional<std::size_t> MisuseModel::overlapping(std::uint64_t begin,
                                                    std::uint64_t end) const {
  auto at = standing_.lower_bound(begin);
  if (at != standing_.end() && blocks_[at->second].begin() < end)
    return at->second;
  if (at != standing_.begin() && blocks_[(--at)->second].end() > begin)
    return at->second;
  return std::nullopt;
}

std::size_t MisuseModel::standing_at(std::uint64_t address) const {
  const auto at = standing_.find(address);
  return at == standing_.end() ? no_block : at->second;
}

std::map<std::pair<std::uint32_t, std::uint32_t>, MisuseModel::Leak>
MisuseModel::leaks() const {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Leak> groups;
  for (const auto& [address, number] : standing_) {
    const MisuseBlock& block = blocks_[number];
    if (block.is_dead()) continue;
    Leak& group = groups[{block.allocated.file, block.allocated.line}];
    ++group.blocks;
    group.bytes += block.bytes;
  }
  return groups;
}

}  // namespace heaplab::judge
