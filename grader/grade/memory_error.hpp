// What the detectors of memory errors report, in a student's terms: which of
// the student's lines did what to which bytes, and who allocated and freed
// them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "judge/finding.hpp"
#include "valgrind/report.hpp"

namespace heaplab::grade {

// Names without folders: "csv.cpp". Frames of other files are not shown, so
// that a finding points to the student's line and not into the C++ library.
using StudentFiles = std::set<std::string>;

// The findings have `kind`, `expected`, `actual`, `steps`, `source` and `heap`;
// the caller adds what it knows: trace, hint, reproduce, output.
judge::Finding memcheck_finding(const valgrind::Error& error,
                                const StudentFiles& files);

// The program died of it under Memcheck.
judge::Finding signal_finding(const valgrind::FatalSignal& signal,
                              const StudentFiles& files);

// A report that does not tell all: its verdict and reason. `truncated` and its
// like; not for `clean` and `errors`.
judge::Finding report_finding(const valgrind::Report& report,
                              const StudentFiles& files);

// The first error that AddressSanitizer, LeakSanitizer, UBSan or an assertion
// of libstdc++ printed; none where there is none in `output`. The student's
// line of a library's assertion is known only with ASAN_OPTIONS=handle_abort=1,
// and the stack of UBSan's with UBSAN_OPTIONS=print_stacktrace=1.
std::optional<judge::Finding> sanitizer_finding(std::string_view output,
                                                const StudentFiles& files);

// What it printed before all of that.
std::string text_before_sanitizer(std::string_view output);

// For `reproduce`, and for a person to type:
// "valgrind --leak-check=full --track-origins=yes ./csv input".
std::string valgrind_command(const std::vector<std::string>& argv);

}  // namespace heaplab::grade
