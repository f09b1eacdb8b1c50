// Throughput: slices of the trace on the submission and on the baseline in
// turn, each in a process of its own on the same core. Per slice the least time
// over the rounds, over all slices the sum, and of that the least over fresh
// processes; the ratio of the two sums is the result.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "judge/judge.hpp"
#include "judge/one_core.hpp"
#include "judge/player_process.hpp"
#include "judge/program.hpp"
#include "judge/timed_frames.hpp"
#include "judge/timed_payloads.hpp"

namespace heaplab::judge {

// One side of the comparison in one execution.
struct Side {
  const Submission& submission;
  std::unique_ptr<PlayerProcess> player;
  std::vector<double> least;            // by slice, ns
  std::vector<double> least_outside{};  // the same by the kernel's account
  double slice_outside_ns = 0;          // of the last slice
  double inside_ns = 0;                 // all slices as the player timed them
  double outside_ns = 0;  // the same slices by the kernel's account
  double construct_ns =
      std::numeric_limits<double>::infinity();  // the least, by the kernel's
                                                // account
  std::uint64_t anonymous_before = 0;  // private memory before it was loaded
};

class TimedReplay {
 public:
  TimedReplay(const trace::Trace& trace, const Submission& submission,
              const Submission& baseline,
              const std::vector<std::uint64_t>& offsets, const Limits& limits,
              const TimingOptions& options)
      : trace_(trace),
        offsets_(offsets),
        limits_(limits),
        options_(options),
        kind_(kind_of(trace)),
        program_(make_program(trace, offsets)),
        own_{submission, nullptr, {}},
        baseline_{baseline, nullptr, {}},
        slice_(options.slice_operations) {}

  Timing run();

 private:
  struct Failed {
    Finding finding;
  };
  // timed.cpp: passes over the trace.
  void execute(std::uint32_t rounds);
  void open(Side& side);
  void close(Side& side);
  // Only the very first may stop early: noise must not end a later one.
  void first_pass(bool may_stop);
  // One that is not counted is watched instead: which one, nobody can know.
  void pass(bool counted);
  void choose_slice(double pass_ns);
  void construct(Side& side);
  void prefault(Side& side);
  void wipe(Side& side);
  double run_slice(Side& side, std::uint64_t begin, std::uint64_t end);
  void send(Side& side, player::Command command, std::uint64_t first = 0,
            std::uint64_t second = 0);
  // timed_checks.cpp: that it is the same allocator as in lockstep.
  void verify_returned(std::size_t begin, std::size_t end);
  void verify_result(std::size_t index);
  const std::vector<std::uint64_t>& frame_pointers() const;
  void verify_frames(TimedFrames& frames, std::size_t begin, std::size_t end);
  void verify_payloads(TimedPayloads& payloads, std::size_t begin,
                       std::size_t end);
  void verify_memory();
  void verify_heap_size();
  // timed_system.cpp: what the system would have done.
  double charge_ns(std::uint64_t calls, std::uint64_t pages) const;
  double own_charge_ns() const;
  double charge_so_far_ns(Side& side) const;
  void verify_calls();
  bool calls_differ();
  void compare_clocks();
  void verify_clock();
  // timed_estimate.cpp: one number from many.
  std::uint32_t rounds_within_budget() const;
  double total(const std::vector<double>& times) const;
  double half_ratio(std::size_t first) const;
  void summarize();
  [[noreturn]] void fail(FindingKind kind, std::string expected,
                         std::string actual, std::size_t operation);

  const trace::Trace& trace_;
  const std::vector<std::uint64_t>& offsets_;
  const Limits& limits_;
  const TimingOptions& options_;
  const OneCore core_;
  const TraceKind kind_;
  std::vector<player::TimedOperation> program_;
  Side own_;
  Side baseline_;
  std::uint64_t slice_;
  std::uint32_t clocks_differ_ = 0;  // in so many executions
  double pass_ns_ = 0;               // of both sides together
  bool own_first_ = true;
  bool own_wiped_first_ = true;
  std::vector<double> own_times_, baseline_times_;  // by execution
  // The record of mappings that every pass must leave; null: unknown.
  std::unique_ptr<player::MappingTable> expected_;
  Timing timing_;
};

}  // namespace heaplab::judge
