// Throughput: slices of the trace on the submission and on the baseline in
// turn, each in a process of its own on the same core. Per slice the least time
// over the rounds, over all slices the sum, and of that the least over fresh
// processes; the ratio of the two sums is the result.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <random>

#include "judge/lockstep.hpp"
#include "judge/timed_payloads.hpp"
#include "support/error.hpp"
#include "trace/write.hpp"

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
// So many that noise in all of them alike is no explanation.
constexpr std::uint32_t enough_executions = 3;
constexpr std::size_t enough_slices = 5;
constexpr std::uint64_t page = 4096;
constexpr double infinity = std::numeric_limits<double>::infinity();

std::uint64_t now_ns() {
  return static_cast<std::uint64_t>(
      std::chrono::steady_clock::now().time_since_epoch().count());
}

std::vector<TimedOperation> make_program(const trace::Trace& trace) {
  std::vector<TimedOperation> program;
  for (const auto& operation : trace.operations) {
    const int log2 =
        operation.alignment ? std::countr_zero(operation.alignment) : 0;
    const bool expect = operation.kind == OperationKind::expect;
    program.push_back({static_cast<std::uint8_t>(operation.kind),
                       static_cast<std::uint8_t>(log2), 0,
                       expect ? 0 : operation.slot, operation.bytes});
  }
  return program;
}

bool returns_payload(OperationKind kind) {
  return kind == OperationKind::allocate ||
         kind == OperationKind::allocate_zeroed ||
         kind == OperationKind::allocate_aligned ||
         kind == OperationKind::reallocate;
}

void note_least(std::vector<double>& least, std::size_t index, double ns) {
  if (index >= least.size()) least.push_back(infinity);
  least[index] = std::min(least[index], ns);
}

// One side of the comparison in one execution.
struct Side {
  const Submission& submission;
  std::unique_ptr<PlayerProcess> player;
  std::vector<double> least;            // by slice, ns
  std::vector<double> least_outside{};  // the same by the kernel's account
  double slice_outside_ns = 0;          // of the last slice
  double inside_ns = 0;                 // all slices as the player timed them
  double outside_ns = 0;  // the same slices by the kernel's account
  double slices = 0;
  double construct_ns = infinity;      // the least, by the kernel's account
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
        program_(make_program(trace)),
        own_{submission, nullptr, {}},
        baseline_{baseline, nullptr, {}},
        slice_(options.slice_operations) {}

  Timing run();

 private:
  struct Failed {
    Finding finding;
  };
  void execute(std::uint32_t rounds);
  void open(Side& side);
  void close(Side& side);
  void first_pass();
  // One that is not counted is watched instead: which one, nobody can know.
  void pass(bool counted);
  void construct(Side& side);
  double run_slice(Side& side, std::uint64_t begin, std::uint64_t end);
  void send(Side& side, Command command, std::uint64_t first = 0,
            std::uint64_t second = 0);
  void verify_returned(std::size_t begin, std::size_t end);
  void verify_payloads(TimedPayloads& payloads, std::size_t begin,
                       std::size_t end);
  void verify_memory();
  void verify_heap_size();
  void compare_clocks();
  void verify_clock();
  void choose_slice(double pass_ns);
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
  std::vector<TimedOperation> program_;
  Side own_;
  Side baseline_;
  std::uint64_t slice_;
  std::uint32_t clocks_differ_ = 0;  // in so many executions
  double pass_ns_ = 0;               // of both sides together
  bool own_first_ = true;
  bool own_wiped_first_ = true;
  std::vector<double> own_times_, baseline_times_;  // by execution
  Timing timing_;
};

Timing TimedReplay::run() {
  const std::uint64_t deadline = now_ns() + options_.budget_ns;
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
      if (now_ns() > deadline) break;
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
  first_pass();
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
    own_times_.push_back(total(own_.least) + std::max(0.0, ahead));
    baseline_times_.push_back(total(baseline_.least));
    ++timing_.executions;
  }
  close(own_);
  close(baseline_);
}

void TimedReplay::open(Side& side) {
  PlayerOptions options;
  options.heap_limit =
      trace_.heap_limit ? trace_.heap_limit : limits_.heap_bytes;
  options.program = &program_;
  options.slots = std::max<std::uint64_t>(trace_.slots(), 1);
  options.marks = trace_.marks;
  options.core = core_.core();
  side.player =
      std::make_unique<PlayerProcess>(side.submission, limits_, options);
  side.anonymous_before = side.player->anonymous_bytes();
  send(side, Command::load);
}

void TimedReplay::close(Side& side) { side.player.reset(); }

