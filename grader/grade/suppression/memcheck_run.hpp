// The programs of the exercise suppression, built once, and their runs under
// Memcheck with a file of suppressions.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grade/error_tools.hpp"
#include "sandbox/scratch_folder.hpp"
#include "valgrind/report.hpp"

namespace heaplab::grade::suppression {

// A mistake in the file, in Valgrind's words.
struct SyntaxError {
  std::uint32_t line = 0;
  std::string what;
};

struct MemcheckRun {
  std::vector<valgrind::Error> errors;  // function names are mangled
  std::vector<std::string> used;        // names of suppressions
  std::optional<SyntaxError> syntax_error;
};

class Programs {
 public:
  // Builds app and later from the sources in `folder`. Throws GraderError.
  Programs(const std::filesystem::path& folder,
           const std::filesystem::path& valgrind,
           const RunConfined& run_confined);

  // `suppressions` is the text of the file. Throws GraderError where the
  // report does not tell all.
  MemcheckRun run(const std::vector<std::string>& command,
                  const std::string& suppressions) const;

 private:
  void build(const std::vector<std::string>& sources);

  sandbox::ScratchFolder folder_;
  std::filesystem::path valgrind_;
  const RunConfined& run_confined_;
};

// The frames of where it happened as they are written in a suppression:
// "fun:malloc".
std::vector<std::string> suppression_frames(const valgrind::Error& error);

}  // namespace heaplab::grade::suppression
