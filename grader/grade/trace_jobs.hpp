// The traces that one grading run replays.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grade/grade.hpp"
#include "trace/trace.hpp"

namespace heaplab::grade {

struct TraceJob {
  Check check;  // of correctness
  trace::Trace trace;
  bool throughput = false;   // counts for it
  bool utilization = false;  // counts for it
  // Of the exercise that the trace belongs to; else empty, for the run's own.
  judge::Submission submission;
  std::string baseline;
  bool unbuilt = false;  // that has no object, and the check says so
  judge::Replay replay;
  judge::Timing timing;

  bool correct() const { return check.verdict == Verdict::passed; }
};

// Whether the check `id` is one of those that `wanted` names; an empty `wanted`
// names all, "programs" those of that group.
bool is_wanted(const std::string& id, const std::string& wanted);

// The exercise whose object a trace is replayed on; null where the lab has none
// for such a trace.
const Exercise* exercise_for(const Manifest& lab, const trace::Trace& trace);

// `path` as it is typed from the folder `root`, where it lies inside that.
std::string shown_path(const std::filesystem::path& path,
                       const std::filesystem::path& root);

// Reads what the options ask for. Throws InputError for a missing folder, a
// wrong trace, a check that does not exist.
std::vector<TraceJob> read_jobs(const Kit& kit, const Manifest& lab,
                                const GradeOptions& options);

// The command that shows one check again.
std::string reproduce_command(const Manifest& lab, const GradeOptions& options,
                              const std::string& check_id);
// The command that grades all of it again.
std::string grade_command(const Manifest& lab, const GradeOptions& options);

}  // namespace heaplab::grade
