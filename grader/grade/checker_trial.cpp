#include "grade/checker_trial.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "judge/picture_image.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace {

using judge::CheckerVerdict;
using judge::Finding;
using judge::FindingKind;

// Of one heap. A checker's time grows with the number of blocks alone.
constexpr std::uint64_t most_cpu_ns = 500'000'000;

std::string quoted(const std::string& why) {
  return why.empty() ? "nothing" : why;
}

}  // namespace

std::string checker_id(const TriedHeap& heap) {
  return fmt::format("{}/{}", checker_part, heap.name);
}

CheckerTrial::CheckerTrial(Run& run, std::vector<TriedHeap> heaps)
    : run_(run), heaps_(std::move(heaps)) {
  limits_ = run.lab.limits;
  limits_.operation_cpu_ns = std::min(limits_.operation_cpu_ns, most_cpu_ns);
  const auto noticeable =
      std::count_if(heaps_.begin(), heaps_.end(),
                    [](const TriedHeap& heap) { return heap.is_noticeable(); });
  if (noticeable > 0)
    share_ = run.lab.checker.points / static_cast<double>(noticeable);
}

std::vector<Check> CheckerTrial::checks() {
  std::vector<Check> checks;
  for (const TriedHeap& heap : heaps_) {
    const bool wanted = is_wanted(checker_id(heap), run_.options.check);
    if (!wanted && heap.is_chaff()) continue;
    Check check = try_on(heap);
    if (common_) return {common_check()};
    if (wanted) checks.push_back(std::move(check));
  }
  return checks;
}

CheckerVerdict CheckerTrial::ask(const TriedHeap& heap) {
  CheckerVerdict verdict;
  if (hung_s_ >= run_.options.hang_budget_s) {
    verdict.failure.emplace();
    verdict.failure->kind = FindingKind::time_out;
    verdict.failure->actual = fmt::format(
        "not run: on the heaps before it check_heap() took {:.1f} s to time "
        "out, and the lab allows {} s for that",
        hung_s_, run_.options.hang_budget_s);
    return verdict;
  }
  const Stopwatch watch;
  verdict = run_.services.check_image(heap.image, run_.submission, limits_);
  if (verdict.failure && verdict.failure->kind == FindingKind::time_out)
    hung_s_ += watch.seconds();
  return verdict;
}

Check CheckerTrial::try_on(const TriedHeap& heap) {
  Check check;
  check.id = checker_id(heap);
  check.title = heap.title;
  if (heap.is_noticeable()) check.max_score = share_;
  if (heap.is_chaff() && !heap.is_noticeable()) {
    set_skipped(check, "nobody can notice it, because " + heap.not_noticeable);
    return check;
  }
  try {
    const CheckerVerdict verdict = ask(heap);
    note_common(verdict);
    if (heap.is_chaff()) {
      judge_broken(heap, verdict, check);
    } else {
      judge_sound(heap, verdict, check);
    }
  } catch (const GraderError& error) {
    set_grader_error(check, error.what());
  }
  return check;
}

void CheckerTrial::judge_sound(const TriedHeap& heap,
                               const CheckerVerdict& verdict, Check& check) {
  if (verdict.sound && !verdict.failure) {
    check.verdict = Verdict::passed;
    return;
  }
  if (alarm_.empty()) alarm_ = check.id;
  const FindingKind kind = verdict.failure ? verdict.failure->kind
                                           : FindingKind::checker_false_alarm;
  check.finding = finding_for(heap, kind, verdict);
  check.finding->expected =
      "check_heap() returns true: this heap is sound. One false alarm takes "
      "the points of all broken heaps";
}

void CheckerTrial::judge_broken(const TriedHeap& heap,
                                const CheckerVerdict& verdict,
                                Check& check) const {
  const bool noticed = !verdict.sound && !verdict.failure;
  if (noticed && alarm_.empty()) {
    check.verdict = Verdict::passed;
    check.score = check.max_score;
    return;
  }
  if (noticed) {
    Finding finding;
    finding.kind = FindingKind::checker_false_alarm;
    finding.trace = heap.path;
    finding.expected = "an alarm for broken heaps only";
    finding.actual = fmt::format(
        "this one was noticed, but so was {}, which is sound: an alarm that "
        "also rings for nothing earns nothing",
        alarm_);
    finding.reproduce = run_.reproduce(alarm_);
    check.finding = std::move(finding);
    return;
  }
  check.finding = finding_for(heap, FindingKind::checker_missed, verdict);
  check.finding->expected = fmt::format(
      "check_heap() returns false. Class of corruption: {}. Here {}",
      heap.fault_class, heap.defect->what);
}

Finding CheckerTrial::finding_for(const TriedHeap& heap, FindingKind kind,
                                  const CheckerVerdict& verdict) const {
  Finding finding;
  finding.kind = kind;
  finding.trace = heap.path;
  finding.operation = "check_heap";
  finding.actual =
      fmt::format("{}, and it wrote: {}", verdict.sound, quoted(verdict.why));
  if (verdict.failure) {
    const bool same = kind == verdict.failure->kind;
    finding.actual =
        same ? verdict.failure->actual
             : fmt::format("no answer, {}: {}",
                           judge::finding_name(verdict.failure->kind),
                           verdict.failure->actual);
    finding.source = verdict.failure->source;
  }
  finding.heap = judge::draw_image(
      heap.image, heap.defect ? heap.defect->at : heap.image.begin);
  finding.hint = heap.hint;
  finding.reproduce = run_.reproduce(checker_id(heap));
  finding.output = verdict.output;
  return finding;
}

// One finding instead of one for each heap.
void CheckerTrial::note_common(const CheckerVerdict& verdict) {
  const bool unloadable =
      verdict.failure && verdict.failure->kind == FindingKind::load_error;
  if (!verdict.missing && !unloadable) return;
  common_ = verdict.failure.value_or(Finding{});
  common_->expected =
      "the class has: static bool check_heap(const heaplab::HeapImage& heap, "
      "std::ostream& why)";
  if (unloadable) return;
  common_->kind = FindingKind::missing_operation;
  common_->actual = "it has no such member function";
}

Check CheckerTrial::common_check() const {
  Check check;
  check.id = checker_part;
  check.title =
      "the heap checker notices broken heaps and calls no sound one "
      "broken";
  check.max_score = run_.lab.checker.points;
  check.finding = common_;
  check.finding->reproduce = run_.reproduce(check.id);
  return check;
}

}  // namespace heaplab::grade
