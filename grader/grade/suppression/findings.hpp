// What can be wrong with memcheck.supp.
#pragma once

#include <string>
#include <vector>

#include "grade/suppression/checks.hpp"
#include "grade/suppression/memcheck_run.hpp"
#include "judge/finding.hpp"

namespace heaplab::grade::suppression {

judge::Finding missing_file_finding();

// Valgrind cannot read it.
judge::Finding syntax_finding(const SyntaxError& error);

// `error` is the first of `count` that a run of `command` still reports.
judge::Finding missed_finding(const std::vector<std::string>& command,
                              const valgrind::Error& error, std::size_t count);

// `error` is reported only without the file; `used` are the names of the
// suppressions that hid something in that run.
judge::Finding hidden_finding(const Mistake& mistake,
                              const valgrind::Error& error,
                              const std::vector<std::string>& used);

}  // namespace heaplab::grade::suppression
