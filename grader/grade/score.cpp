#include "grade/score.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace heaplab::grade {
namespace {

// ln needs something above 0; no allocator is that fast.
constexpr double least_ratio = 1e-6;

double clamp01(double value) { return std::clamp(value, 0.0, 1.0); }

// R0 at most. Otherwise one very slow trace would cost more than a wrong one,
// and the score would hang on the moment at which a slow trace was stopped.
double counted_ratio(const TimedTrace& trace, const ThroughputRule& rule) {
  if (trace.stopped_early) return rule.ratio_none;
  return std::clamp(trace.ratio, least_ratio, rule.ratio_none);
}

template <typename Trace>
std::size_t count_correct(const std::vector<Trace>& traces) {
  return static_cast<std::size_t>(
      std::count_if(traces.begin(), traces.end(),
                    [](const Trace& trace) { return trace.correct; }));
}

double geometric_mean(const ThroughputRule& rule,
                      const std::vector<TimedTrace>& traces) {
  double logarithms = 0;
  for (const TimedTrace& trace : traces) {
    if (trace.correct) logarithms += std::log(counted_ratio(trace, rule));
  }
  const auto correct = static_cast<double>(count_correct(traces));
  return correct > 0 ? std::exp(logarithms / correct) : 0;
}

double speed_fraction(const ThroughputRule& rule, double ratio) {
  return clamp01(std::log(rule.ratio_none / ratio) /
                 std::log(rule.ratio_none / rule.ratio_full));
}

// Of ln G, when the traces' errors are independent.
double error_of_mean(const std::vector<TimedTrace>& traces) {
  double squares = 0;
  for (const TimedTrace& trace : traces) {
    if (trace.correct) squares += trace.plus_minus * trace.plus_minus;
  }
  const auto correct = static_cast<double>(count_correct(traces));
  return correct > 0 ? std::sqrt(squares) / correct : 0;
}

double fraction_of_bound(const UtilizationRule& rule,
                         const MeasuredTrace& trace) {
  if (!trace.correct) return 0;
  const double weight = rule.average_weight;
  double fraction = 0;
  if (trace.bound > 0) {
    fraction += (1 - weight) * trace.peak_utilization / trace.bound;
  }
  if (trace.average_bound > 0) {
    fraction += weight * trace.average_utilization / trace.average_bound;
  }
  return fraction;
}

// How f follows from the measurements.
std::string fraction_words(const UtilizationRule& rule) {
  if (rule.average_weight == 0) return "peak utilization / bound";
  return fmt::format(
      "{} × peak utilization / bound + {} × average utilization over the "
      "operations / its bound",
      1 - rule.average_weight, rule.average_weight);
}

double utilization_fraction(const UtilizationRule& rule, double fraction) {
  return clamp01((fraction - rule.none) / (rule.full - rule.none));
}

std::string charge_words(const ThroughputRule& rule) {
  if (rule.system_call_ns == 0 && rule.page_ns == 0) return "";
  return fmt::format(
      "; each call of grow(), shrink(), map(), unmap() or remap() is charged "
      "{} ns and each page that one brings {} ns, to both alike",
      rule.system_call_ns, rule.page_ns);
}

// Shares of a part add up to its points again.
double without_dust(double sum) { return std::round(sum * 1e9) / 1e9; }

struct CheckSums {
  double score = 0;
  double max_score = 0;
};

// Skipped checks and the grader's own failures count neither way.
CheckSums sum_checks(const std::vector<Check>& checks) {
  CheckSums sums;
  for (const Check& check : checks) {
    const bool judged =
        check.verdict == Verdict::passed || check.verdict == Verdict::failed;
    if (check.axis != Axis::correctness || !judged) continue;
    sums.score += check.score;
    sums.max_score += check.max_score;
  }
  sums.score = without_dust(sums.score);
  sums.max_score = without_dust(sums.max_score);
  return sums;
}

}  // namespace

