// A timed replay proves that it is the one that was judged in lockstep.
#include <fmt/format.h>

#include <algorithm>

#include "judge/timed_replay.hpp"
#include "trace/write.hpp"

namespace heaplab::judge {
namespace {

using trace::OperationKind;

// So many that noise in all of them alike is no explanation.
constexpr std::uint32_t enough_executions = 2;
// What a hand-over can cost more than another one.
constexpr double hand_over_noise_ns = 3000;
constexpr std::uint64_t page = 4096;

bool returns_payload(OperationKind kind) {
  return kind == OperationKind::allocate ||
         kind == OperationKind::allocate_zeroed ||
         kind == OperationKind::allocate_aligned ||
         kind == OperationKind::reallocate || kind == OperationKind::call ||
         kind == OperationKind::frame_allocate;
}

const std::vector<std::uint64_t> unknown_results;

}  // namespace

// Code that behaves otherwise when it is being timed is no allocator.
void TimedReplay::verify_returned(std::size_t begin, std::size_t end) {
  const std::uint64_t base = own_.player->heap_base();
  const std::uint64_t* returned = own_.player->returned();
  for (std::size_t k = begin; k < end; ++k) {
    if (!returns_payload(trace_.operations[k].kind)) {
      verify_result(k);
      continue;
    }
    const std::uint64_t address = returned[k];
    const std::uint64_t offset = address ? address - base : no_offset;
    if (offset == offsets_[k]) continue;
    const std::uint64_t arena = own_.player->arena_base();
    const auto text = [&](std::uint64_t o) {
      if (o == no_offset) return std::string("nullptr");
      if (arena != 0 && base + o >= arena)
        return fmt::format("mapped+{:#x}", base + o - arena);
      return fmt::format("heap+{:#x}", o);
    };
    fail(FindingKind::differs_when_timed,
         "the same payloads as in lockstep: here " + text(offsets_[k]),
         text(offset), k);
  }
}

// Of a call trace, what an operation came to beside a payload.
void TimedReplay::verify_result(std::size_t index) {
  if (options_.lockstep == nullptr || options_.lockstep->results.empty())
    return;
  const std::uint64_t wanted = options_.lockstep->results[index];
  const std::uint64_t found = own_.player->returned()[index];
  if (wanted == no_offset || wanted == found) return;
  fail(FindingKind::differs_when_timed,
       fmt::format("the operation comes to {:#x}, as in lockstep", wanted),
       fmt::format("while it was being timed, to {:#x}", found), index);
}

// Where the frames stand, by the calls; empty where that is not known.
const std::vector<std::uint64_t>& TimedReplay::frame_pointers() const {
  const bool known =
      kind_ == TraceKind::call_stack && options_.lockstep != nullptr;
  return known ? options_.lockstep->results : unknown_results;
}

void TimedReplay::verify_frames(TimedFrames& frames, std::size_t begin,
                                std::size_t end) {
  if (frame_pointers().empty()) return;
  const auto call = frames.after_slice(begin, end);
  if (!call) return;
  fail(FindingKind::differs_when_timed,
       "the pair of every live frame is in memory, as in lockstep",
       fmt::format("while it was being timed, that of call {} was not",
                   trace_.ids[trace_.operations[*call].slot]),
       *call);
}

// Payloads that lose bytes while speed alone counts.
void TimedReplay::verify_payloads(TimedPayloads& payloads, std::size_t begin,
                                  std::size_t end) {
  verify_returned(begin, end);
  const auto damage = payloads.after_slice(begin, end);
  if (!damage) return;
  fail(FindingKind::differs_when_timed,
       fmt::format("block {} keeps its bytes, as in lockstep",
                   trace_.ids[damage->slot]),
       fmt::format("while it was being timed, byte {} of it changed",
                   damage->byte),
       damage->operation);
}

// A submission that keeps the answers of one pass for the next needs a place.
void TimedReplay::verify_memory() {
  const std::uint64_t gained =
      own_.player->anonymous_bytes() -
      std::min(own_.player->anonymous_bytes(), own_.anonymous_before);
  const std::uint64_t stray = own_.player->stray_response_bytes();
  if (gained <= private_page_allowance && stray == 0) return verify_heap_size();
  fail(FindingKind::hidden_memory,
       "all memory comes from the heap that the allocator was given",
       fmt::format("while it was being timed, {} bytes of other memory were "
                   "used",
                   std::max(gained, stray)),
       program_.size());
}

// The heap is as small as in lockstep, where its size is scored.
void TimedReplay::verify_heap_size() {
  const std::uint64_t used = own_.player->heap().resident_bytes();
  // A call stack stands at the other end than its object.
  const std::uint64_t ends = kind_ == TraceKind::call_stack ? 2 * page : 0;
  const std::uint64_t most =
      (options_.heap_peak_bytes + page - 1) / page * page + ends;
  if (options_.heap_peak_bytes == 0 || used <= most) return;
  fail(FindingKind::hidden_memory,
       fmt::format("a heap of at most {} bytes, as in lockstep",
                   options_.heap_peak_bytes),
       fmt::format("while it was being timed, {} bytes of it were used", used),
       program_.size());
}

// What the kernel charged for a slice beyond what the player says is the
// hand-over, which costs the baseline as much. Only least times are compared:
// an interruption is in some of the times, and never in all.
void TimedReplay::compare_clocks() {
  const double hand_over =
      (total(baseline_.least_outside) - total(baseline_.least)) /
      static_cast<double>(baseline_.least.size());
  double unexplained = 0;
  for (std::size_t k = 0; k < own_.least.size(); ++k) {
    const double charged = own_.least_outside[k] - hand_over;
    unexplained += charged - own_.least[k];
    // Whoever forges a time is credited with what the kernel saw.
    own_.least[k] = std::max(own_.least[k], charged - hand_over_noise_ns);
  }
  const double allowed =
      0.3 * total(own_.least_outside) +
      hand_over_noise_ns * static_cast<double>(own_.least.size());
  if (unexplained > allowed) ++clocks_differ_;
}

// In every execution: a busy machine spoils some, a forger none.
void TimedReplay::verify_clock() {
  if (timing_.executions < enough_executions ||
      clocks_differ_ < timing_.executions)
    return;
  fail(FindingKind::clock_disagrees,
       fmt::format("slices that take {:.0f} µs in all, as the kernel has it",
                   own_.outside_ns / 1e3),
       fmt::format("{:.0f} µs by the submission's process itself",
                   own_.inside_ns / 1e3),
       0);
}

void TimedReplay::fail(FindingKind kind, std::string expected,
                       std::string actual, std::size_t operation) {
  Finding finding;
  finding.kind = kind;
  finding.trace = trace_.path;
  finding.expected = std::move(expected);
  finding.actual = std::move(actual);
  finding.hint = trace_.hint;
  if (operation < trace_.operations.size()) {
    finding.line = trace_.operations[operation].line;
    finding.operation =
        trace::operation_text(trace_, trace_.operations[operation]);
  }
  throw Failed{finding};
}

}  // namespace heaplab::judge
