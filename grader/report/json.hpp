// Results as JSON, in the shape of result.schema.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grade/result.hpp"

namespace heaplab::report {

// Indented by two, with a newline at the end. Text that is not valid UTF-8 is
// replaced, numbers that JSON lacks become null.
std::string to_json(const std::vector<grade::LabResult>& results,
                    std::string_view kit_version);

}  // namespace heaplab::report
