// A sanitizer's report in sentences.
#pragma once

#include "grade/memory/sanitizer_report.hpp"
#include "grade/memory_error.hpp"

namespace heaplab::grade {

// Sets all but `kind`, which is set already.
void tell_sanitizer(judge::Finding& finding, const SanitizerReport& report,
                    const StudentFiles& files);

}  // namespace heaplab::grade
