// From the times of many slices, passes and processes to one ratio.
#include <algorithm>
#include <cmath>
#include <limits>

#include "judge/timed_replay.hpp"

namespace heaplab::judge {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

std::uint32_t TimedReplay::rounds_within_budget() const {
  const double passes =
      static_cast<double>(options_.budget_ns) / std::max(pass_ns_, 1.0);
  const double rounds = passes / options_.executions - 2;
  return static_cast<std::uint32_t>(std::clamp(
      rounds, 2.0, static_cast<double>(std::max(options_.rounds, 2u))));
}

double TimedReplay::total(const std::vector<double>& times) const {
  double sum = 0;
  for (const double time : times) sum += time;
  return std::max(sum, 1.0);
}

// The ratio that every second execution, from `first` on, gives.
double TimedReplay::half_ratio(std::size_t first) const {
  double own = infinity, baseline = infinity;
  for (std::size_t k = first; k < own_times_.size(); k += 2) {
    own = std::min(own, own_times_[k]);
    baseline = std::min(baseline, baseline_times_[k]);
  }
  return own / baseline;
}

void TimedReplay::summarize() {
  const double operations = static_cast<double>(program_.size());
  const double own = *std::min_element(own_times_.begin(), own_times_.end());
  const double baseline =
      *std::min_element(baseline_times_.begin(), baseline_times_.end());
  timing_.ns_per_operation = own / operations;
  timing_.baseline_ns_per_operation = baseline / operations;
  timing_.ratio = own / baseline;
  timing_.plus_minus =
      std::abs(half_ratio(0) - half_ratio(1)) / timing_.ratio / 2;
}

}  // namespace heaplab::judge
