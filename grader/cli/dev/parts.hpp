// The kit checks itself: each part is one function that returns what is wrong.
#pragma once

#include <string>
#include <vector>

#include "grade/detectors/detector_table.hpp"
#include "grade/kit.hpp"
#include "grade/manifest.hpp"

namespace heaplab::cli::dev {

struct Tree {
  grade::Kit kit;
  std::vector<grade::Manifest> labs;
};

struct Outcome {
  std::string detail;               // what was looked at: "57 mutants"
  std::vector<std::string> faults;  // "file:line: what; what to do"
};

// Ids of labs and checks: legal and unique.
Outcome check_ids(const Tree& tree);
// No unexpected file in labs/, starter/ and solutions/; none missing; the
// traces' size.
Outcome check_files(const Tree& tree);
// Each starter is the stripped solution, compiles without a warning and fails
// with clean findings.
Outcome check_starters(const Tree& tree);
// Each solution passes every correctness check, hidden ones too.
Outcome check_solutions(const Tree& tree);
// Each mutant is caught, by the finding that its first line names.
Outcome check_mutants(const Tree& tree);
// The clinic: every bug has a mutant, the starter gives the findings of all of
// them, and the solution's memory is that which is recorded.
Outcome check_clinic(const Tree& tree);
// Heap checkers: the heaps that they are tried on are what they say, and the
// reference's checker notices all that can be noticed.
Outcome check_checkers(const Tree& tree);
// Each ./lab command in README, CONTRIBUTING and handouts exists.
Outcome check_commands(const Tree& tree);
// The table of detectors in the handout is what the installed tools give.
Outcome check_detectors(const Tree& tree);
// Runs the programs of that table.
grade::DetectorTable try_detectors(const grade::Kit& kit);
// Writes the table into the handout; true when it changed.
bool write_detectors(const Tree& tree);
// The points of exercises in handouts are those of lab.toml.
Outcome check_points(const Tree& tree);
// What is wrong with the table of points in one handout.
std::vector<std::string> wrong_points(const grade::Manifest& lab,
                                      const std::string& handout);
// The checks that the lectures name for their outcomes exist.
Outcome check_outcomes(const Tree& tree);
// What is wrong in `file`, a lecture; `ids`: LAB/CHECK of all visible checks.
std::vector<std::string> wrong_outcomes(const std::string& file,
                                        const std::string& lecture,
                                        const std::vector<std::string>& ids);
// No line of a solution and no name of a hidden trace in what ships; a leak
// planted in a copy must be found.
Outcome check_leaks(const Tree& tree);
// What ships configures, and names no file that is missing.
Outcome check_handout(const Tree& tree);
// The same, and the kit is built from it: some minutes.
Outcome build_handout(const Tree& tree);

// Measures the memory of the solution's repairs and records it; the files that
// were written.
std::vector<std::string> write_references(const Tree& tree,
                                          const grade::Manifest& lab);

// Regenerates starter/LAB/FILE from the solution; true when it changed.
bool write_starter(const Tree& tree, const grade::Manifest& lab,
                   const std::string& file);

}  // namespace heaplab::cli::dev
