// Seeded bugs: patches of the reference solution, each with the finding that
// must catch it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "judge/finding.hpp"
#include "sandbox/scratch_folder.hpp"

namespace heaplab::grade {

struct Mutant {
  std::filesystem::path path;  // NAME.patch
  std::string name;
  judge::FindingKind finding = judge::FindingKind::crash;
  std::string about;  // one sentence
  std::string at;     // in the source line that the finding names; or empty
};

// The first lines of a patch: `finding: KIND`, `about: …` and, where it is
// there, `at: …`. Throws
// InputError, `path:line: …`.
Mutant read_mutant(const std::filesystem::path& path);

// Every *.patch in `folder`, by name; none when there is no such folder.
std::vector<Mutant> read_mutants(const std::filesystem::path& folder);

// A copy of the solution with the patch applied: a folder to grade. `solution`
// is its folder, or the file in it that the patch is for. Throws InputError
// when the patch does not fit.
std::unique_ptr<sandbox::ScratchFolder> apply_mutant(
    const Mutant& mutant, const std::filesystem::path& solution);
std::unique_ptr<sandbox::ScratchFolder> apply_patch(
    const std::filesystem::path& patch, const std::filesystem::path& solution);

// The file that a patch changes first: "x86-64/leaf.S". Throws InputError when
// it changes none.
std::string patched_file(const std::filesystem::path& patch);

// The value of `KEY: value` in line `number` of a patch, the first of `text`,
// which it takes off. Throws InputError, `path:line: …`.
std::string take_field(std::string_view& text, std::string_view key,
                       const std::filesystem::path& path, int number);

}  // namespace heaplab::grade
