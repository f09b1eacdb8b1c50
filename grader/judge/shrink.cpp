// Delta debugging over lockstep replays.
#include <algorithm>
#include <chrono>
#include <set>

#include "judge/judge.hpp"
#include "judge/program.hpp"
#include "judge/shrink_calls.hpp"
#include "trace/edit.hpp"

namespace heaplab::judge {
namespace {

using trace::Operation;
using trace::OperationKind;
using trace::Subject;
using Clock = std::chrono::steady_clock;

bool names_block(const Operation& operation) {
  return trace::names_id(operation.kind);
}

bool subject_names_blocks(Subject subject) {
  return subject == Subject::in_place || subject == Subject::same_address ||
         subject == Subject::before || subject == Subject::refused ||
         subject == Subject::granted;
}

class Shrinker {
 public:
  Shrinker(const trace::Trace& trace, const Submission& submission,
           const Limits& limits, FindingKind kind, std::uint64_t budget_ns)
      : smallest_(trace),
        submission_(submission),
        limits_(limits),
        kind_(kind),
        misuse_(kind_of(trace) == TraceKind::misuse),
        calls_(kind_of(trace) != TraceKind::heap && !misuse_),
        deadline_(Clock::now() + std::chrono::nanoseconds(budget_ns)) {}

  trace::Trace run() {
    cut_after_failure();
    if (kind_ != FindingKind::time_out) {
      drop_expectations();
      drop_blocks();
      if (calls_) {
        drop_runs(2);  // a resume and the yield after it
        drop_runs(1);
      } else if (misuse_) {
        drop_runs(1);
      } else {
        drop_reallocations();
      }
    }
    return smallest_;
  }

 private:
  bool time_left() const { return Clock::now() < deadline_; }

  // Keeps `candidate` if it fails in the same way.
  bool accept(trace::Trace candidate) {
    if (!time_left() || !is_legal(candidate)) return false;
    const Replay replayed = replay(candidate, submission_, limits_);
    if (!replayed.finding || replayed.finding->kind != kind_) return false;
    smallest_ = std::move(candidate);
    return true;
  }

  void cut_after_failure() {
    const Replay replayed = replay(smallest_, submission_, limits_);
    if (!replayed.finding || replayed.finding->kind != kind_) return;
    trace::Trace cut = smallest_;
    const auto failing = find_failing(cut.operations, replayed);
    if (failing == cut.operations.end()) return;
    cut.operations.erase(failing + 1, cut.operations.end());
    accept(std::move(cut));
  }

  // Operations that stand in no file have no line: then by their number.
  static std::vector<Operation>::iterator find_failing(
      std::vector<Operation>& operations, const Replay& replayed) {
    const std::uint32_t line = replayed.finding->line;
    std::uint64_t left = replayed.operations;
    return std::find_if(operations.begin(), operations.end(),
                        [&](const Operation& o) {
                          if (line != 0) return o.line == line;
                          return o.kind != OperationKind::expect && left-- == 0;
                        });
  }

  template <typename Predicate>
  trace::Trace without(Predicate drops) const {
    trace::Trace result = smallest_;
    std::erase_if(result.operations, drops);
    return result;
  }

  // All `expect` lines but the one that fails, which is the last operation.
  void drop_expectations() {
    const Operation last = smallest_.operations.back();
    accept(without([&](const Operation& operation) {
      return operation.kind == OperationKind::expect && !(operation == last);
    }));
  }

  bool mentions(const Operation& operation,
                const std::set<std::uint32_t>& slots) const {
    if (operation.kind == OperationKind::copy &&
        slots.contains(smallest_.sources[operation.second].slot))
      return true;
    if (operation.kind == OperationKind::reallocate_any &&
        operation.second != 0 && slots.contains(operation.second - 1))
      return true;
    if (names_block(operation)) return slots.contains(operation.slot);
    if (operation.kind != OperationKind::expect) return false;
    const auto& wanted = smallest_.expectations[operation.slot];
    if (!subject_names_blocks(wanted.subject)) return false;
    return slots.contains(static_cast<std::uint32_t>(wanted.first)) ||
           slots.contains(static_cast<std::uint32_t>(wanted.second));
  }

  // The same of a call trace: with a frame goes its return, with a coroutine
  // all that was done in it.
  trace::Trace without_calls(const std::set<std::uint32_t>& gone) const {
    trace::Trace result = smallest_;
    const std::vector<Owners> owners = call_owners(smallest_);
    std::size_t kept = 0;
    for (std::size_t k = 0; k < owners.size(); ++k) {
      const bool drop =
          mentions(smallest_.operations[k], gone) ||
          std::any_of(owners[k].begin(), owners[k].end(),
                      [&](auto slot) { return gone.contains(slot); });
      if (!drop) result.operations[kept++] = smallest_.operations[k];
    }
    result.operations.resize(kept);
    return result;
  }

  // What is left, `count` together, the last first.
  void drop_runs(std::size_t count) {
    for (std::size_t k = smallest_.operations.size(); k-- > 0 && time_left();) {
      if (k + count > smallest_.operations.size()) continue;
      trace::Trace candidate = smallest_;
      const auto first =
          candidate.operations.begin() + static_cast<std::ptrdiff_t>(k);
      candidate.operations.erase(first,
                                 first + static_cast<std::ptrdiff_t>(count));
      accept(std::move(candidate));
    }
  }

  std::vector<std::uint32_t> blocks() const {
    std::set<std::uint32_t> slots;
    for (const auto& operation : smallest_.operations)
      if (names_block(operation)) slots.insert(operation.slot);
    return {slots.begin(), slots.end()};
  }

  // Whole blocks go, in ever smaller groups (the algorithm ddmin).
  void drop_blocks() {
    for (std::size_t group = (blocks().size() + 1) / 2; group > 0; group /= 2) {
      const auto slots = blocks();
      for (std::size_t k = 0; k < slots.size() && time_left(); k += group) {
        const auto end = std::min(slots.size(), k + group);
        const std::set<std::uint32_t> gone(
            slots.begin() + static_cast<std::ptrdiff_t>(k),
            slots.begin() + static_cast<std::ptrdiff_t>(end));
        accept(calls_ ? without_calls(gone)
                      : without([&](const Operation& operation) {
                          return mentions(operation, gone);
                        }));
      }
    }
  }

  void drop_reallocations() {
    for (std::size_t k = 0; k < smallest_.operations.size() && time_left();) {
      const Operation operation = smallest_.operations[k];
      const bool dropped =
          operation.kind == OperationKind::reallocate &&
          accept(without([&](const Operation& o) { return o == operation; }));
      if (!dropped) ++k;
    }
  }

  trace::Trace smallest_;
  const Submission& submission_;
  const Limits& limits_;
  const FindingKind kind_;
  const bool misuse_;
  const bool calls_;  // it is a call trace
  const Clock::time_point deadline_;
};

}  // namespace

trace::Trace shrink(const trace::Trace& trace, const Submission& submission,
                    const Limits& limits, FindingKind kind,
                    std::uint64_t budget_ns) {
  return Shrinker(trace, submission, limits, kind, budget_ns).run();
}

}  // namespace heaplab::judge
