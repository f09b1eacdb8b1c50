// The kit checks itself: each part is one function that returns what is wrong.
#pragma once

#include <string>
#include <vector>

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
// Heap checkers: the heaps that they are tried on are what they say, and the
// reference's checker notices all that can be noticed.
Outcome check_checkers(const Tree& tree);
// Each ./lab command in README, CONTRIBUTING and handouts exists.
Outcome check_commands(const Tree& tree);
// No line of a solution and no name of a hidden trace in what ships; a leak
// planted in a copy must be found.
Outcome check_leaks(const Tree& tree);
// What ships configures, and names no file that is missing.
Outcome check_handout(const Tree& tree);
// The same, and the kit is built from it: some minutes.
Outcome build_handout(const Tree& tree);

// Regenerates starter/LAB/FILE from the solution; true when it changed.
bool write_starter(const Tree& tree, const grade::Manifest& lab,
                   const std::string& file);

}  // namespace heaplab::cli::dev
