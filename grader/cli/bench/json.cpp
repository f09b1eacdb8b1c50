#include <nlohmann/json.hpp>

#include "cli/bench/comparison.hpp"

namespace heaplab::cli {
namespace {

using Json = nlohmann::ordered_json;

// null where it is not known.
Json known(double value) { return value > 0 ? Json(value) : Json(nullptr); }

Json allocator_json(const Comparison& comparison, std::size_t index) {
  const Allocator& allocator = comparison.allocators[index];
  Json json = {{"name", allocator.name}, {"kind", kind_name(allocator.kind)}};
  json["lab"] = allocator.lab.empty() ? Json(nullptr) : Json(allocator.lab);
  json["skipped"] =
      allocator.skipped.empty() ? Json(nullptr) : Json(allocator.skipped);
  if (!allocator.skipped.empty()) return json;
  const Summary summary = comparison.summary(index);
  const auto glibc = comparison.find("glibc");
  json["traces"] = summary.traces;
  json["ns_per_operation"] = known(summary.ns_per_operation);
  json["ratio_to_glibc"] = known(glibc ? comparison.ratio(index, *glibc) : 0);
  json["peak_utilization"] = known(summary.peak_utilization);
  json["average_utilization"] = known(summary.average_utilization);
  json["fraction_of_bound"] = known(summary.fraction_of_bound);
  return json;
}

Json result_json(const Allocator& allocator, const Measurement& result) {
  const bool memory = result.peak_footprint_bytes > 0;
  return {{"allocator", allocator.name},
          {"outcome", outcome_name(result.outcome)},
          {"reason", result.reason},
          {"ns_per_operation", known(result.ns_per_operation)},
          {"peak_utilization", known(result.peak_utilization)},
          {"average_utilization", known(result.average_utilization)},
          {"bound", known(result.bound)},
          {"peak_footprint_bytes",
           memory ? Json(result.peak_footprint_bytes) : Json(nullptr)},
          {"end_footprint_bytes",
           memory ? Json(result.end_footprint_bytes) : Json(nullptr)}};
}

Json trace_json(const Comparison& comparison, const ComparedTrace& trace) {
  Json results = Json::array();
  for (std::size_t k = 0; k < trace.results.size(); ++k)
    results.push_back(result_json(comparison.allocators[k], trace.results[k]));
  return {{"name", trace.name},
          {"path", trace.path},
          {"operations", trace.operations},
          {"peak_payload_bytes", trace.peak_payload_bytes},
          {"largest_request_bytes", trace.largest_request_bytes},
          {"results", results}};
}

}  // namespace

std::string comparison_json(const Comparison& comparison,
                            std::string_view kit_version) {
  Json json = {{"schema", "heaplab-comparison/1"},
               {"kit", kit_version},
               {"rounds", comparison.options.rounds},
               {"executions", comparison.options.executions},
               {"slice_operations", comparison.options.slice_operations},
               {"machine", comparison.machine},
               {"allocators", Json::array()},
               {"traces", Json::array()}};
  for (std::size_t k = 0; k < comparison.allocators.size(); ++k)
    json["allocators"].push_back(allocator_json(comparison, k));
  for (const ComparedTrace& trace : comparison.traces)
    json["traces"].push_back(trace_json(comparison, trace));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace heaplab::cli
