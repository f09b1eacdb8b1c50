#include "judge/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "judge/lockstep.hpp"
#include "judge/one_core.hpp"
#include "judge/player_process.hpp"
#include "judge/program.hpp"
#include "trace/write.hpp"

namespace heaplab::judge {
namespace {

using player::Command;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t fewest_rounds = 2;
// What the first pass has touched exists; of the rest of a heap, so much.
constexpr std::uint64_t most_prefaulted_bytes = 256u << 20;

// A contender in one execution.
struct Runner {
  std::size_t index;  // of the contender
  std::unique_ptr<PlayerProcess> player;
  std::vector<double> least{};  // by slice, ns
  double spent_ns = 0;          // in rounds
};

// How an allocator left the comparison.
struct Left {
  std::string how;
};

bool asks(const trace::Operation& operation) {
  const Command command = command_for(operation.kind);
  return operation.bytes > 0 && command != Command::deallocate;
}

class Comparison {
 public:
  Comparison(const trace::Trace& trace,
             const std::vector<Contender>& contenders,
             const CompareOptions& options)
      : trace_(trace),
        contenders_(contenders),
        options_(options),
        program_(make_program(trace)),
        speeds_(contenders.size()),
        best_(contenders.size(), infinity) {}

  std::vector<Speed> run();

 private:
  void execute();
  // Does something with each runner; who fails at it is out from then on.
  template <typename Action>
  void each(Action action);
  void open(Runner& runner) const;
  void first_pass(Runner& runner);
  void verify_functions(const Runner& runner) const;
  void verify_granted(const Runner& runner) const;
  void round(std::uint32_t number);
  void slice(Runner& runner, std::size_t number, std::uint64_t begin,
             std::uint64_t end);
  double run_slice(Runner& runner, std::uint64_t begin, std::uint64_t end);
  void send(const Runner& runner, Command command, std::uint64_t first = 0,
            std::uint64_t second = 0) const;
  std::uint64_t slice_end(std::uint64_t begin) const;

