// The failing checks of a result as text: some in full, the others in a line.
#pragma once

#include <string>

#include "report/terminal.hpp"

namespace heaplab::report {

// In full: the first few checks of a lab with one file, and of each exercise
// the first one. A bonus that is not begun, where nothing passed, gets one line
// in all, unless it was asked for alone.
std::string failures_text(const grade::LabResult& result,
                          const TextOptions& options);

}  // namespace heaplab::report
