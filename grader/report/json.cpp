#include "report/json.hpp"

#include <nlohmann/json.hpp>

#include "report/text.hpp"

namespace heaplab::report {
namespace {

using Json = nlohmann::ordered_json;

Json finding_json(const judge::Finding& finding) {
  return {{"kind", judge::finding_name(finding.kind)},
          {"trace", finding.trace},
          {"line", finding.line},
          {"operation", finding.operation},
          {"expected", finding.expected},
          {"actual", finding.actual},
          {"steps", finding.steps},
          {"heap", finding.heap},
          {"source", finding.source},
          {"hint", finding.hint},
          {"reproduce", finding.reproduce},
          {"shrunk_trace", finding.shrunk_trace},
          {"output", finding.output}};
}

Json check_json(const grade::Check& check) {
  return {{"id", check.id},
          {"title", check.title},
          {"axis", axis_name(check.axis)},
          {"verdict", verdict_name(check.verdict)},
          {"score", check.score},
          {"max_score", check.max_score},
          {"reason", check.reason},
          {"note", check.note},
          {"finding",
           check.finding ? finding_json(*check.finding) : Json(nullptr)}};
}

Json axis_json(grade::Axis axis, const grade::AxisScore& score) {
  Json json = {{"score", score.score}, {"max_score", score.max_score}};
  if (axis == grade::Axis::throughput) {
    json["ratio"] = score.ratio;
    json["plus_minus"] = score.plus_minus;
  }
  if (axis == grade::Axis::utilization) {
    json["fraction_of_bound"] = score.fraction_of_bound;
  }
  return json;
}

Json trace_json(const grade::TraceResult& trace) {
  return {{"name", trace.name},
          {"operations", trace.operations},
          {"correct", trace.correct},
          {"ns_per_operation", trace.ns_per_operation},
          {"baseline_ns_per_operation", trace.baseline_ns_per_operation},
          {"ratio", trace.ratio},
          {"stopped_early", trace.stopped_early},
          {"peak_utilization", trace.peak_utilization},
          {"average_utilization", trace.average_utilization},
          {"bound", trace.bound},
          {"average_bound", trace.average_bound}};
}

Json program_json(const grade::ProgramResult& program) {
  return {{"name", program.name},
          {"correct", program.correct},
          {"seconds", program.seconds},
          {"system_seconds", program.system_seconds},
          {"peak_bytes", program.peak_bytes},
          {"system_peak_bytes", program.system_peak_bytes}};
}

Json bonus_json(const grade::BonusResult& bonus) {
  return {{"name", bonus.name},
          {"title", bonus.title},
          {"score", bonus.score},
          {"max_score", bonus.max_score},
          {"note", bonus.note}};
}

Json lab_json(const grade::LabResult& result) {
  Json json = {{"lab", result.lab},
               {"title", result.title},
               {"submission", result.submission},
               {"seed", result.seed},
               {"duration_s", result.duration_s},
               {"status", status_name(result.status)},
               {"message", result.message},
               {"score", result.score},
               {"max_score", result.max_score},
               {"ungraded", result.ungraded},
               {"axes", Json::object()},
               {"checks", Json::array()},
               {"traces", Json::array()},
               {"programs", Json::array()},
               {"bonuses", Json::array()},
               {"machine", result.machine},
               {"confinement", result.confinement},
               {"rules", result.rules}};
  for (const auto& [axis, score] : result.axes) {
    json["axes"][std::string(axis_name(axis))] = axis_json(axis, score);
  }
  for (const auto& check : result.checks) {
    json["checks"].push_back(check_json(check));
  }
  for (const auto& trace : result.traces) {
    json["traces"].push_back(trace_json(trace));
  }
  for (const auto& program : result.programs) {
    json["programs"].push_back(program_json(program));
  }
  for (const auto& bonus : result.bonuses) {
    json["bonuses"].push_back(bonus_json(bonus));
  }
  return json;
}

}  // namespace

std::string to_json(const std::vector<grade::LabResult>& results,
                    std::string_view kit_version) {
  Json json = {{"schema", "heaplab-result/1"},
               {"kit", kit_version},
               {"results", Json::array()}};
  for (const auto& result : results)
    json["results"].push_back(lab_json(result));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace heaplab::report
