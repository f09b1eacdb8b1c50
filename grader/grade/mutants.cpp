#include "grade/mutants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "grade/command.hpp"
#include "grade/isa.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/nearest.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

judge::FindingKind read_kind(const std::string& name, const fs::path& path) {
  if (const auto kind = judge::finding_from_name(name)) return *kind;
  std::vector<std::string_view> known;
  for (const judge::FindingKind kind : judge::all_finding_kinds()) {
    known.push_back(judge::finding_name(kind));
  }
  const std::string_view near = trace::nearest(name, known);
  throw InputError(
      fmt::format("{}:1: there is no finding \"{}\"; {}", path.string(), name,
                  near.empty() ? "grader/judge/finding.hpp lists them"
                               : fmt::format("did you mean \"{}\"?", near)));
}

bool is_source(const fs::path& file) {
  const fs::path extension = file.extension();
  return extension == ".cpp" || extension == ".hpp" || extension == ".S" ||
         extension == ".toml" || extension == ".supp";
}

// The solution's files, and its assembly.
void copy_sources(const fs::path& from, const fs::path& to) {
  fs::create_directories(to);
  for (const auto& entry : fs::directory_iterator(from)) {
    if (entry.is_regular_file() && is_source(entry.path()))
      fs::copy_file(entry.path(), to / entry.path().filename());
  }
  for (const Isa isa : {Isa::x86_64, Isa::aarch64}) {
    const fs::path folder = from / isa_name(isa);
    if (fs::is_directory(folder)) copy_sources(folder, to / isa_name(isa));
  }
}

}  // namespace

std::string take_field(std::string_view& text, std::string_view key,
                       const fs::path& path, int number) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  const std::string prefix = fmt::format("{}: ", key);
  if (!line.starts_with(prefix) || line.size() == prefix.size()) {
    throw InputError(
        fmt::format("{}:{}: expected \"{}: …\", found \"{}\"; "
                    "write that line first",
                    path.string(), number, key, line));
  }
  return std::string(line.substr(prefix.size()));
}

Mutant read_mutant(const fs::path& path) {
  const std::string content = read_file(path);
  std::string_view text = content;
  Mutant mutant;
  mutant.path = path;
  mutant.name = path.stem().string();
  mutant.finding = read_kind(take_field(text, "finding", path, 1), path);
  mutant.about = take_field(text, "about", path, 2);
  if (text.starts_with("at: ")) mutant.at = take_field(text, "at", path, 3);
  return mutant;
}

std::vector<Mutant> read_mutants(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (entry.path().extension() == ".patch") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Mutant> mutants;
  for (const fs::path& file : files) mutants.push_back(read_mutant(file));
  return mutants;
}

std::unique_ptr<sandbox::ScratchFolder> apply_mutant(const Mutant& mutant,
                                                     const fs::path& solution) {
  return apply_patch(mutant.path, solution);
}

std::unique_ptr<sandbox::ScratchFolder> apply_patch(const fs::path& patch,
                                                    const fs::path& solution) {
  auto folder = std::make_unique<sandbox::ScratchFolder>();
  copy_sources(fs::is_directory(solution) ? solution : solution.parent_path(),
               folder->path());
  Command command;
  command.argv = {"git", "apply", "--whitespace=nowarn",
                  fs::absolute(patch).string()};
  command.folder = folder->path();
  // Inside a repository, git would leave out what lies beside its own files.
  command.environment = {
      "GIT_CEILING_DIRECTORIES=" + folder->path().parent_path().string(),
      "LC_ALL=C"};
  const CommandResult result = run_command(command);
  if (!result.succeeded()) {
    throw InputError(fmt::format(
        "{}:1: the patch does not fit {}: {}make it anew from that file",
        patch.string(), solution.string(), result.output));
  }
  return folder;
}

std::string patched_file(const fs::path& patch) {
  constexpr std::string_view mark = "\n+++ b/";
  const std::string text = read_file(patch);
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) {
    throw InputError(fmt::format(
        "{}:1: expected a diff with a line \"+++ b/FILE\", found none; make it "
        "by git diff",
        patch.string()));
  }
  const std::size_t from = at + mark.size();
  return text.substr(from, text.find_first_of("\t\n", from) - from);
}

}  // namespace heaplab::grade
