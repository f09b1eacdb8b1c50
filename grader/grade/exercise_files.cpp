// What a student hands in for a lab of exercises.
#include <fmt/format.h>

#include <system_error>

#include "grade/compile.hpp"
#include "grade/exercise_build.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;

std::string submitted_name(const std::string& file, Isa isa) {
  return file.ends_with(".S") ? fmt::format("{}/{}", isa_name(isa), file)
                              : file;
}

void require_submission(const Manifest& lab, const fs::path& submission) {
  std::error_code none;
  const std::string wanted =
      fmt::format("{}: expected a folder with the files of {}",
                  submission.string(), lab.id);
  if (!fs::exists(submission, none))
    throw InputError(wanted + ", found nothing there; check the path");
  if (!fs::is_directory(submission, none))
    throw InputError(wanted + ", found a file; name its folder instead");
  for (const Isa isa : {Isa::x86_64, Isa::aarch64}) {
    const fs::path folder = submission / isa_name(isa);
    if (!fs::is_symlink(folder, none)) continue;
    throw InputError(
        fmt::format("{}: expected a folder, found a link; put the files there",
                    folder.string()));
  }
  for (const std::string& name : lab.submitted()) {
    const fs::path file = submission / name;
    if (fs::exists(fs::symlink_status(file, none))) require_source(file);
  }
}

}  // namespace heaplab::grade