  const trace::Trace& trace_;
  const std::vector<Contender>& contenders_;
  const CompareOptions& options_;
  const OneCore core_;
  std::vector<player::TimedOperation> program_;
  std::vector<Runner> runners_;
  std::vector<Speed> speeds_;
  std::vector<double> best_;  // by contender: a whole pass, ns
};

std::vector<Speed> Comparison::run() {
  for (std::uint32_t k = 0; k < options_.executions; ++k) execute();
  const auto operations =
      static_cast<double>(std::max<std::size_t>(program_.size(), 1));
  for (std::size_t k = 0; k < speeds_.size(); ++k)
    if (best_[k] < infinity)
      speeds_[k].ns_per_operation = best_[k] / operations;
  return std::move(speeds_);
}

void Comparison::execute() {
  runners_.clear();
  for (std::size_t k = 0; k < contenders_.size(); ++k)
    if (!speeds_[k].stopped && speeds_[k].failure.empty())
      runners_.push_back({k, nullptr});
  each([&](Runner& runner) { open(runner); });
  each([&](Runner& runner) { first_pass(runner); });
  for (std::uint32_t k = 0; k < options_.rounds; ++k) round(k);
  for (const Runner& runner : runners_) {
    double sum = 0;
    for (const double ns : runner.least) sum += ns;
    best_[runner.index] = std::min(best_[runner.index], sum);
  }
  runners_.clear();
}

template <typename Action>
void Comparison::each(Action action) {
  std::erase_if(runners_, [&](Runner& runner) {
    try {
      action(runner);
    } catch (const Left& left) {
      speeds_[runner.index].failure = left.how;
      best_[runner.index] = infinity;
      return true;
    }
    return speeds_[runner.index].stopped;
  });
}

void Comparison::open(Runner& runner) const {
  const Contender& contender = contenders_[runner.index];
  PlayerOptions options;
  options.heap_limit =
      trace_.heap_limit ? trace_.heap_limit : contender.limits.heap_bytes;
  options.mapped_limit =
      trace_.map_limit ? trace_.map_limit : contender.limits.mapped_bytes;
  options.program = &program_;
  options.slots = std::max<std::uint64_t>(trace_.slots(), 1);
  options.marks = trace_.marks;
  options.core = core_.core();
  options.trusted = contender.trusted;
  runner.player = std::make_unique<PlayerProcess>(contender.submission,
                                                  contender.limits, options);
  send(runner, Command::load);
  verify_functions(runner);
}

void Comparison::verify_functions(const Runner& runner) const {
  const std::uint64_t missing =
      runner.player->read(runner.player->response().missing);
  for (std::size_t k = 0; k < program_.size(); ++k) {
    const trace::Operation& operation = trace_.operations[k];
    if (missing >> static_cast<unsigned>(command_for(operation.kind)) & 1)
      throw Left{fmt::format("it has no function for operation {}: {}", k + 1,
                             operation_text(trace_, operation))};
  }
}

std::uint64_t Comparison::slice_end(std::uint64_t begin) const {
  return std::min<std::uint64_t>(begin + options_.slice_operations,
                                 program_.size());
}

// Finds out who is hopeless, and makes every page exist that the rounds need.
void Comparison::first_pass(Runner& runner) {
  Speed& speed = speeds_[runner.index];
  double ns = 0;
  send(runner, Command::construct);
  for (std::uint64_t k = 0; k < program_.size(); k = slice_end(k)) {
    ns += run_slice(runner, k, slice_end(k));
    if (ns < options_.hopeless_ns) continue;
    speed.stopped = true;
    speed.ns_per_operation = ns / static_cast<double>(slice_end(k));
    return;
  }
  verify_granted(runner);
  send(
      runner, Command::prefault,
      std::min(most_prefaulted_bytes,
               runner.player->read(runner.player->response().heap_peak_bytes)));
}

// Who refuses is quick.
void Comparison::verify_granted(const Runner& runner) const {
  const std::uint64_t* returned = runner.player->returned();
  for (std::size_t k = 0; k < program_.size(); ++k)
    if (asks(trace_.operations[k]) && returned[k] == 0)
      throw Left{fmt::format("it refused operation {}: {}", k + 1,
                             operation_text(trace_, trace_.operations[k]))};
}

void Comparison::round(std::uint32_t number) {
  each([&](Runner& runner) { send(runner, Command::construct); });
  std::size_t index = 0;
  for (std::uint64_t k = 0; k < program_.size(); k = slice_end(k), ++index) {
    // Whoever comes first finds the caches as the last one left them.
    if (!runners_.empty())
      std::rotate(runners_.begin(), runners_.begin() + 1, runners_.end());
    each([&](Runner& runner) {
      if (number >= fewest_rounds && runner.spent_ns > options_.budget_ns)
        return;
      slice(runner, index, k, slice_end(k));
    });
  }
}

void Comparison::slice(Runner& runner, std::size_t number, std::uint64_t begin,
                       std::uint64_t end) {
  const double ns = run_slice(runner, begin, end);
  runner.spent_ns += ns;
  if (number >= runner.least.size()) runner.least.push_back(infinity);
  runner.least[number] = std::min(runner.least[number], ns);
}

// Of an interrupted slice the kernel's account is nearer to the truth.
double Comparison::run_slice(Runner& runner, std::uint64_t begin,
                             std::uint64_t end) {
  PlayerProcess& player = *runner.player;
  const std::uint64_t before = player.cpu_ns();
  send(runner, Command::run_slice, begin, end);
  const std::uint64_t used = player.cpu_ns() - before;
  return static_cast<double>(
      std::min(used, player.read(player.response().slice_ns)));
}

void Comparison::send(const Runner& runner, Command command,
                      std::uint64_t first, std::uint64_t second) const {
  if (runner.player->run(command, first, second)) return;
  const Contender& contender = contenders_[runner.index];
  const PlayerEnd& end = runner.player->end();
  std::string how = end_in_words(end, contender.limits).actual;
  if (contender.trusted && !runner.player->output().empty())
    how = safe_output(runner.player->output());
  throw Left{how};
}

}  // namespace

std::string load_failure(const Contender& contender) {
  PlayerOptions options;
  options.heap_limit = contender.limits.heap_bytes;
  options.trusted = contender.trusted;
  PlayerProcess player(contender.submission, contender.limits, options);
  if (player.run(Command::load)) return {};
  if (!player.output().empty()) return safe_output(player.output());
  return end_in_words(player.end(), contender.limits).actual;
}

std::vector<Speed> compare(const trace::Trace& trace,
                           const std::vector<Contender>& contenders,
                           const CompareOptions& options) {
  return Comparison(trace, contenders, options).run();
}

}  // namespace heaplab::judge
