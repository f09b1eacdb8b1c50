// From measurements to points. Pure arithmetic; a reader can do it by hand.
#pragma once

#include <string>
#include <vector>

#include "grade/manifest.hpp"
#include "grade/result.hpp"

namespace heaplab::grade {

// One trace that counts for throughput.
struct TimedTrace {
  bool correct = false;        // in lockstep and when timed
  double ratio = 0;            // submission / baseline
  double plus_minus = 0;       // of the ratio, as a fraction of it
  bool stopped_early = false;  // then the ratio counts as R0
};

// One trace that counts for utilization.
struct MeasuredTrace {
  bool correct = false;
  double peak_utilization = 0;
  double bound = 0;
  double average_utilization = 0;
  double average_bound = 0;
};

// points · Σ score / Σ max_score over the correctness checks that ran.
AxisScore correctness_score(double points, const std::vector<Check>& checks);

// points · correct / n · clamp(ln(R0 / G) / ln(R0 / R1)), where G is the
// geometric mean of the correct traces' ratios, each R0 at most.
AxisScore throughput_score(double points, const ThroughputRule& rule,
                           const std::vector<TimedTrace>& traces);

// points · mean over all traces of clamp((f - none) / (full - none)), where
// f = (1 - w) · peak utilization / bound + w · average utilization / its bound,
// w is the rule's average_weight, and 0 where the trace is not correct.
AxisScore utilization_score(double points, const UtilizationRule& rule,
                            const std::vector<MeasuredTrace>& traces);

// The formulas with this result's numbers in them, one line each.
std::string correctness_rule(const AxisScore& score,
                             const std::vector<Check>& checks);
std::string throughput_rule(const AxisScore& score, const ThroughputRule& rule,
                            const std::vector<TimedTrace>& traces);
std::string utilization_rule(const AxisScore& score,
                             const UtilizationRule& rule,
                             const std::vector<MeasuredTrace>& traces);

}  // namespace heaplab::grade
