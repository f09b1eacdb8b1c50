// Results as text for a person: 80 columns, plain UTF-8.
#pragma once

#include <string>
#include <vector>

#include "grade/result.hpp"
#include "judge/finding.hpp"

namespace heaplab::report {

struct TextOptions {
  bool colour = false;            // the caller knows whether it is a terminal
  std::size_t full_findings = 3;  // the rest get one line each
  bool rules = true;              // how the points follow
  bool notes = false;             // of what has passed
};

// One lab: axes, traces, failing checks, and how the points came about.
std::string lab_text(const grade::LabResult& result,
                     const TextOptions& options = {});

// All labs in one table.
std::string overview_text(const std::vector<grade::LabResult>& results,
                          const TextOptions& options = {});

// One finding in full, indented by four columns.
std::string finding_text(const judge::Finding& finding,
                         const TextOptions& options = {});

}  // namespace heaplab::report
