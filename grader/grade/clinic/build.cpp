#include "grade/clinic/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "grade/clinic/refusals.hpp"
#include "grade/compile.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade::clinic {
namespace fs = std::filesystem;
namespace {

constexpr const char* readelf = "/usr/bin/readelf";
constexpr std::size_t most_symbol_bytes = 16u << 20;
// Of CPU time there is less: this is for a machine that others use.
constexpr std::uint64_t compiler_wall_s = 120;

// One of the three ways to build it.
struct Variant {
  const char* name;
  std::vector<std::string> flags;
  const char* tests;  // the kit's objects that it is linked with
  const char* kit;
  fs::path Built::*program;
};

std::vector<Variant> variants() {
  return {
      {"memcheck", memcheck_flags(), "plain", "uncounted", &Built::memcheck},
      {"native", {"-O2"}, "plain", "counted", &Built::native},
      {"sanitized",
       {"-O1", "-fno-omit-frame-pointer", "-fsanitize=address,undefined",
        "-fno-sanitize-recover=all", "-D_GLIBCXX_ASSERTIONS"},
       "sanitized",
       "uncounted",
       &Built::sanitized},
  };
}

class Builder {
 public:
  explicit Builder(const BuildTask& task) : task_(task) {}

  Built build() {
    built_.folder = std::make_unique<sandbox::ScratchFolder>();
    if (!take()) return std::move(built_);
    for (const Variant& variant : variants()) {
      if (!compile(variant) || !look_at(variant)) return std::move(built_);
    }
    for (const Variant& variant : variants())
      if (!link(variant)) return std::move(built_);
    return std::move(built_);
  }

 private:
  const fs::path& folder() const { return built_.folder->path(); }
  fs::path source() const { return folder() / task_.program.file; }
  fs::path object(const Variant& variant) const {
    return folder() / fmt::format("{}.o", variant.name);
  }

  bool fail(judge::Finding finding) {
    built_.finding = std::move(finding);
    return false;
  }

  bool fail_missing(const fs::path& from) {
    judge::Finding finding;
    finding.kind = judge::FindingKind::compile_error;
    finding.expected =
        fmt::format("the file {} in the submission", task_.program.file);
    finding.actual = fmt::format("there is no {}", from.string());
    return fail(std::move(finding));
  }

  bool take() {
    const fs::path from = task_.submission / task_.program.file;
    std::error_code none;
    if (!fs::exists(fs::symlink_status(from, none))) return fail_missing(from);
    text_ = read_file(from);
    write_file(source(), text_);
    auto finding = source_refusal(task_.program, text_);
    return !finding || fail(std::move(*finding));
  }

  sandbox::CommandOutcome run(const std::vector<std::string>& argv) {
    sandbox::CommandLimits limits =
        compiler_limits(task_.kit, task_.lab, folder());
    limits.output_bytes = most_symbol_bytes;
    limits.wall_s = compiler_wall_s;
    limits.readable.push_back(task_.kit.clinic());
    return task_.services.run_confined(argv, limits,
                                       compiler_environment(folder()));
  }

  bool compile(const Variant& variant) {
    std::vector<std::string> words{HEAPLAB_CXX, "-std=c++20", "-c", "-g"};
    words.insert(words.end(), variant.flags.begin(), variant.flags.end());
    words.insert(words.end(),
                 {"-Wall", "-Wextra", "-U_FORTIFY_SOURCE", "-I",
                  task_.program.folder.string(), source().string(), "-o",
                  object(variant).string(),
                  fmt::format("-ffile-prefix-map={}={}", folder().string(),
                              fs::absolute(task_.submission).string())});
    const sandbox::CommandOutcome outcome = run(words);
    built_.output += outcome.output;
    if (outcome.exit_code == 0 && fs::exists(object(variant))) return true;
    judge::Finding finding =
        compile_finding(outcome.output, folder(), task_.program.file);
    if (outcome.timed_out) {
      finding.kind = judge::FindingKind::time_out;
      finding.actual = "the compiler was stopped: it took too long";
    }
    return fail(std::move(finding));
  }

  // A sanitizer's object refers to that sanitizer; the other two tell all.
  bool look_at(const Variant& variant) {
    const bool is_sanitized = variant.program == &Built::sanitized;
    auto finding = request_refusal(task_.program, read_file(object(variant)));
    if (!finding && !is_sanitized) {
      const auto outcome = run({readelf, "-sW", object(variant).string()});
      if (outcome.exit_code != 0)
        throw GraderError("readelf failed: " + outcome.output.substr(0, 200));
      finding =
          symbol_refusal(task_.program, text_, read_symbols(outcome.output));
    }
    return !finding || fail(std::move(*finding));
  }

  bool link(const Variant& variant) {
    const fs::path program =
        folder() / fmt::format("{}-{}", task_.program.id, variant.name);
    const auto outcome =
        run(link_words(task_, object(variant), variant, task_.hidden, program));
    built_.output += outcome.output;
    if (outcome.exit_code == 0 && fs::exists(program)) {
      built_.*variant.program = program;
      return true;
    }
    return fail(compile_finding(outcome.output, folder(), task_.program.file));
  }

 public:
  // The student's object comes first: of a template of the library, which all
  // have, that which is checked most is taken.
  static std::vector<std::string> link_words(const BuildTask& task,
                                             const fs::path& object,
                                             const Variant& variant,
                                             bool hidden,
                                             const fs::path& program) {
    const fs::path folder = task.kit.clinic() / task.lab.id / task.program.id;
    std::vector<std::string> words{
        HEAPLAB_CXX,
        "-g",
        "-o",
        program.string(),
        object.string(),
        (folder / fmt::format("{}.o", variant.tests)).string()};
    if (hidden)
      words.push_back(
          (folder / fmt::format("hidden-{}.o", variant.tests)).string());
    words.insert(
        words.end(),
        {(task.kit.clinic() / fmt::format("{}.o", variant.kit)).string(),
         "-lgtest", "-lpthread"});
    if (variant.program == &Built::sanitized)
      words.emplace_back("-fsanitize=address,undefined");
    return words;
  }

 private:
  const BuildTask& task_;
  Built built_;
  std::string text_;
};

void require_built(const BuildTask& task) {
  const fs::path folder = task.kit.clinic() / task.lab.id / task.program.id;
  std::error_code none;
  const fs::path needed = folder / (task.hidden ? "hidden-plain.o" : "plain.o");
  if (fs::exists(needed, none)) return;
  throw GraderError(
      fmt::format("{}: the tests of {} are not built; build the kit again",
                  needed.string(), task.program.id));
}

}  // namespace

std::vector<std::string> memcheck_flags() {
  return {"-O0", "-fno-omit-frame-pointer", "-gdwarf-4"};
}

Built build(const BuildTask& task) {
  require_built(task);
  return Builder(task).build();
}

bool link_visible(const BuildTask& task, const Built& built,
                  const fs::path& to) {
  const Variant variant = variants().front();
  const fs::path program = built.folder->path() / "visible";
  sandbox::CommandLimits limits =
      compiler_limits(task.kit, task.lab, built.folder->path());
  limits.readable.push_back(task.kit.clinic());
  const auto outcome = task.services.run_confined(
      Builder::link_words(task, built.folder->path() / "memcheck.o", variant,
                          false, program),
      limits, compiler_environment(built.folder->path()));
  std::error_code failed;
  if (outcome.exit_code != 0) return false;
  fs::create_directories(to.parent_path(), failed);
  fs::copy_file(program, to, fs::copy_options::overwrite_existing, failed);
  return !failed;
}

}  // namespace heaplab::grade::clinic
