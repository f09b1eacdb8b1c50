// ./lab bench allocators: what is compared, and what came out of it. The table,
// the JSON and the plot render this one structure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grade/bound.hpp"
#include "grade/compile.hpp"
#include "judge/compare.hpp"

namespace heaplab::cli {

// floor: an empty replay. system: what the C library and others offer.
enum class AllocatorKind { floor, baseline, reference, submission, system };

struct Allocator {
  std::string name;  // as in --allocators; of a submission: its folder
  AllocatorKind kind = AllocatorKind::system;
  judge::Contender contender;
  std::optional<grade::Layout> layout;  // of its lab
  std::string lab;                      // its id
  std::string skipped;                  // why it takes no part
  grade::Compiled compiled;             // keeps the object
};

// The reference of lab 6's bonus part.
inline constexpr const char* bonus_name = "size-classes";

enum class Outcome { measured, stopped, failed };

// One allocator on one trace. What is unknown is 0.
struct Measurement {
  Outcome outcome = Outcome::measured;
  std::string reason;  // unless it was measured
  double ns_per_operation = 0;
  double peak_utilization = 0;
  double average_utilization = 0;
  std::uint64_t peak_footprint_bytes = 0;
  std::uint64_t end_footprint_bytes = 0;
  double bound = 0;  // of the lab's layout
};

struct ComparedTrace {
  std::string name;
  std::string path;
  std::uint64_t operations = 0;
  std::uint64_t peak_payload_bytes = 0;
  std::uint64_t largest_request_bytes = 0;
  std::vector<Measurement> results;  // by allocator
};

// Over the traces that an allocator was measured on.
struct Summary {
  std::size_t traces = 0;
  double ns_per_operation = 0;  // geometric mean
  double peak_utilization = 0;  // mean, as the next one
  double average_utilization = 0;
  double fraction_of_bound = 0;            // mean; 0 where there is no bound
  std::uint64_t peak_footprint_bytes = 0;  // sum, as the next one
  std::uint64_t end_footprint_bytes = 0;
};

struct Comparison {
  std::vector<Allocator> allocators;  // those that are skipped come last
  std::vector<ComparedTrace> traces;
  judge::CompareOptions options;
  std::map<std::string, std::string> machine;

  // The column of the one called `name`, if it takes part.
  std::optional<std::size_t> find(const std::string& name) const;
  Summary summary(std::size_t allocator) const;
  // Geometric mean of the ratios of their times, over the traces that both were
  // measured on; 0 when there is none.
  double ratio(std::size_t allocator, std::size_t other) const;
};

// Of the peak utilization; 0 where there is no bound.
double fraction_of_bound(const Measurement& result);

double time_ratio(const Measurement& own, const Measurement& other);

// Has it requests of 128 KiB or more?
bool has_large_blocks(const ComparedTrace& trace);

std::string_view kind_name(AllocatorKind kind);
std::string_view outcome_name(Outcome outcome);

// comparison.schema.json describes it.
std::string comparison_json(const Comparison& comparison,
                            std::string_view kit_version);

// Means over the traces; with `detail` every trace as well.
std::string comparison_table(const Comparison& comparison, bool detail);

}  // namespace heaplab::cli
