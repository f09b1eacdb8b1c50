// The judge: replays a trace on a submission that runs in another process, the
// player, and says what was wrong. It trusts nothing that the player says.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "judge/finding.hpp"
#include "player/mapping_table.hpp"
#include "trace/trace.hpp"

namespace heaplab::judge {

// A compiled submission, or a baseline of the kit.
struct Submission {
  std::filesystem::path
      object;        // shared object with a heaplab_submission table
  std::string name;  // for messages
};

struct Limits {
  std::uint64_t heap_bytes = 64u << 20;            // where the trace names none
  std::uint64_t mapped_bytes = 0;                  // the same for mappings
  std::uint64_t operation_cpu_ns = 2'000'000'000;  // one operation
  std::uint64_t operation_wall_ns = 10'000'000'000;
  std::uint64_t trace_wall_ns = 20'000'000'000;  // one trace in lockstep
  std::uint64_t output_bytes = 64u << 10;        // captured and shown
  std::uint64_t global_bytes = 256;  // writable globals that are permitted
  bool reuse = true;  // false: deallocate() need not give anything back, so a
                      // free block does not make a refusal wrong
};

// The outcome of one trace in lockstep.
struct Replay {
  bool correct = false;            // no finding
  std::optional<Finding> finding;  // the first thing that was wrong
  std::uint64_t operations = 0;    // that ran, without expect lines
  std::uint64_t peak_payload_bytes = 0;
  std::uint64_t peak_footprint_bytes = 0;   // of heap and mappings together
  std::uint64_t final_footprint_bytes = 0;  // after the last operation
  std::uint64_t peak_heap_bytes = 0;        // of the heap alone
  double peak_utilization = 0;              // peak payload / peak footprint
  double average_utilization = 0;           // sum of payload / sum of footprint
  // What it asked the system for: calls of grow(), shrink(), map(), unmap() and
  // remap(), and the pages that they brought.
  std::uint64_t system_calls = 0;
  std::uint64_t system_pages = 0;
  std::vector<player::MappingEvent> mapping_calls;
  // By operation: offset of the returned payload in the heap, no_offset where
  // there was none. Timed replays must return the same.
  std::vector<std::uint64_t> offsets;
  // Of a call trace, what else an operation came to, no_offset where nothing
  // did: of a call the offset of its frame pointer, of return its return
  // address, of walk a sum; in a trace with coroutines, where control is.
  std::vector<std::uint64_t> results;
  std::string output;  // what the submission printed, made safe
  std::uint64_t duration_ns = 0;
};

inline constexpr std::uint64_t no_offset = ~std::uint64_t{0};

// Replays `trace` in lockstep. Throws GraderError when the kit itself fails.
Replay replay(const trace::Trace& trace, const Submission& submission,
              const Limits& limits);

// A smaller trace that still gives a finding of the same kind, found by delta
// debugging over lockstep replays (Zeller, Hildebrandt: Simplifying and
// Isolating Failure-Inducing Input, 2002), within `budget_ns`.
trace::Trace shrink(const trace::Trace& trace, const Submission& submission,
                    const Limits& limits, FindingKind kind,
                    std::uint64_t budget_ns);

struct TimingOptions {
  double ratio_none = 16;  // R0: ratios far beyond it are stopped early
  std::uint32_t slice_operations = 1000;
  std::uint32_t rounds = 9;                 // R: passes within an execution
  std::uint32_t executions = 5;             // K: fresh players
  std::uint32_t most_executions = 15;       // until two halves agree within
  double agreement = 0.003;                 //   this fraction
  std::uint64_t budget_ns = 1'000'000'000;  // for this trace
  // Of the lockstep replay, which the timed ones must not exceed; 0: unknown.
  std::uint64_t heap_peak_bytes = 0;
  // All of it, which the timed ones must repeat; null: unknown.
  const Replay* lockstep = nullptr;
  // What stands for the system's work, which is not in the measured time: for
  // each call that asks it for memory or gives some back, and for each page.
  double system_call_ns = 0;
  double page_ns = 0;
};

// The outcome of one trace in timed replay.
struct Timing {
  double ns_per_operation = 0;
  double baseline_ns_per_operation = 0;
  double ratio = 0;       // submission / baseline
  double plus_minus = 0;  // half the difference of the halves, as a fraction
  std::uint32_t executions = 0;
  bool stopped_early = false;      // too slow: ratio is a lower bound
  std::optional<Finding> finding;  // differs-when-timed, clock-disagrees, …
};

// Times `trace` on the submission and on the baseline, slice by slice in turn.
// `offsets` are those of a correct lockstep replay of the same trace.
Timing time_trace(const trace::Trace& trace, const Submission& submission,
                  const Submission& baseline,
                  const std::vector<std::uint64_t>& offsets,
                  const Limits& limits, const TimingOptions& options);

// The confinement that is active on this machine: "rlimits", "seccomp", …
std::vector<std::string> active_confinement();

}  // namespace heaplab::judge
