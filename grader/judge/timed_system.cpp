// The system's work in a timed replay: inside it memory comes from a range that
// exists already, and costs nothing. What it costs otherwise is charged at a
// fixed price, to the submission and the baseline alike.
#include <fmt/format.h>

#include "heaplab/heap.hpp"
#include "judge/mapping_calls.hpp"
#include "judge/timed_replay.hpp"

namespace heaplab::judge {

double TimedReplay::charge_ns(std::uint64_t calls, std::uint64_t pages) const {
  return options_.system_call_ns * static_cast<double>(calls) +
         options_.page_ns * static_cast<double>(pages);
}

// As the judge counted in lockstep: every pass has repeated it.
double TimedReplay::own_charge_ns() const {
  if (options_.lockstep == nullptr) return 0;
  return charge_ns(options_.lockstep->system_calls,
                   options_.lockstep->system_pages);
}

double TimedReplay::charge_so_far_ns(Side& side) const {
  PlayerProcess& player = *side.player;
  std::uint64_t calls = player.read(player.response().heap_calls);
  std::uint64_t pages = player.read(player.response().heap_new_pages);
  if (player.has_mappings()) {
    calls += player.mappings().table.calls();
    pages += player.mappings().table.new_pages();
  }
  return charge_ns(calls, pages);
}

// The calls are the same as in lockstep, where they were charged.
void TimedReplay::verify_calls() {
  if (options_.lockstep == nullptr || !calls_differ()) return;
  fail(FindingKind::differs_when_timed,
       fmt::format("{} calls of grow(), shrink(), map(), unmap() and remap(), "
                   "which bring {} pages, as in lockstep",
                   options_.lockstep->system_calls,
                   options_.lockstep->system_pages),
       "while it was being timed, the kit's record tells of others",
       program_.size());
}

bool TimedReplay::calls_differ() {
  const Replay& lockstep = *options_.lockstep;
  PlayerProcess& player = *own_.player;
  std::uint64_t calls = player.read(player.response().heap_calls);
  std::uint64_t pages = player.read(player.response().heap_new_pages);
  if (player.has_mappings()) {
    if (!expected_) {
      expected_ = std::make_unique<player::MappingTable>();
      expected_->reset(player.arena().bytes() / page_bytes,
                       player.mapped_limit() / page_bytes);
      repeat_calls(lockstep.mapping_calls, *expected_);
    }
    if (player.record_differs(*expected_)) return true;
    calls += expected_->calls();
    pages += expected_->new_pages();
  }
  return calls != lockstep.system_calls || pages != lockstep.system_pages;
}

}  // namespace heaplab::judge
