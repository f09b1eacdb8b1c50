// A comparison for tests: three allocators, two traces.
#pragma once

#include "cli/bench/comparison.hpp"

namespace heaplab::cli {

inline Allocator test_allocator(const std::string& name, AllocatorKind kind,
                                const std::string& lab = "") {
  Allocator allocator;
  allocator.name = name;
  allocator.kind = kind;
  allocator.lab = lab;
  return allocator;
}

inline Measurement test_measurement(double ns, double peak, double bound = 0) {
  Measurement result;
  result.ns_per_operation = ns;
  result.peak_utilization = peak;
  result.average_utilization = peak / 2;
  result.peak_footprint_bytes = 10 << 10;
  result.end_footprint_bytes = 2 << 10;
  result.bound = bound;
  return result;
}

// glibc takes 10 ns, the reference 8 and 12.5; jemalloc is skipped.
inline Comparison test_comparison() {
  Comparison comparison;
  comparison.allocators.push_back(
      test_allocator("empty", AllocatorKind::floor));
  comparison.allocators.push_back(test_allocator(
      "05-explicit-list", AllocatorKind::reference, "05-explicit-list"));
  comparison.allocators.push_back(
      test_allocator("glibc", AllocatorKind::system));
  comparison.allocators.push_back(
      test_allocator("jemalloc", AllocatorKind::system));
  comparison.allocators.back().skipped =
      "libjemalloc.so.2 is not installed (package libjemalloc-dev)";
  Measurement floor;
  floor.ns_per_operation = 2;
  comparison.traces.push_back(
      {"perl",
       "labs/perl.trace",
       60000,
       9000,
       4096,
       {floor, test_measurement(8, 0.9, 0.92), test_measurement(10, 0.88)}});
  comparison.traces.push_back(
      {"image",
       "labs/image.trace",
       500,
       1 << 20,
       256 << 10,
       {floor, test_measurement(12.5, 0.95, 0.96), test_measurement(10, 0.9)}});
  return comparison;
}

}  // namespace heaplab::cli
