// What a debugging allocator says of the whole program: statistics and leaks.
#include <fmt/format.h>

#include <algorithm>

#include "judge/lockstep.hpp"

namespace heaplab::judge {
namespace {

using player::Command;

constexpr const char* statistic_names[] = {"live_blocks", "live_bytes",
                                           "peak_bytes",  "total_blocks",
                                           "total_bytes", "refused_calls"};

std::string leaks_text(std::uint64_t blocks, std::uint64_t bytes) {
  return fmt::format("{} block{}, {} bytes", blocks, blocks == 1 ? "" : "s",
                     bytes);
}

}  // namespace

void Lockstep::check_statistics() {
  if (!player_.run(Command::memory_statistics)) fail_ended();
  std::uint64_t found[6];
  for (std::size_t k = 0; k < 6; ++k)
    found[k] = player_.read(player_.response().statistics[k]);
  player_.clear_long_answers();
  const AllocationStatistics& wanted = misuse_.statistics();
  const std::uint64_t right[] = {wanted.live_blocks, wanted.live_bytes,
                                 wanted.peak_bytes,  wanted.total_blocks,
                                 wanted.total_bytes, wanted.refused_calls};
  for (std::size_t k = 0; k < 6; ++k)
    if (found[k] != right[k])
      fail(FindingKind::wrong_statistics,
           fmt::format("statistics().{} is {}", statistic_names[k], right[k]),
           fmt::format("it is {}", found[k]));
}

void Lockstep::check_leaks() {
  if (!player_.run(Command::memory_leaks)) fail_ended();
  const std::uint64_t count = player_.read(player_.response().block_count);
  const std::size_t kept = std::min<std::uint64_t>(count, player::most_blocks);
  const auto* first = player_.response().blocks;
  const std::vector<player::BlockRecord> groups(first, first + kept);
  player_.clear_long_answers();
  auto wanted = misuse_.leaks();
  const auto name = [&](std::uint64_t file, std::uint64_t line) {
    return site_text(
        {static_cast<std::uint32_t>(file), static_cast<std::uint32_t>(line)});
  };
  for (const auto& group : groups) {
    const auto at = wanted.find({static_cast<std::uint32_t>(group.address) - 1,
                                 static_cast<std::uint32_t>(group.payload)});
    const std::string shown = fmt::format(
        "leaks() shows {} from {}", leaks_text(group.allocated, group.bytes),
        name(group.address, group.payload));
    if (at == wanted.end())
      fail(FindingKind::wrong_leaks,
           "one group for each site with live blocks, and no other", shown);
    if (at->second.blocks != group.allocated || at->second.bytes != group.bytes)
      fail(FindingKind::wrong_leaks,
           fmt::format("{} from {}",
                       leaks_text(at->second.blocks, at->second.bytes),
                       name(group.address, group.payload)),
           shown);
    wanted.erase(at);
  }
  if (wanted.empty()) return;
  const auto& [site, leak] = *wanted.begin();
  fail(FindingKind::wrong_leaks,
       fmt::format("leaks() shows {} from {}",
                   leaks_text(leak.blocks, leak.bytes),
                   name(site.first + 1, site.second)),
       fmt::format("it shows {} group{}, and not this one", count,
                   count == 1 ? "" : "s"));
}

// After a trace without misuse: all calls came from one site.
void Lockstep::check_ordinary_leaks() {
  const std::uint64_t missing = player_.read(player_.response().missing);
  if (missing >> static_cast<unsigned>(Command::memory_allocate) & 1) return;
  if (!player_.run(Command::memory_finish, player::MemoryRequest{}))
    fail_ended();
  check_no_reports();
  if (!player_.run(Command::memory_leaks)) fail_ended();
  const std::uint64_t count = player_.read(player_.response().block_count);
  const auto group = player_.read(player_.response().blocks[0]);
  player_.clear_long_answers();
  std::uint64_t blocks = 0;
  for (std::uint32_t slot = 0; slot < trace_.slots(); ++slot)
    blocks += payloads_.is_live(slot) ? 1 : 0;
  const std::uint64_t groups = blocks == 0 ? 0 : 1;
  const bool same = count == groups &&
                    (groups == 0 || (group.address == player::file_of_object &&
                                     group.allocated == blocks &&
                                     group.bytes == payloads_.live_bytes()));
  if (same) return;
  fail(FindingKind::wrong_leaks,
       fmt::format("after the last operation leaks() shows {}",
                   groups == 0 ? "nothing: no block lives"
                               : leaks_text(blocks, payloads_.live_bytes()) +
                                     ", all from one site"),
       count == 0 ? "it shows nothing"
                  : fmt::format("it shows {} group{}, the first with {}", count,
                                count == 1 ? "" : "s",
                                leaks_text(group.allocated, group.bytes)));
}

}  // namespace heaplab::judge
