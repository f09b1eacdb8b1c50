// One real program that a lab runs on a submission: programs/NAME.toml.
//
//   title = "sort orders a large file"
//   needs = ["sort", "sh"]            # executables; without one it is skipped
//   command = ["sh", "lines.sh"]      # needs[…] or any other, found in PATH
//   files = ["inputs/lines.sh"]       # copied to the folder that it runs in
//   stdin = "inputs/text"             # optional
//   outputs = ["sorted"]              # optional: files that it must write
//   environment = ["LC_ALL=C"]        # optional
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace heaplab::grade {

struct Program {
  std::string name;  // of the file
  std::string title;
  std::vector<std::string> needs;
  std::vector<std::string> command;
  std::vector<std::filesystem::path> files;  // absolute
  std::filesystem::path input;               // absolute; empty: none
  std::vector<std::string> outputs;
  std::vector<std::string> environment;
};

// Every *.toml of the folder, by name. Throws InputError, `file:line:column:
// what is wrong, what to do`, for a mistake, a missing file, or no program.
std::vector<Program> read_programs_folder(const std::filesystem::path& folder);

}  // namespace heaplab::grade
