// From a submitted folder to a shared object.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grade/kit.hpp"
#include "grade/manifest.hpp"
#include "grade/services.hpp"
#include "judge/finding.hpp"
#include "sandbox/scratch_folder.hpp"

namespace heaplab::grade {

// Owns the folder that the object lies in.
struct Compiled {
  std::unique_ptr<sandbox::ScratchFolder> folder;
  judge::Submission submission;           // valid unless there is a finding
  std::optional<judge::Finding> finding;  // compile_error or time_out
  std::string output;                     // of the compiler, warnings included
};

// What is made of a submission. By default: the object that a player loads.
struct Build {
  std::string file;              // the one to compile; empty: the lab's own
  bool program = false;          // an executable file, not a shared object
  std::vector<std::string> add;  // more for the compiler's command line
  std::vector<std::filesystem::path> readable;  // what `add` names
};

// The file that `folder` submits for a lab. Throws InputError when the folder
// is not there, does not hold the file, or the file is no regular file of at
// most 1 MiB.
std::filesystem::path submitted_file(const std::filesystem::path& folder,
                                     const Manifest& lab);

// That file and, of the lab's `also`, those that are there, under the same
// conditions.
std::vector<std::filesystem::path> submitted_files(
    const std::filesystem::path& folder, const Manifest& lab);

// Compiles one file, with the others of the submission beside it, confined,
// with the compiler that built the kit. What the compiler refuses is a finding
// with its first error at the student's file:line. Throws InputError as
// submitted_files() does, GraderError when the compiler cannot be run.
Compiled compile_submission(const Kit& kit, const Manifest& lab,
                            const std::filesystem::path& folder,
                            const Services& services, const Build& build = {});

// The command line of the compiler, as it is documented.
std::vector<std::string> compile_command(const Kit& kit, const Manifest& lab,
                                         const std::filesystem::path& source,
                                         const std::filesystem::path& object,
                                         const Build& build = {});

// A regular file of at most 1 MiB, or InputError.
void require_source(const std::filesystem::path& file);

// What a compiler, an assembler or a linker may read, write and use that works
// in `folder`.
sandbox::CommandLimits compiler_limits(const Kit& kit, const Manifest& lab,
                                       const std::filesystem::path& folder);
std::vector<std::string> compiler_environment(
    const std::filesystem::path& folder);

// The first `error:` line of a compiler's output and its context, with
// `folder` cut from the front of all paths.
judge::Finding compile_finding(const std::string& output,
                               const std::filesystem::path& folder,
                               const std::string& file);

}  // namespace heaplab::grade
