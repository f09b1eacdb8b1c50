// From a repaired file to the programs that its tests run in.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grade/clinic/program.hpp"
#include "grade/services.hpp"
#include "sandbox/scratch_folder.hpp"

namespace heaplab::grade::clinic {

// Owns the folder that its programs lie in.
struct Built {
  std::unique_ptr<sandbox::ScratchFolder> folder;
  std::filesystem::path memcheck;   // -O0, every line as it stands
  std::filesystem::path native;     // -O2, with a malloc() that counts
  std::filesystem::path sanitized;  // AddressSanitizer, UBSan, assertions
  // Set: there is no program.
  std::optional<judge::Finding> finding;
  std::string output;  // of compiler and linker
};

struct BuildTask {
  const Kit& kit;
  const Manifest& lab;
  const Program& program;
  std::filesystem::path submission;  // folder
  bool hidden = false;               // with the hidden tests
  const Services& services;
};

// Takes the one file from the submission and nothing else, compiles it confined
// three times, looks at what it uses, and links it with the kit's half. What is
// wrong with the file is a finding: compile-error, forbidden-symbol, time-out.
// Throws GraderError when the tools cannot be run.
Built build(const BuildTask& task);

// Links the program of the visible tests for a person: `to`. False where that
// does not work.
bool link_visible(const BuildTask& task, const Built& built,
                  const std::filesystem::path& to);

// How the compiler is called for the program that Memcheck looks at.
std::vector<std::string> memcheck_flags();

}  // namespace heaplab::grade::clinic
