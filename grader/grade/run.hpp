// What the steps of one grading run share.
#pragma once

#include <chrono>
#include <string>

#include "grade/grade.hpp"
#include "grade/trace_jobs.hpp"

namespace heaplab::grade {

class Stopwatch {
 public:
  double seconds() const {
    const std::chrono::duration<double> passed =
        std::chrono::steady_clock::now() - begin_;
    return passed.count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ =
      std::chrono::steady_clock::now();
};

struct Run {
  const Kit& kit;
  const Manifest& lab;
  const GradeOptions& options;
  const Services& services;
  judge::Submission submission;
  Progress progress;

  // Reports that one more step begins.
  void step(std::string what) {
    progress.what = std::move(what);
    if (options.progress) options.progress(progress);
    ++progress.done;
  }
  std::string reproduce(const std::string& check_id) const {
    return reproduce_command(lab, options, check_id);
  }
  const judge::Submission& submission_of(const TraceJob& job) const {
    return job.submission.object.empty() ? submission : job.submission;
  }
  // `check` does not time; this does.
  std::string regrade() const { return grade_command(lab, options); }
};

// Marks a check that cannot be made here, and says what it needs.
inline void set_skipped(Check& check, std::string reason) {
  check.verdict = Verdict::skipped;
  check.reason = std::move(reason);
}

inline constexpr const char* valgrind_missing =
    "needs Valgrind, not installed: sudo apt-get install valgrind";

// The same for want of something on this machine: its points are left out of
// the score, and the result says so.
inline void set_ungraded(Check& check, std::string reason) {
  set_skipped(check, std::move(reason));
  check.ungraded = true;
}

// Marks a check that the kit could not judge.
inline void set_grader_error(Check& check, const std::string& reason) {
  check.verdict = Verdict::grader_error;
  check.score = 0;
  check.reason = reason;
  check.finding.reset();
}

}  // namespace heaplab::grade
