#include "grade/trace_object.hpp"

#include <fmt/format.h>

#include "grade/compile.hpp"
#include "grade/exercise_build.hpp"
#include "grade/trace_jobs.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace {

TraceObject of_exercise(const Kit& kit, const Manifest& lab,
                        const Exercise& exercise,
                        const std::filesystem::path& submission,
                        const Services& services, bool debugging) {
  require_submission(lab, submission);
  const Toolchain tools = find_toolchain(native_isa());
  ExerciseBuild build{exercise, tools, submission, {}};
  build.program = false;
  build.object = true;
  build.debugging = debugging;
  BuiltExercise built = build_exercise(kit, lab, build, services);
  return {std::move(built.folder),
          {built.object, submission.string()},
          std::move(built.finding)};
}

}  // namespace

TraceObject build_for_trace(const Kit& kit, const Manifest& lab,
                            const trace::Trace& trace,
                            const std::filesystem::path& submission,
                            const Services& services, bool debugging) {
  if (!lab.exercises.empty()) {
    const Exercise* const exercise = exercise_for(lab, trace);
    if (exercise == nullptr) {
      throw InputError(fmt::format(
          "{}: {} has no exercise that such a trace is for; name another trace",
          trace.path, lab.id));
    }
    return of_exercise(kit, lab, *exercise, submission, services, debugging);
  }
  Build build;
  if (debugging) build.add.emplace_back("-O0");  // the last one counts
  Compiled compiled = compile_submission(kit, lab, submission, services, build);
  return {std::move(compiled.folder), compiled.submission,
          std::move(compiled.finding)};
}

}  // namespace heaplab::grade
