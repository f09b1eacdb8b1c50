// The building of one exercise, step by step; used by build_exercise() alone.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "grade/exercise_build.hpp"
#include "grade/exercise_findings.hpp"

namespace heaplab::grade {

inline constexpr std::size_t most_symbol_bytes = 16
                                                 << 20;  // of a table as text

class ExerciseBuilder {
 public:
  ExerciseBuilder(const Kit& kit, const Manifest& lab,
                  const ExerciseBuild& build, const Services& services)
      : kit_(kit), lab_(lab), build_(build), services_(services) {}

  BuiltExercise build();

 private:
  // Each false when there is a finding.
  bool take(const std::string& file);
  bool take_all();
  bool compile(ExerciseFile& file);
  void read_symbols_of(ExerciseFile& file);
  std::vector<std::string> names_of_the_kit() const;
  void note_attempt();
  bool look_at_symbols();
  bool links_program() const {
    return build_.program && build_.exercise.has_program();
  }
  bool link(const std::filesystem::path& output,
            std::vector<std::string> arguments);
  bool link_program();
  bool link_object();

  sandbox::CommandOutcome run(const std::vector<std::string>& argv);
  std::vector<std::string> compile_words(const ExerciseFile& file) const;
  judge::Finding refused(const ExerciseFile& file, const std::string& output);
  bool fail(judge::Finding finding) {
    built_.finding = std::move(finding);
    return false;
  }
  const std::filesystem::path& folder() const { return built_.folder->path(); }

  const Kit& kit_;
  const Manifest& lab_;
  const ExerciseBuild& build_;
  const Services& services_;
  std::vector<ExerciseFile> files_;
  BuiltExercise built_;
};

}  // namespace heaplab::grade
