#include "report/exit_code.hpp"

#include <algorithm>

namespace heaplab::report {
namespace {

using grade::Check;
using grade::LabResult;

bool kit_failed(const LabResult& result) {
  return result.status == grade::Status::grader_error ||
         std::any_of(result.checks.begin(), result.checks.end(),
                     [](const Check& check) {
                       return check.verdict == grade::Verdict::grader_error;
                     });
}

bool falls_short(const LabResult& result) {
  return result.status == grade::Status::ungradable ||
         std::any_of(result.checks.begin(), result.checks.end(),
                     [](const Check& check) {
                       return check.verdict == grade::Verdict::failed &&
                              check.axis != grade::Axis::bonus;
                     });
}

}  // namespace

int exit_code(const std::vector<LabResult>& results) {
  if (std::any_of(results.begin(), results.end(), kit_failed)) return 3;
  return std::any_of(results.begin(), results.end(), falls_short) ? 1 : 0;
}

}  // namespace heaplab::report
