#include "cli/bench/goals.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/error.hpp"

namespace heaplab::cli {
namespace {

constexpr const char* list_lab = "05-explicit-list";
constexpr const char* mapping_lab = "06-mmap-blocks";
constexpr double mean_ratio = 1.0;       // to glibc's time, at most
constexpr double worst_ratio = 1.5;      // the same on any trace
constexpr double mean_fraction = 0.965;  // of the bound, at least
constexpr double below_glibc = 0.02;     // utilization, at most

// One allocator beside another on the traces of a comparison.
class Pair {
 public:
  Pair(const Comparison& comparison, std::size_t own, std::size_t other)
      : comparison_(comparison), own_(own), other_(other) {}

  struct Worst {
    double value = 0;
    std::string trace = "no trace";
  };
  // The largest value of `of(own, other)` over the traces that `where` takes.
  template <typename Of, typename Where>
  Worst worst(Of of, Where where) const {
    Worst worst;
    for (const ComparedTrace& trace : comparison_.traces) {
      if (!where(trace)) continue;
      const double value = of(trace.results[own_], trace.results[other_]);
      if (worst.trace == "no trace" || value > worst.value)
        worst = {value, trace.name};
    }
    return worst;
  }

 private:
  const Comparison& comparison_;
  std::size_t own_, other_;
};

bool any_trace(const ComparedTrace&) { return true; }

double utilization_lost(const Measurement& own, const Measurement& other) {
  return other.peak_utilization - own.peak_utilization;
}

double average_lost(const Measurement& own, const Measurement& other) {
  return other.average_utilization - own.average_utilization;
}

double kept_more(const Measurement& own, const Measurement& other) {
  return (static_cast<double>(own.end_footprint_bytes) -
          static_cast<double>(other.end_footprint_bytes)) /
         1024;
}

class Judge {
 public:
  Judge(const Comparison& comparison, std::size_t own, std::size_t glibc)
      : comparison_(comparison),
        own_(own),
        glibc_(glibc),
        beside_(comparison, own, glibc) {}

  std::vector<Goal> list_goals();
  std::vector<Goal> mapping_goals();
  std::vector<Goal> bonus_goals();

 private:
  void add(bool met, std::string text) {
    goals_.push_back({comparison_.allocators[own_].name, met, std::move(text)});
  }
  void add_completeness();
  void add_throughput();
  void add_utilization();
  void add_averages();
  void add_retention();
  void add_beside_mimalloc();

  const Comparison& comparison_;
  std::size_t own_, glibc_;
  Pair beside_;
  std::vector<Goal> goals_;
};

// None left out: neither stopped nor failed.
void Judge::add_completeness() {
  const std::size_t measured = comparison_.summary(own_).traces;
  add(measured == comparison_.traces.size(),
      fmt::format("measured on {} of {} traces", measured,
                  comparison_.traces.size()));
}

void Judge::add_throughput() {
  const double mean = comparison_.ratio(own_, glibc_);
  add(mean > 0 && mean <= mean_ratio,
      fmt::format(
          "time / glibc's: {:.3f} in the geometric mean; at most {:.2f}", mean,
          mean_ratio));
  const auto worst = beside_.worst(time_ratio, any_trace);
  add(worst.value <= worst_ratio,
      fmt::format("time / glibc's: {:.3f} at worst, on {}; at most {:.2f}",
                  worst.value, worst.trace, worst_ratio));
}

void Judge::add_utilization() {
  const double mean = comparison_.summary(own_).fraction_of_bound;
  add(mean >= mean_fraction,
      fmt::format("utilization / bound: {:.4f} in the mean; at least {:.3f}",
                  mean, mean_fraction));
  const auto worst = beside_.worst(utilization_lost, any_trace);
  add(worst.value <= below_glibc,
      fmt::format("utilization: {:.4f} below glibc's at worst, on {}; at most "
                  "{:.2f}",
                  worst.value, worst.trace, below_glibc));
}

void Judge::add_averages() {
  const auto list = comparison_.find(list_lab);
  if (!list) return add(false, fmt::format("{} takes no part", list_lab));
  const auto worst =
      Pair(comparison_, own_, *list).worst(average_lost, has_large_blocks);
  add(worst.value < 0 || worst.trace == "no trace",
      fmt::format("time-averaged utilization: {:.4f} above {}'s at worst, on "
                  "{} with blocks of 128 KiB and more; more than 0",
                  -worst.value, list_lab, worst.trace));
}

void Judge::add_retention() {
  const auto worst = beside_.worst(kept_more, has_large_blocks);
  add(worst.value <= 0,
      fmt::format(
          "footprint at the end: {:.0f} KiB more than glibc's at worst, "
          "on {} with blocks of 128 KiB and more; at most 0",
          worst.value, worst.trace));
}

std::vector<Goal> Judge::list_goals() {
  add_completeness();
  add_throughput();
  add_utilization();
  return std::move(goals_);
}

std::vector<Goal> Judge::mapping_goals() {
  add_completeness();
  add_averages();
  add_retention();
  return std::move(goals_);
}

void Judge::add_beside_mimalloc() {
  const auto mimalloc = comparison_.find("mimalloc");
  if (!mimalloc) return add(false, "mimalloc takes no part");
  const double ratio = comparison_.ratio(own_, *mimalloc);
  add(ratio > 0 && ratio <= mean_ratio,
      fmt::format(
          "time / mimalloc's: {:.3f} in the geometric mean; at most {:.2f}",
          ratio, mean_ratio));
}

std::vector<Goal> Judge::bonus_goals() {
  add_completeness();
  add_beside_mimalloc();
  const double own = comparison_.summary(own_).peak_utilization;
  const double glibc = comparison_.summary(glibc_).peak_utilization;
  add(own >= glibc,
      fmt::format("utilization: {:.4f} in the mean; at least glibc's {:.4f}",
                  own, glibc));
  return std::move(goals_);
}

std::vector<Goal> goals_of(const Allocator& allocator, Judge judge) {
  if (allocator.name == bonus_name) return judge.bonus_goals();
  return allocator.lab == list_lab ? judge.list_goals() : judge.mapping_goals();
}

}  // namespace

bool has_goals(const Allocator& allocator) {
  return allocator.skipped.empty() &&
         (allocator.lab == list_lab || allocator.lab == mapping_lab);
}

std::vector<Goal> goals(const Comparison& comparison) {
  const auto glibc = comparison.find("glibc");
  if (!glibc)
    throw InputError(
        "lab: --check-goals compares with glibc: expected it among the "
        "--allocators, found it missing");
  std::vector<Goal> all;
  for (std::size_t k = 0; k < comparison.allocators.size(); ++k) {
    const Allocator& allocator = comparison.allocators[k];
    if (!has_goals(allocator)) continue;
    for (Goal& goal : goals_of(allocator, Judge(comparison, k, *glibc)))
      all.push_back(std::move(goal));
  }
  if (all.empty())
    throw InputError(
        fmt::format("lab: --check-goals is about {} and {}: expected one of "
                    "them among the --allocators, found neither",
                    list_lab, mapping_lab));
  return all;
}

}  // namespace heaplab::cli
