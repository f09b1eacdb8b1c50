#include "cli/output_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "support/error.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;

void require_writable(const std::string& file, const std::string& option) {
  if (file.empty() || file == "-") return;
  const fs::path folder = fs::absolute(file).parent_path();
  if (fs::is_directory(file)) {
    throw InputError(fmt::format(
        "{}: expected a file to write the result to, found a folder; name a "
        "file in it",
        file));
  }
  if (::access(folder.c_str(), W_OK) == 0) return;
  throw InputError(fmt::format(
      "{}: expected a folder to write the result to, found none that can be "
      "written; name another file for {}",
      folder.string(), option));
}

}  // namespace heaplab::cli
