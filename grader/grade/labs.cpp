// Finding labs by folder and by name.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <system_error>

#include "grade/manifest.hpp"
#include "support/error.hpp"
#include "trace/nearest.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

// The ids, the one that is most like `name` first.
std::vector<std::string_view> ids_nearest_first(
    const std::vector<Manifest>& labs, std::string_view name) {
  std::vector<std::string_view> ids;
  for (const Manifest& lab : labs) ids.push_back(lab.id);
  const std::string_view near = trace::nearest(name, ids);
  std::stable_partition(ids.begin(), ids.end(),
                        [near](std::string_view id) { return id == near; });
  return ids;
}

}  // namespace

std::vector<Manifest> find_labs(const fs::path& labs_folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(labs_folder, none)) {
    const fs::path file = entry.path() / "lab.toml";
    if (fs::exists(file, none)) files.push_back(file);
  }
  if (files.empty()) {
    throw InputError(fmt::format(
        "{}: expected a folder with labs (NN-name/lab.toml), found none; run "
        "the command in a complete checkout",
        labs_folder.string()));
  }
  std::sort(files.begin(), files.end());
  std::vector<Manifest> labs;
  for (const fs::path& file : files) labs.push_back(read_manifest(file));
  return labs;
}

const Manifest& find_lab(const std::vector<Manifest>& labs,
                         const std::string& name) {
  const auto has_name = [&name](const Manifest& lab) { return lab.id == name; };
  const auto begins = [&name](const Manifest& lab) {
    return !name.empty() && lab.id.starts_with(name);
  };
  auto found = std::find_if(labs.begin(), labs.end(), has_name);
  if (found != labs.end()) return *found;
  if (std::count_if(labs.begin(), labs.end(), begins) == 1) {
    return *std::find_if(labs.begin(), labs.end(), begins);
  }
  throw InputError(fmt::format("there is no lab \"{}\"; the labs are {}", name,
                               fmt::join(ids_nearest_first(labs, name), ", ")));
}

}  // namespace heaplab::grade