AxisScore correctness_score(double points, const std::vector<Check>& checks) {
  const CheckSums sums = sum_checks(checks);
  AxisScore axis;
  axis.max_score = points;
  if (sums.max_score > 0) axis.score = points * sums.score / sums.max_score;
  return axis;
}

AxisScore throughput_score(double points, const ThroughputRule& rule,
                           const std::vector<TimedTrace>& traces) {
  AxisScore axis;
  axis.max_score = points;
  const std::size_t correct = count_correct(traces);
  if (correct == 0) return axis;
  const double mean = geometric_mean(rule, traces);
  const double most = points * static_cast<double>(correct) /
                      static_cast<double>(traces.size());
  const double error = std::exp(error_of_mean(traces));
  axis.ratio = mean;
  axis.score = most * speed_fraction(rule, mean);
  const double better = most * speed_fraction(rule, mean / error);
  const double worse = most * speed_fraction(rule, mean * error);
  axis.plus_minus = std::max(better - axis.score, axis.score - worse);
  return axis;
}

AxisScore utilization_score(double points, const UtilizationRule& rule,
                            const std::vector<MeasuredTrace>& traces) {
  AxisScore axis;
  axis.max_score = points;
  if (traces.empty()) return axis;
  double earned = 0;
  double fractions = 0;
  for (const MeasuredTrace& trace : traces) {
    const double fraction = fraction_of_bound(rule, trace);
    fractions += fraction;
    if (trace.correct) earned += utilization_fraction(rule, fraction);
  }
  const auto count = static_cast<double>(traces.size());
  axis.score = points * earned / count;
  axis.fraction_of_bound = fractions / count;
  return axis;
}

std::string correctness_rule(const AxisScore& score,
                             const std::vector<Check>& checks) {
  const CheckSums sums = sum_checks(checks);
  return fmt::format(
      "correctness: {} × {} points of passed checks / {} points of all checks "
      "= {:.2f}",
      score.max_score, sums.score, sums.max_score, score.score);
}

std::string throughput_rule(const AxisScore& score, const ThroughputRule& rule,
                            const std::vector<TimedTrace>& traces) {
  const std::size_t correct = count_correct(traces);
  if (correct == 0) {
    return fmt::format("throughput: {} × 0 of {} traces correct = 0.00",
                       score.max_score, traces.size());
  }
  return fmt::format(
      "throughput: {} × {} of {} traces correct × clamp(ln(R0 / G) / ln(R0 / "
      "R1)) = {:.2f}, with G = {:.4f} the geometric mean of the correct "
      "traces' ratios to {}, R0 = {} (no points), R1 = {} (full points); a "
      "ratio counts as R0 at most, and so does a trace that was stopped "
      "early{}",
      score.max_score, correct, traces.size(), score.score, score.ratio,
      rule.baseline, rule.ratio_none, rule.ratio_full, charge_words(rule));
}

std::string utilization_rule(const AxisScore& score,
                             const UtilizationRule& rule,
                             const std::vector<MeasuredTrace>& traces) {
  return fmt::format(
      "utilization: {} × mean over {} traces of clamp((f - {}) / ({} - {})) = "
      "{:.2f}, with f = {}, and 0 for a trace that is not correct; the bound "
      "is "
      "that of blocks with {} bytes of header, {} of footer, rounded up to {}, "
      "at least {}{}{}",
      score.max_score, traces.size(), rule.none, rule.full, rule.none,
      score.score, fraction_words(rule), rule.layout.header_bytes,
      rule.layout.footer_bytes, rule.layout.alignment_bytes,
      rule.layout.minimum_block_bytes,
      rule.layout.reuse ? "" : ", never used again",
      rule.layout.quarantine_bytes == 0
          ? ""
          : fmt::format(", kept until {} more bytes are freed",
                        rule.layout.quarantine_bytes));
}

}  // namespace heaplab::grade
