// Results for the tests of the reports.
#pragma once

#include "grade/result.hpp"

namespace heaplab::report {

inline grade::Check check_of(std::string id, std::string title,
                             grade::Verdict verdict, double points) {
  grade::Check check;
  check.id = std::move(id);
  check.title = std::move(title);
  check.verdict = verdict;
  check.max_score = points;
  if (verdict == grade::Verdict::passed) check.score = points;
  return check;
}

inline judge::Finding payload_finding() {
  judge::Finding finding;
  finding.kind = judge::FindingKind::payload_changed;
  finding.trace = "labs/04-implicit-list/traces/free-middle.trace";
  finding.line = 8;
  finding.operation = "f 2";
  finding.expected = "every byte of block 1 as it was when it was handed out";
  finding.actual =
      "byte 0 of block 1, at 0x200000000050, changed from 0x5b to 0x00 while "
      "operation f 2 ran";
  finding.steps = {"a 0 64", "a 1 64", "f 2"};
  finding.heap = "[ 80 a ][ 80 A ][ 80 f ]\n         ^ block 1";
  finding.source =
      "allocator.cpp:57 in coalesce\nallocator.cpp:31 in deallocate";
  finding.hint = "which headers change when you free block 1?";
  finding.reproduce = "./lab check 04-implicit-list teaching/free-middle";
  finding.shrunk_trace = "build/findings/04-implicit-list/teaching-free.trace";
  finding.output = "joined 2 blocks\n";
  return finding;
}

inline grade::LabResult passing_result() {
  using grade::Axis;
  using grade::Verdict;
  grade::LabResult result;
  result.lab = "04-implicit-list";
  result.title = "An implicit free list";
  result.submission = "solutions/04-implicit-list";
  result.seed = 1;
  result.duration_s = 7.25;
  result.score = 93.4;
  result.max_score = 100;
  result.axes[Axis::correctness] = {50, 50, 0, 0, 0};
  result.axes[Axis::throughput] = {18.4, 25, 2.3104, 0.1, 0};
  result.axes[Axis::utilization] = {24.9996, 25, 0, 0, 0.91827};
  result.checks = {check_of("tests/Split.LeavesARemainder",
                            "Leaves a remainder", Verdict::passed, 1),
                   check_of("programs/perl", "perl", Verdict::passed, 2),
                   check_of("programs/awk", "awk", Verdict::passed, 2)};
  result.traces = {{"programs/perl", 10000, true, 23.1, 10, 2.31, false,
                    0.83412, 0.5, 0.90812},
                   {"programs-variants/a-rather-long-name", 9876, true, 400, 10,
                    40, true, 0.8, 0.5, 0.9}};
  result.machine = {{"cpu", "a cpu"}, {"cpus", "2"}};
  result.confinement = {"rlimits", "seccomp", "landlock"};
  result.rules = {
      "correctness: 50 × 5 points of passed checks / 5 points of "
      "all checks = 50.00"};
  return result;
}

inline grade::LabResult failing_result() {
  using grade::Axis;
  using grade::Verdict;
  grade::LabResult result = passing_result();
  result.submission = "starter/04-implicit-list";
  result.score = 30;
  result.axes[Axis::correctness].score = 30;
  result.axes[Axis::throughput] = {0, 25, 0, 0, 0};
  result.axes[Axis::utilization] = {0, 25, 0, 0, 0};
  result.traces = {
      {"programs/perl", 10000, false, 0, 0, 0, false, 0.1, 0.1, 0.908}};
  result.checks[1] = check_of("teaching/free-middle",
                              "freeing the middle block joins both neighbours",
                              Verdict::failed, 4);
  result.checks[1].finding = payload_finding();
  result.checks[2] = check_of("programs/perl", "perl", Verdict::failed, 2);
  result.checks[2].finding.emplace();
  result.checks[2].finding->kind = judge::FindingKind::crash;
  result.checks[2].finding->line = 12;
  result.checks[2].finding->reproduce =
      "./lab check 04-implicit-list programs/perl";
  result.checks.push_back(check_of("tests", "unit tests", Verdict::skipped, 0));
  result.checks.back().reason = "needs the test program";
  return result;
}

inline grade::LabResult broken_result() {
  grade::LabResult result = passing_result();
  result.status = grade::Status::grader_error;
  result.message = "programs/perl: no memory";
  result.checks[1] =
      check_of("programs/perl", "perl", grade::Verdict::grader_error, 2);
  result.checks[1].reason = "no memory";
  return result;
}

}  // namespace heaplab::report
