#include "grade/exercise_kinds.hpp"

#include "grade/clinic/checks.hpp"
#include "grade/diagnosis/checks.hpp"
#include "grade/predict_checks.hpp"
#include "grade/suppression/checks.hpp"

namespace heaplab::grade {
namespace {

KindChecks answers(const KindTask& task) {
  PredictTask predict;
  predict.file =
      std::filesystem::path(task.run.submission.name) / task.exercise.answers;
  predict.isa = task.isa;
  predict.student = task.run.options.student;
  predict.prefix = task.prefix;
  predict.points = task.points;
  return {predict_checks(predict), {}};
}

KindChecks diagnosis_of_reports(const KindTask& task) {
  const Run& run = task.run;
  diagnosis::Task asked;
  asked.file =
      std::filesystem::path(run.submission.name) / task.exercise.diagnosis;
  asked.student = run.options.student;
  asked.prefix = task.prefix;
  asked.points = task.points;
  return {diagnosis_checks(asked, diagnosis::read_programs(
                                      run.kit.lab(run.lab.id) / "diagnosis")),
          {}};
}

KindChecks suppressions(const KindTask& task) {
  const Run& run = task.run;
  suppression::Task asked;
  asked.file =
      std::filesystem::path(run.submission.name) / task.exercise.suppressions;
  asked.program = run.kit.lab(run.lab.id) / "suppression";
  asked.folders = run.services.program_folders;
  asked.prefix = task.prefix;
  asked.points = task.points;
  return {empty_checks(asked), [asked, &run](std::vector<Check>& wanted,
                                             const KindChecks::Begin& begin) {
            judge_suppressions(asked, wanted, run.services.run_confined, begin);
          }};
}

// The key of an exercise that makes it one of a kind, and its checks.
struct Kind {
  std::string Exercise::*key;
  KindChecks (*checks)(const KindTask& task);
};

constexpr Kind kinds[] = {
    {&Exercise::answers, answers},
    {&Exercise::repairs, clinic::repair_checks},
    {&Exercise::diagnosis, diagnosis_of_reports},
    {&Exercise::suppressions, suppressions},
};

const Kind* kind_of(const Exercise& exercise) {
  for (const Kind& kind : kinds)
    if (!(exercise.*kind.key).empty()) return &kind;
  return nullptr;
}

}  // namespace

bool is_of_a_kind(const Exercise& exercise) {
  return kind_of(exercise) != nullptr;
}

KindChecks kind_checks(const KindTask& task) {
  return kind_of(task.exercise)->checks(task);
}

}  // namespace heaplab::grade
