#include "grade/compile.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <regex>
#include <system_error>

#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::uintmax_t most_source_bytes = 1 << 20;
constexpr std::size_t most_headers = 32;

// "it is empty", "it holds a, b and 3 more".
std::string contents_of(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    names.push_back(entry.path().filename().string());
  }
  if (names.empty()) return "the folder is empty";
  std::sort(names.begin(), names.end());
  const std::size_t shown = std::min<std::size_t>(names.size(), 5);
  const std::size_t more = names.size() - shown;
  return fmt::format(
      "the folder holds {}{}",
      fmt::join(names.begin(), names.begin() + static_cast<long>(shown), ", "),
      more > 0 ? fmt::format(" and {} more", more) : "");
}

// What the compiler reads besides the file itself.
std::vector<fs::path> readable_paths(const Kit& kit, const Manifest& lab) {
  std::vector<fs::path> paths{"/usr",
                              "/lib",
                              "/lib64",
                              "/bin",
                              "/etc/alternatives",
                              "/etc/ld.so.cache",
                              "/dev/null",
                              kit.include(),
                              lab.folder(),
                              fs::path(HEAPLAB_CXX)};
  std::erase_if(paths, [](const fs::path& path) {
    std::error_code none;
    return !fs::exists(path, none);
  });
  return paths;
}

sandbox::CommandOutcome run_compiler(const Kit& kit, const Manifest& lab,
                                     const fs::path& folder,
                                     const fs::path& submitted_from,
                                     const Services& services,
                                     const Build& build) {
  std::vector<std::string> argv = compile_command(
      kit, lab, folder / build.file, folder / "submission.so", build);
  // So that a debugger, and a failed assertion, name the student's own file.
  argv.push_back(fmt::format("-ffile-prefix-map={}={}", folder.string(),
                             fs::absolute(submitted_from).string()));
  sandbox::CommandLimits limits = compiler_limits(kit, lab, folder);
  limits.readable.insert(limits.readable.end(), build.readable.begin(),
                         build.readable.end());
  return services.run_confined(argv, limits, compiler_environment(folder));
}

judge::Finding time_out_finding(const std::string& file) {
  judge::Finding finding;
  finding.kind = judge::FindingKind::time_out;
  finding.expected = fmt::format("{} compiles within the kit's limits", file);
  finding.actual = "the compiler was stopped: it took too long";
  return finding;
}

// Names of another kind are not looked at: nothing can include them by mistake.
std::vector<fs::path> headers_in(const fs::path& folder) {
  static const std::regex header("[A-Za-z0-9_-]+\\.hpp");
  std::vector<fs::path> headers;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!std::regex_match(entry.path().filename().string(), header)) continue;
    headers.push_back(entry.path());
  }
  if (headers.size() > most_headers) {
    throw InputError(fmt::format(
        "{}: expected at most {} headers, found {}; leave out those that the "
        "submission does not include",
        folder.string(), most_headers, headers.size()));
  }
  std::sort(headers.begin(), headers.end());
  return headers;
}

}  // namespace

void require_source(const fs::path& file) {
  std::error_code none;
  if (!fs::is_regular_file(fs::symlink_status(file, none))) {
    throw InputError(fmt::format(
        "{}: expected a regular file, found something else (a link or a "
        "folder); put a copy of the file there",
        file.string()));
  }
  const std::uintmax_t bytes = fs::file_size(file, none);
  if (bytes > most_source_bytes) {
    throw InputError(fmt::format(
        "{}: expected at most {} bytes of source, found {}; submit the source "
        "only",
        file.string(), most_source_bytes, bytes));
  }
}

sandbox::CommandLimits compiler_limits(const Kit& kit, const Manifest& lab,
                                       const fs::path& folder) {
  sandbox::CommandLimits limits;
  limits.readable = readable_paths(kit, lab);
  limits.readable.push_back(folder);
  limits.writable = {folder, "/dev/null"};
  return limits;
}

std::vector<std::string> compiler_environment(const fs::path& folder) {
  return {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C",
          "TMPDIR=" + folder.string()};
}

fs::path submitted_file(const fs::path& folder, const Manifest& lab) {
  std::error_code none;
  const std::string wanted = fmt::format("{}: expected a folder with {} in it",
                                         folder.string(), lab.file);
  if (!fs::exists(folder, none)) {
    throw InputError(wanted + ", found nothing there; check the path");
  }
  if (!fs::is_directory(folder, none)) {
    throw InputError(wanted + ", found a file; name its folder instead");
  }
  const fs::path file = folder / lab.file;
  if (!fs::exists(fs::symlink_status(file, none))) {
    throw InputError(fmt::format("{}, found none: {}; put your {} there",
                                 wanted, contents_of(folder), lab.file));
  }
  require_source(file);
  return file;
}

std::vector<fs::path> submitted_files(const fs::path& folder,
                                      const Manifest& lab) {
  std::vector<fs::path> files{submitted_file(folder, lab)};
  const auto add = [&](const fs::path& file) {
    require_source(file);
    files.push_back(file);
  };
  for (const std::string& name : lab.also) {
    std::error_code none;
    if (name == every_header) {
      for (const fs::path& header : headers_in(folder)) add(header);
    } else if (fs::exists(fs::symlink_status(folder / name, none))) {
      add(folder / name);
    }
  }
  return files;
}

std::vector<std::string> compile_command(const Kit& kit, const Manifest& lab,
                                         const fs::path& source,
                                         const fs::path& object,
                                         const Build& build) {
  std::vector<std::string> command{HEAPLAB_CXX, "-std=c++20", "-O2", "-g"};
  if (!build.program) {
    command.insert(command.end(), {"-fPIC", "-shared",
                                   // What only the loader writes is no global
                                   // variable of theirs.
                                   "-Wl,-z,relro,-z,now"});
  }
  command.insert(
      command.end(),
      {"-fno-omit-frame-pointer", "-fvisibility=hidden", "-Wall", "-Wextra",
       "-I", kit.include().string(), "-I", lab.folder().string(),
       source.string(), "-o", object.string()});
  command.insert(command.end(), build.add.begin(), build.add.end());
  return command;
}

Compiled compile_submission(const Kit& kit, const Manifest& lab,
                            const fs::path& folder, const Services& services,
                            const Build& wanted) {
  Build build = wanted;
  if (build.file.empty()) build.file = lab.file;
  Compiled compiled;
  compiled.folder = std::make_unique<sandbox::ScratchFolder>();
  const fs::path& scratch = compiled.folder->path();
  for (const fs::path& file : submitted_files(folder, lab)) {
    write_file(scratch / file.filename(), read_file(file));
  }
  const sandbox::CommandOutcome outcome =
      run_compiler(kit, lab, scratch, folder, services, build);
  compiled.output = outcome.output;
  compiled.submission = {scratch / "submission.so", folder.string()};
  if (outcome.timed_out) {
    compiled.finding = time_out_finding(build.file);
  } else if (outcome.exit_code != 0) {
    compiled.finding = compile_finding(outcome.output, scratch, build.file);
  } else if (!fs::exists(compiled.submission.object)) {
    throw GraderError(
        fmt::format("{} wrote no object although it said it "
                    "had; check the kit's compiler",
                    HEAPLAB_CXX));
  }
  return compiled;
}

}  // namespace heaplab::grade
