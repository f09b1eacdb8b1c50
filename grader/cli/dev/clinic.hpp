// The clinic's programs: what their starter, their solution and their mutants
// must give.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/dev/parts.hpp"
#include "grade/mutants.hpp"

namespace heaplab::cli::dev {

// The program whose file a mutant changes; null where it changes another.
const grade::Exercise* clinic_program(const grade::Manifest& lab,
                                      const grade::Mutant& mutant);

// What is wrong with a mutant of such a program, of which `submission` is the
// whole: empty when it is caught as it says. One that is named for a bug,
// "csv-missing-nul", must fail that check and no other.
std::string clinic_mutant_fault(const Tree& tree, const grade::Manifest& lab,
                                const grade::Mutant& mutant,
                                const std::filesystem::path& submission);

}  // namespace heaplab::cli::dev
