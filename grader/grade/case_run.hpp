// Runs the cases of one exercise that is built.
#pragma once

#include <functional>
#include <string>

#include "grade/exercise_checks.hpp"

namespace heaplab::grade {

// Each wanted case in a confined process of its own. `begin` is called with the
// id of each check before it runs.
void run_cases(const Run& run, ExerciseTask& task,
               const std::function<void(const std::string&)>& begin);

// Of a process that runs `program`, which holds a student's functions.
sandbox::CommandLimits case_limits(const std::filesystem::path& program,
                                   const Toolchain& tools);

// A word that nobody can guess.
std::string make_nonce();

}  // namespace heaplab::grade