void TimedReplay::first_pass() {
  double own_ns = 0, baseline_ns = 0;
  send(own_, Command::construct);
  send(baseline_, Command::construct);
  for (std::uint64_t begin = 0; begin < program_.size(); begin += slice_) {
    const std::uint64_t end = std::min(begin + slice_, program_.size());
    own_ns += run_slice(own_, begin, end);
    baseline_ns += run_slice(baseline_, begin, end);
    const double ratio = own_ns / std::max(baseline_ns, 1.0);
    if (own_ns < hopeless_after_ns || ratio < hopeless * options_.ratio_none)
      continue;
    timing_.stopped_early = true;
    timing_.ratio = ratio;
    timing_.ns_per_operation = own_ns / static_cast<double>(end);
    timing_.baseline_ns_per_operation = baseline_ns / static_cast<double>(end);
    return;
  }
  verify_returned(0, program_.size());
  for (Side* side : {&own_, &baseline_})
    send(*side, Command::prefault,
         side->player->read(side->player->response().heap_peak_bytes));
  pass_ns_ = own_ns + baseline_ns;
  choose_slice(own_ns);
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
  for (Side* side : order_of_wiping) side->player->wipe_between_passes();
  construct(own_);
  construct(baseline_);
  TimedPayloads payloads(trace_, offsets_, own_.player->heap().data());
  std::size_t index = 0;
  for (std::uint64_t begin = 0; begin < program_.size(); begin += slice_) {
    const std::uint64_t end = std::min(begin + slice_, program_.size());
    Side* order[] = {&own_, &baseline_};
    if (!own_first_) std::swap(order[0], order[1]);
    own_first_ = !own_first_;
    for (Side* side : order) {
      const double ns = run_slice(*side, begin, end);
      if (!counted && side == &own_) verify_payloads(payloads, begin, end);
      if (!counted) continue;
      note_least(side->least, index, ns);
      note_least(side->least_outside, index, side->slice_outside_ns);
    }
    ++index;
  }
  verify_returned(0, program_.size());
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
  side.slices += 1;
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

// Code that behaves otherwise when it is being timed is no allocator.
void TimedReplay::verify_returned(std::size_t begin, std::size_t end) {
  const std::uint64_t base = own_.player->heap_base();
  const std::uint64_t* returned = own_.player->returned();
  for (std::size_t k = begin; k < end; ++k) {
    if (!returns_payload(trace_.operations[k].kind)) continue;
    const std::uint64_t address = returned[k];
    const std::uint64_t offset = address ? address - base : no_offset;
    if (offset == offsets_[k]) continue;
    const auto text = [](std::uint64_t o) {
      return o == no_offset ? std::string("nullptr")
                            : fmt::format("heap+{:#x}", o);
    };
    fail(FindingKind::differs_when_timed,
         "the same payloads as in lockstep: here " + text(offsets_[k]),
         text(offset), k);
  }
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
  const std::uint64_t most =
      (options_.heap_peak_bytes + page - 1) / page * page;
  if (options_.heap_peak_bytes == 0 || used <= most) return;
  fail(FindingKind::hidden_memory,
       fmt::format("a heap of at most {} bytes, as in lockstep",
                   options_.heap_peak_bytes),
       fmt::format("while it was being timed, {} bytes of it were used", used),
       program_.size());
}

// The least times of the slices, which noise hardly reaches: what the kernel
// charged for one beyond what the player says is its hand-over, as it is for
// the baseline.
void TimedReplay::compare_clocks() {
  const double own = total(own_.least_outside) - total(own_.least);
  const double hand_over =
      total(baseline_.least_outside) - total(baseline_.least);
  const auto slices = static_cast<double>(own_.least.size());
  if (own - hand_over > 0.1 * total(own_.least_outside) + slices * 2500)
    ++clocks_differ_;
}

// What the player says of its slices against what the kernel charged it for.
// The hand-over itself is charged too; the baseline shows what it costs.
void TimedReplay::verify_clock() {
  if (baseline_.slices == 0 || own_.outside_ns == 0) return;
  const double hand_over = std::max(
      0.0, (baseline_.outside_ns - baseline_.inside_ns) / baseline_.slices);
  const double unexplained =
      own_.outside_ns - own_.inside_ns - own_.slices * hand_over;
  // In every one: a busy machine spoils some executions, a forger none.
  const bool always = timing_.executions >= enough_executions &&
                      own_.least.size() >= enough_slices &&
                      clocks_differ_ == timing_.executions;
  if (!always && unexplained < 0.3 * own_.outside_ns + own_.slices * 3000)
    return;
  fail(FindingKind::clock_disagrees,
       fmt::format("slices that take {:.0f} µs in all, as the kernel has it",
                   own_.outside_ns / 1e3),
       fmt::format("{:.0f} µs by the submission's process itself",
                   own_.inside_ns / 1e3),
       0);
}

std::uint32_t TimedReplay::rounds_within_budget() const {
  const double passes =
      static_cast<double>(options_.budget_ns) / std::max(pass_ns_, 1.0);
  const double rounds = passes / options_.executions - 2;
  return static_cast<std::uint32_t>(std::clamp(
      rounds, 2.0, static_cast<double>(std::max(options_.rounds, 2u))));
}

double TimedReplay::total(const std::vector<double>& times) const {
  double sum = 0;
  for (const double time : times) sum += time;
  return std::max(sum, 1.0);
}

// The ratio that every second execution, from `first` on, gives.
double TimedReplay::half_ratio(std::size_t first) const {
  double own = infinity, baseline = infinity;
  for (std::size_t k = first; k < own_times_.size(); k += 2) {
    own = std::min(own, own_times_[k]);
    baseline = std::min(baseline, baseline_times_[k]);
  }
  return own / baseline;
}

void TimedReplay::summarize() {
  const double operations = static_cast<double>(program_.size());
  const double own = *std::min_element(own_times_.begin(), own_times_.end());
  const double baseline =
      *std::min_element(baseline_times_.begin(), baseline_times_.end());
  timing_.ns_per_operation = own / operations;
  timing_.baseline_ns_per_operation = baseline / operations;
  timing_.ratio = own / baseline;
  timing_.plus_minus =
      std::abs(half_ratio(0) - half_ratio(1)) / timing_.ratio / 2;
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

}  // namespace

Timing time_trace(const trace::Trace& trace, const Submission& submission,
                  const Submission& baseline,
                  const std::vector<std::uint64_t>& offsets,
                  const Limits& limits, const TimingOptions& options) {
  return TimedReplay(trace, submission, baseline, offsets, limits, options)
      .run();
}

}  // namespace heaplab::judge
