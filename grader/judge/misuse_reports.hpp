// The errors that a debugging allocator reported in one operation, against
// those that there are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "judge/finding.hpp"
#include "judge/misuse_model.hpp"
#include "player/protocol.hpp"

namespace heaplab::judge {

// A report, and the error that it was meant to be; without one it is a false
// alarm. Or no report: then the error was missed.
struct MisuseDifference {
  FindingKind kind = FindingKind::false_alarm;
  std::optional<player::ErrorRecord> report;
  std::optional<MisuseError> error;
  bool again = false;  // it was reported before, in the same operation
};

// `required`: what had to be reported in the operation at `detected`. Other
// damage in the model may be. What was reported is mended in the model.
// The first difference, or none.
std::optional<MisuseDifference> compare_reports(
    MisuseModel& model, const std::vector<player::ErrorRecord>& reports,
    std::vector<MisuseError> required, const MisuseSite& detected);

// What a right report of an error looks like.
player::ErrorRecord right_report(const MisuseModel& model,
                                 const MisuseError& error,
                                 const MisuseSite& detected);

}  // namespace heaplab::judge
