#include "cli/dev/tree.hpp"

#include <algorithm>
#include <sstream>

#include "grade/command.hpp"

namespace heaplab::cli::dev {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> walk(const fs::path& root) {
  std::vector<std::string> files;
  for (auto at = fs::recursive_directory_iterator(root);
       at != fs::recursive_directory_iterator(); ++at) {
    const std::string name = at->path().filename().string();
    if (at->is_directory() && (name == "build" || name == ".git")) {
      at.disable_recursion_pending();
    } else if (!at->is_directory()) {
      files.push_back(at->path().lexically_relative(root).string());
    }
  }
  return files;
}

std::vector<std::string> git_files(const fs::path& root) {
  grade::Command command;
  command.argv = {"git",      "-c",       "core.quotepath=off", "ls-files",
                  "--cached", "--others", "--exclude-standard"};
  command.folder = root;
  const grade::CommandResult result = grade::run_command(command);
  return result.succeeded() ? lines_of(result.output)
                            : std::vector<std::string>();
}

}  // namespace

std::vector<std::string> files_of(const fs::path& root, bool handout) {
  std::vector<std::string> files =
      fs::exists(root / ".git") ? git_files(root) : walk(root);
  std::erase_if(files, [&](const std::string& file) {
    const bool gone = !fs::exists(root / file);  // tracked, and removed
    return gone || (handout && file.starts_with("solutions/"));
  });
  std::sort(files.begin(), files.end());
  return files;
}

void copy_files(const fs::path& root, const std::vector<std::string>& files,
                const fs::path& to) {
  for (const std::string& file : files) {
    fs::create_directories((to / file).parent_path());
    fs::copy_file(root / file, to / file, fs::copy_options::overwrite_existing);
  }
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string trimmed(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

}  // namespace heaplab::cli::dev
