#include "grade/exercise_build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "grade/compile.hpp"
#include "grade/exercise_builder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;

sandbox::CommandOutcome ExerciseBuilder::run(
    const std::vector<std::string>& argv) {
  sandbox::CommandLimits limits = compiler_limits(kit_, lab_, folder());
  limits.output_bytes = most_symbol_bytes;
  for (const fs::path& path : {kit_.bin / "exercises", kit_.bin / "abi"}) {
    std::error_code none;
    if (fs::exists(path, none)) limits.readable.push_back(path);
  }
  return services_.run_confined(argv, limits, compiler_environment(folder()));
}

bool ExerciseBuilder::take(const std::string& file) {
  const std::string name = submitted_name(file, build_.tools.isa);
  const fs::path from = build_.submission / name;
  std::error_code none;
  if (!fs::exists(fs::symlink_status(from, none))) {
    built_.not_attempted = fmt::format("there is no {}", name);
    return fail(missing_file_finding(build_, name));
  }
  ExerciseFile taken;
  taken.name = name;
  taken.source = folder() / name;
  taken.object = taken.source.string() + ".o";
  fs::create_directories(taken.source.parent_path());
  write_file(taken.source, read_file(from));
  files_.push_back(std::move(taken));
  return true;
}

bool ExerciseBuilder::take_all() {
  const Exercise& exercise = build_.exercise;
  std::vector<std::string> files = exercise.assembly;
  files.insert(files.end(), exercise.sources.begin(), exercise.sources.end());
  if (build_.object && !exercise.replayed.empty())
    files.push_back(exercise.replayed);
  return std::all_of(files.begin(), files.end(),
                     [this](const std::string& file) { return take(file); });
}

std::vector<std::string> ExerciseBuilder::compile_words(
    const ExerciseFile& file) const {
  std::vector<std::string> words{build_.tools.compiler, "-c", "-g", "-fPIC"};
  if (!file.is_assembly()) {
    words.insert(words.end(), {"-std=c++20", build_.debugging ? "-O0" : "-O2",
                               "-fno-omit-frame-pointer", "-fvisibility=hidden",
                               "-Wall", "-Wextra"});
  }
  words.insert(words.end(),
               {"-I", kit_.include().string(), "-I", lab_.folder().string(),
                file.source.string(), "-o", file.object.string(),
                // So that a debugger names the student's own file.
                fmt::format("-ffile-prefix-map={}={}", folder().string(),
                            fs::absolute(build_.submission).string())});
  return words;
}

// What stands in an assembly file may be C++.
judge::Finding ExerciseBuilder::refused(const ExerciseFile& file,
                                        const std::string& output) {
  judge::Finding finding = refused_finding(file, output, folder());
  if (!file.is_assembly() || finding.kind != judge::FindingKind::compile_error)
    return finding;
  const sandbox::CommandOutcome as_cpp =
      run({build_.tools.compiler, "-x", "c++", "-std=c++20", "-fsyntax-only",
           "-I", kit_.include().string(), file.source.string()});
  return as_cpp.exit_code == 0 ? wrong_language_finding(file, 0) : finding;
}

bool ExerciseBuilder::compile(ExerciseFile& file) {
  const sandbox::CommandOutcome outcome = run(compile_words(file));
  built_.output += outcome.output;
  if (outcome.timed_out) {
    judge::Finding finding;
    finding.kind = judge::FindingKind::time_out;
    finding.expected =
        fmt::format("{} compiles within the kit's limits", file.name);
    finding.actual = "the compiler was stopped: it took too long";
    return fail(std::move(finding));
  }
  if (outcome.exit_code != 0) return fail(refused(file, outcome.output));
  if (!fs::exists(file.object)) {
    throw GraderError(
        fmt::format("{} wrote no object although it said it had; check that "
                    "compiler",
                    build_.tools.compiler));
  }
  return true;
}

BuiltExercise ExerciseBuilder::build() {
  built_.folder = std::make_unique<sandbox::ScratchFolder>();
  bool sound =
      take_all() &&
      std::all_of(files_.begin(), files_.end(),
                  [this](ExerciseFile& file) { return compile(file); }) &&
      look_at_symbols();
  if (sound && links_program()) sound = link_program();
  if (sound && build_.object && !build_.exercise.replayed.empty())
    sound = link_object();
  if (!sound) built_.program = built_.object = fs::path();
  return std::move(built_);
}

BuiltExercise build_exercise(const Kit& kit, const Manifest& lab,
                             const ExerciseBuild& build,
                             const Services& services) {
  return ExerciseBuilder(kit, lab, build, services).build();
}

}  // namespace heaplab::grade
