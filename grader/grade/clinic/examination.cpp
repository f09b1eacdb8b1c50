#include "grade/clinic/examination.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grade/clinic/memory_limits.hpp"
#include "grade/clinic/origin.hpp"

namespace heaplab::grade::clinic {
namespace {

using judge::Finding;
using judge::FindingKind;

constexpr int rounds_k = 4;

// What a tool says of a test, together with what the test itself printed.
Finding in_test(Finding finding, const Test& test, const std::string& output) {
  finding.trace = test.name;
  if (finding.output.empty()) finding.output = output;
  return finding;
}

Finding grows(const Test& test, FindingKind kind, const std::string& what,
              std::int64_t gained) {
  Finding finding;
  finding.kind = kind;
  finding.trace = test.name;
  finding.expected = fmt::format(
      "after each round of {} as much is in use as before it", test.name);
  finding.actual = fmt::format(
      "{} more rounds of it have left {} {} that nobody gives back, although "
      "they can still be reached",
      3 * rounds_k, gained, what);
  return finding;
}

}  // namespace

Examination::Examination(const BuildTask& task, const Built& built,
                         std::filesystem::path valgrind)
    : task_(task),
      built_(built),
      valgrind_(std::move(valgrind)),
      files_{task.program.file} {
  if (!valgrind_.empty()) memcheck_ = run_memcheck(task, built, valgrind_);
}

const Rounds& Examination::native(const Test& test) {
  const auto known = native_.find(test.name);
  if (known != native_.end()) return known->second;
  return native_[test.name] =
             run_rounds(task_, built_, built_.native, test, rounds_k);
}

std::optional<Finding> Examination::see_memcheck(const Test& test) {
  if (!memcheck_) return std::nullopt;
  const MemcheckTest& seen = memcheck_->tests[test.name];
  if (!seen.errors.empty())
    return in_test(memcheck_finding(seen.errors.front(), files_), test,
                   seen.output);
  if (seen.ending) return in_test(*seen.ending, test, seen.output);
  if (!seen.repeats_errors) return std::nullopt;
  // It is shown once, in the first test that it happens in.
  const auto& shown = memcheck_->shown;
  const auto again =
      std::find_if(shown.begin(), shown.end(),
                   [](const valgrind::Error& one) { return one.count > 1; });
  if (again != shown.end())
    return in_test(memcheck_finding(*again, files_), test, seen.output);
  Finding finding;
  finding.kind = FindingKind::other_error;
  finding.expected = "Memcheck counts no error in the test";
  finding.actual = "it counts some that it has shown in an earlier test";
  return in_test(finding, test, seen.output);
}

std::optional<Finding> Examination::see_native(const Test& test) {
  const Rounds& rounds = native(test);
  if (rounds.finding) return in_test(*rounds.finding, test, rounds.output);
  if (!memcheck_ || memcheck_->tests[test.name].passed) return std::nullopt;
  Finding finding;
  finding.kind = FindingKind::unit_test_failed;
  finding.expected =
      fmt::format("{} passes, however the file is compiled", test.name);
  finding.actual =
      fmt::format("it passes with -O2, and fails with -O0 under Memcheck: {}",
                  memcheck_->tests[test.name].output);
  return in_test(finding, test, "");
}

std::optional<Finding> Examination::see_sanitized(const Test& test) {
  const Rounds rounds = run_rounds(task_, built_, built_.sanitized, test, 1);
  if (auto finding = sanitizer_finding(rounds.output, files_))
    return in_test(*finding, test, text_before_sanitizer(rounds.output));
  if (!rounds.finding) return std::nullopt;
  return in_test(*rounds.finding, test, rounds.output);
}

std::string Examination::origin(const Test& test, bool of_descriptors) const {
  if (valgrind_.empty()) return {};
  return of_descriptors ? origin_of_descriptors(task_, built_, valgrind_, test)
                        : origin_of_bytes(task_, built_, valgrind_, test);
}

std::optional<Finding> Examination::see_growth(const Test& test) {
  const Rounds& rounds = native(test);
  const bool descriptors = rounds.descriptors_gained > 0;
  if (!descriptors && rounds.bytes_gained <= 0) return std::nullopt;
  Finding finding = descriptors
                        ? grows(test, FindingKind::descriptor_leak,
                                "open descriptors", rounds.descriptors_gained)
                        : grows(test, FindingKind::memory_grows, "bytes",
                                rounds.bytes_gained);
  finding.source = origin(test, descriptors);
  return finding;
}

std::optional<Finding> Examination::see_more(const Test& test) {
  const auto reference = task_.program.reference.find(test.name);
  if (reference == task_.program.reference.end()) return std::nullopt;
  return too_much(test, native(test).memory, reference->second);
}

// What cannot be laid at one test's door.
std::optional<Finding> Examination::outside_of_tests() const {
  if (!memcheck_) return std::nullopt;
  if (memcheck_->unreadable) return memcheck_->unreadable;
  if (memcheck_->others.empty()) return std::nullopt;
  Finding finding = memcheck_finding(memcheck_->others.front(), files_);
  finding.steps.insert(finding.steps.begin(),
                       "before the first test, or after the last");
  return finding;
}

std::optional<Finding> Examination::by_stage(const std::vector<Test>& tests,
                                             Stage stage) {
  for (const Test& test : tests)
    if (auto finding = (this->*stage)(test)) return finding;
  return std::nullopt;
}

std::optional<Finding> Examination::examine(const std::string& suite) {
  const std::vector<Test> tests = task_.program.tests_of(suite);
  for (const Stage stage :
       {&Examination::see_memcheck, &Examination::see_native,
        &Examination::see_sanitized, &Examination::see_growth,
        &Examination::see_more}) {
    if (auto finding = by_stage(tests, stage)) return finding;
  }
  return suite == works_suite ? outside_of_tests() : std::nullopt;
}

}  // namespace heaplab::grade::clinic
