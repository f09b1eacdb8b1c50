#include <algorithm>
#include <cmath>
#include <random>

#include "judge/lockstep.hpp"
#include "judge/timed_replay.hpp"
#include "support/clock.hpp"
#include "support/error.hpp"

namespace heaplab::judge {
namespace {

using player::Command;
using player::TimedOperation;
using trace::OperationKind;

// Slower than this many times R0: the first pass is not even completed.
constexpr double hopeless = 4;
constexpr double hopeless_after_ns = 20e6;
// A slice longer than this is cut: a short one is less often interrupted.
constexpr double longest_slice_ns = 300e3;
constexpr std::uint64_t shortest_slice = 20;
// A constructor that takes so much longer than the baseline's works ahead: the
// rest of its time counts as the trace's.
constexpr double constructor_ns = 8000;
// What the first pass has touched exists; of the rest of a heap, so much.
constexpr std::uint64_t most_prefaulted_bytes = 256 << 20;
constexpr double infinity = std::numeric_limits<double>::infinity();

void note_least(std::vector<double>& least, std::size_t index, double ns) {
  if (index >= least.size()) least.push_back(infinity);
  least[index] = std::min(least[index], ns);
}

}  // namespace

Timing TimedReplay::run() {
  const std::uint64_t deadline = clock_ns() + options_.budget_ns;
  try {
    execute(0);
    if (timing_.stopped_early) return timing_;
    const std::uint32_t rounds = rounds_within_budget();
    for (std::uint32_t k = 0; k < options_.most_executions; ++k) {
      execute(rounds);
      if (k + 1 < 2) continue;
      summarize();
      const bool enough = k + 1 >= options_.executions;
      if (enough && timing_.plus_minus * 2 <= options_.agreement) break;
      if (clock_ns() > deadline) break;
    }
    verify_clock();
  } catch (const Failed& failed) {
    timing_.finding = failed.finding;
  }
  return timing_;
}

// A fresh process for each side. With no rounds: one pass, to see how fast they
// are.
void TimedReplay::execute(std::uint32_t rounds) {
  open(own_);
  open(baseline_);
  first_pass(rounds == 0);
  if (!timing_.stopped_early && rounds > 0) {
    for (Side* side : {&own_, &baseline_}) {
      side->least.clear();
      side->least_outside.clear();
      side->construct_ns = infinity;
    }
    const std::uint32_t watched = std::random_device{}() % (rounds + 1);
    for (std::uint32_t round = 0; round <= rounds; ++round)
      pass(round != watched);
    verify_memory();
    compare_clocks();
    const double ahead =
        own_.construct_ns - baseline_.construct_ns - constructor_ns;
    own_times_.push_back(total(own_.least) + std::max(0.0, ahead) +
                         own_charge_ns());
    baseline_times_.push_back(total(baseline_.least) +
                              charge_so_far_ns(baseline_));
    ++timing_.executions;
  }
  close(own_);
  close(baseline_);
}

void TimedReplay::open(Side& side) {
  PlayerOptions options;
  options.heap_limit =
      trace_.heap_limit ? trace_.heap_limit : limits_.heap_bytes;
  options.mapped_limit =
      trace_.map_limit ? trace_.map_limit : limits_.mapped_bytes;
  options.program = &program_;
  options.slots = std::max<std::uint64_t>(trace_.slots(), 1);
  options.marks = trace_.marks;
  options.coroutines = kind_ == TraceKind::coroutines;
  options.core = core_.core();
  side.player =
      std::make_unique<PlayerProcess>(side.submission, limits_, options);
  side.anonymous_before = side.player->anonymous_bytes();
  send(side, Command::load);
}

void TimedReplay::close(Side& side) { side.player.reset(); }

void TimedReplay::first_pass(bool may_stop) {
  double own_ns = 0, baseline_ns = 0;
  send(own_, Command::construct);
  send(baseline_, Command::construct);
  for (std::uint64_t begin = 0; begin < program_.size(); begin += slice_) {
    const std::uint64_t end = std::min(begin + slice_, program_.size());
    own_ns += run_slice(own_, begin, end);
    baseline_ns += run_slice(baseline_, begin, end);
    const double ratio =
        (own_ns + charge_so_far_ns(own_)) /
        (std::max(baseline_ns, 1.0) + charge_so_far_ns(baseline_));
    if (!may_stop || own_ns < hopeless_after_ns ||
        ratio < hopeless * options_.ratio_none)
      continue;
    timing_.stopped_early = true;
    timing_.ratio = ratio;
    timing_.ns_per_operation = own_ns / static_cast<double>(end);
    timing_.baseline_ns_per_operation = baseline_ns / static_cast<double>(end);
    return;
  }
  verify_returned(0, program_.size());
  verify_calls();
  for (Side* side : {&own_, &baseline_}) prefault(*side);
  pass_ns_ = own_ns + baseline_ns;
  choose_slice(std::max(own_ns, baseline_ns));
}

// Of a call stack the same pages are used in every pass. Coroutines may stand
// on what is touched: their stacks are left first.
void TimedReplay::prefault(Side& side) {
  if (kind_ == TraceKind::call_stack) return;
  if (kind_ == TraceKind::coroutines) send(side, Command::go_home);
  const auto& response = side.player->response();
  const std::uint64_t peak = side.player->read(response.heap_peak_bytes);
  send(side, Command::prefault, std::min(most_prefaulted_bytes, peak));
}

void TimedReplay::wipe(Side& side) {
  if (kind_ == TraceKind::coroutines) send(side, Command::go_home);
  side.player->wipe_between_passes();
}

// Every pass has the same slices, so that their least times can be added.
void TimedReplay::choose_slice(double pass_ns) {
  if (timing_.executions > 0 || slice_ != options_.slice_operations) return;
  const double slices = std::ceil(static_cast<double>(program_.size()) /
                                  static_cast<double>(slice_));
  const double slice_ns = pass_ns / std::max(slices, 1.0);
  if (slice_ns <= longest_slice_ns) return;
  slice_ = std::max<std::uint64_t>(
      shortest_slice, static_cast<std::uint64_t>(static_cast<double>(slice_) *
                                                 longest_slice_ns / slice_ns));
}

void TimedReplay::pass(bool counted) {
  // What is wiped last is in the caches: each side in turn.
  Side* order_of_wiping[] = {&own_, &baseline_};
  if (!own_wiped_first_) std::swap(order_of_wiping[0], order_of_wiping[1]);
  own_wiped_first_ = !own_wiped_first_;
  for (Side* side : order_of_wiping) wipe(*side);
  construct(own_);
  construct(baseline_);
  TimedPayloads payloads(
      trace_, offsets_, own_.player->heap(),
      own_.player->has_mappings() ? &own_.player->arena() : nullptr);
  TimedFrames frames(trace_, frame_pointers(), own_.player->heap());
  std::size_t index = 0;
  for (std::uint64_t begin = 0; begin < program_.size(); begin += slice_) {
    const std::uint64_t end = std::min(begin + slice_, program_.size());
    Side* order[] = {&own_, &baseline_};
    if (!own_first_) std::swap(order[0], order[1]);
    own_first_ = !own_first_;
    for (Side* side : order) {
      const double ns = run_slice(*side, begin, end);
      if (!counted && side == &own_) {
        verify_payloads(payloads, begin, end);
        verify_frames(frames, begin, end);
      }
      if (!counted) continue;
      // Of an interrupted slice the kernel's account is nearer to the truth.
      note_least(side->least, index, std::min(ns, side->slice_outside_ns));
      note_least(side->least_outside, index, side->slice_outside_ns);
    }
    ++index;
  }
  verify_returned(0, program_.size());
  verify_calls();
}

void TimedReplay::construct(Side& side) {
  const std::uint64_t before = side.player->cpu_ns();
  send(side, Command::construct);
  const auto ns = static_cast<double>(side.player->cpu_ns() - before);
  side.construct_ns = std::min(side.construct_ns, ns);
}

double TimedReplay::run_slice(Side& side, std::uint64_t begin,
                              std::uint64_t end) {
  const std::uint64_t before = side.player->cpu_ns();
  send(side, Command::run_slice, begin, end);
  const std::uint64_t after = side.player->cpu_ns();
  const auto ns =
      static_cast<double>(side.player->read(side.player->response().slice_ns));
  side.inside_ns += ns;
  side.slice_outside_ns = static_cast<double>(after - before);
  side.outside_ns += side.slice_outside_ns;
  return ns;
}

void TimedReplay::send(Side& side, Command command, std::uint64_t first,
                       std::uint64_t second) {
  if (side.player->run(command, first, second)) return;
  const PlayerEnd& end = side.player->end();
  const EndInWords words = end_in_words(end, limits_);
  if (&side == &baseline_)
    throw GraderError("the baseline " + side.submission.name +
                      " ended: " + words.actual);
  const auto& response = side.player->response();
  try {
    fail(words.kind, "the timed replay goes as the one in lockstep did",
         "while it was being timed: " + words.actual, first);
  } catch (Failed& failed) {
    failed.finding.source =
        end_source(side.submission, end, side.player->read(response.load_base),
                   side.player->read(response.load_end));
    failed.finding.output = safe_output(side.player->output());
    throw;
  }
}

Timing time_trace(const trace::Trace& trace, const Submission& submission,
                  const Submission& baseline,
                  const std::vector<std::uint64_t>& offsets,
                  const Limits& limits, const TimingOptions& options) {
  return TimedReplay(trace, submission, baseline, offsets, limits, options)
      .run();
}

}  // namespace heaplab::judge
