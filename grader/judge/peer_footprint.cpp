#include "judge/peer_footprint.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "judge/lockstep.hpp"
#include "judge/one_core.hpp"
#include "judge/player_process.hpp"
#include "judge/program.hpp"
#include "trace/live_blocks.hpp"

namespace heaplab::judge {
namespace {

using player::Command;

// Every payload is filled: more than this is not asked of a machine.
constexpr std::uint64_t most_payload_bytes = 1u << 30;
constexpr std::uint64_t most_ns = 60'000'000'000;

// Live payload bytes after each operation.
std::vector<std::uint64_t> payload_bytes(const trace::Trace& trace) {
  std::vector<std::uint64_t> bytes;
  trace::LiveBlocks blocks;
  for (const trace::Operation& operation : trace.operations) {
    if (operation.kind != trace::OperationKind::expect) blocks.apply(operation);
    bytes.push_back(blocks.bytes());
  }
  return bytes;
}

double fraction(double payload, double footprint) {
  return footprint > 0 ? payload / footprint : 0;
}

PeerFootprint summary(const PlayerProcess& player,
                      const std::vector<std::uint64_t>& payload) {
  PeerFootprint result;
  const std::uint64_t before = player.read(player.response().value);
  const std::uint64_t* private_bytes = player.returned();
  double payload_sum = 0, footprint_sum = 0;
  for (std::size_t k = 0; k < payload.size(); ++k) {
    const std::uint64_t used = std::max(private_bytes[k], before) - before;
    result.end_footprint_bytes = used;
    result.peak_footprint_bytes = std::max(result.peak_footprint_bytes, used);
    payload_sum += static_cast<double>(payload[k]);
    footprint_sum += static_cast<double>(used);
  }
  const std::uint64_t peak = *std::max_element(payload.begin(), payload.end());
  result.peak_utilization =
      fraction(static_cast<double>(peak),
               static_cast<double>(result.peak_footprint_bytes));
  result.average_utilization = fraction(payload_sum, footprint_sum);
  return result;
}

}  // namespace

PeerFootprint peer_footprint(const trace::Trace& trace,
                             const Submission& peer) {
  const auto payload = payload_bytes(trace);
  if (payload.empty()) return {};
  if (*std::max_element(payload.begin(), payload.end()) > most_payload_bytes)
    return {.failure = "its payloads are too large to fill them"};
  const OneCore core;
  Limits limits;
  limits.operation_cpu_ns = limits.operation_wall_ns = most_ns;
  const auto program = make_program(trace);
  PlayerOptions options;
  options.heap_limit = limits.heap_bytes;
  options.program = &program;
  options.slots = std::max<std::uint64_t>(trace.slots(), 1);
  options.core = core.core();
  options.trusted = true;
  PlayerProcess player(peer, limits, options);
  if (player.run(Command::load) && player.run(Command::construct) &&
      player.run(Command::run_measured, 0, program.size()))
    return summary(player, payload);
  return {.failure = end_in_words(player.end(), limits).actual};
}

}  // namespace heaplab::judge
