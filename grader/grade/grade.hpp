// Grades one submission for one lab.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "grade/kit.hpp"
#include "grade/manifest.hpp"
#include "grade/result.hpp"
#include "grade/services.hpp"

namespace heaplab::grade {

// How far grading is, for a progress line.
struct Progress {
  std::string lab;
  std::size_t done = 0;   // steps
  std::size_t total = 0;  // steps; 0 while it is not known
  std::string what;       // "compiling", "programs/perl", "timing …"
};

struct GradeOptions {
  std::filesystem::path submission;  // folder; empty: starter/LAB
  bool solution = false;             // grade solutions/LAB instead
  bool hidden = false;     // also the hidden traces and the seeded variants
  std::uint64_t seed = 1;  // of the variants, and of exercises' cases
  // A folder of traces, or one trace, in place of the lab's own. They form the
  // group "traces", count for all axes, one point each; unit tests do not run.
  std::filesystem::path traces;
  bool correctness_only = false;  // the lab's other axes are left out
  // The exercises on the other instruction set too; implied in a full grading.
  bool other_isa = false;
  std::string student;  // whose answers they must be; empty: as the file says
  // Only the check with this id, or those of this group ("programs", "tests");
  // implies correctness_only.
  std::string check;
  // Where shrunk traces go; empty: build/findings/LAB.
  std::filesystem::path findings;
  bool shrink = true;
  double lockstep_budget_s = 45;   // all traces together; a busy machine
                                   // must not fail a right submission
  double hang_budget_s = 4;        // in traces that ended in a time-out
  double throughput_budget_s = 4;  // all timed traces together
  double shrink_budget_s = 2;      // all findings together
  std::function<void(const Progress&)> progress;
};

// What a submission does wrong is in the result. Throws InputError for a wrong
// folder, check or trace file. A failure of the kit itself is in the result
// (Status::grader_error, Verdict::grader_error), never a zero.
LabResult grade_lab(const Kit& kit, const Manifest& lab,
                    const GradeOptions& options,
                    const Services& services = real_services());

}  // namespace heaplab::grade
