// The outcome of grading: the one structure that every report renders.
// As JSON it is described by grader/report/result.schema.json.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "judge/finding.hpp"

namespace heaplab::grade {

// `bonus` is no axis of the score: its points are kept apart.
enum class Axis { correctness, throughput, utilization, bonus };
enum class Verdict { passed, failed, skipped, grader_error };
enum class Status { graded, ungradable, grader_error };

struct Check {
  std::string id;     // "traces/free-middle", "tests/Split.LeavesARemainder"
  std::string title;  // one line
  Axis axis = Axis::correctness;
  Verdict verdict = Verdict::failed;
  double score = 0;
  double max_score = 0;
  std::string reason;    // why it was skipped or not run, or what failed in the
                         // grader
  std::string exercise;  // that it belongs to: "leaf", "aarch64/leaf"; or empty
  std::string note;      // what there is to learn, where it has passed
  // Skipped for want of something on this machine.
  bool ungraded = false;
  std::optional<judge::Finding> finding;
};

struct AxisScore {
  double score = 0;
  double max_score = 0;
  // Throughput only.
  double ratio = 0;       // geometric mean of the traces' ratios
  double plus_minus = 0;  // of the axis score, in points
  // Utilization only: mean over the traces.
  double fraction_of_bound = 0;
};

struct TraceResult {
  std::string name;
  std::uint64_t operations = 0;
  bool correct = false;
  double ns_per_operation = 0;
  double baseline_ns_per_operation = 0;
  double ratio = 0;
  bool stopped_early = false;
  double peak_utilization = 0;
  double average_utilization = 0;
  double bound = 0;  // the most that the lab's layout allows on this trace
  double average_bound = 0;   // the same for average_utilization
  double average_weight = 0;  // of the average in the score
};

// A real program with the submission as its malloc, and with the system's.
struct ProgramResult {
  std::string name;  // of its check
  bool correct = false;
  double seconds = 0;  // of CPU
  double system_seconds = 0;
  std::uint64_t peak_bytes = 0;  // resident at once in its largest process
  std::uint64_t system_peak_bytes = 0;
};

// Points beyond the maximum of the axes, of one [[bonus]] of the lab.
struct BonusResult {
  std::string name;
  std::string title;
  double score = 0;
  double max_score = 0;
  std::string note;  // what was measured, or why there is nothing
};

struct LabResult {
  std::string lab;
  std::string title;
  std::string submission;  // folder
  std::uint64_t seed = 0;
  double duration_s = 0;
  Status status = Status::graded;
  std::string message;  // why it is ungradable, or the grader's error
  double score = 0;
  double max_score = 0;
  // Points that this machine could not give or refuse: of neither `score` nor
  // `max_score`. 0: the score is whole.
  double ungraded = 0;
  std::map<Axis, AxisScore> axes;
  std::vector<Check> checks;
  std::vector<TraceResult> traces;
  std::vector<ProgramResult> programs;
  std::vector<BonusResult> bonuses;  // not in score and max_score
  std::map<std::string, std::string> machine;
  std::vector<std::string> confinement;
  // How the points follow from the measurements: R0, R1, bounds, limits, each
  // as a line that lets a reader recompute the score by hand.
  std::vector<std::string> rules;
};

}  // namespace heaplab::grade
