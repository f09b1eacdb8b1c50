// One repaired program, examined by one tool after the other.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "grade/clinic/memcheck_run.hpp"
#include "grade/clinic/running.hpp"
#include "grade/memory_error.hpp"

namespace heaplab::grade::clinic {

// Runs what is needed, and no more: a suite that has a finding is not run
// again. The order of the tools is that of how much a finding of theirs tells:
// Memcheck, the tests' own expectations, sanitizers and assertions, what grows,
// what is more than the reference needs.
class Examination {
 public:
  // `valgrind` empty: it is not installed.
  Examination(const BuildTask& task, const Built& built,
              std::filesystem::path valgrind);

  // The first finding of a suite; none where all its tests pass in all of them.
  // It has neither `hint` nor `reproduce`. Throws GraderError.
  std::optional<judge::Finding> examine(const std::string& suite);

  // Whether Memcheck has looked.
  bool had_memcheck() const { return memcheck_.has_value(); }

 private:
  using Stage = std::optional<judge::Finding> (Examination::*)(const Test&);

  std::optional<judge::Finding> by_stage(const std::vector<Test>& tests,
                                         Stage stage);
  std::optional<judge::Finding> see_memcheck(const Test& test);
  std::optional<judge::Finding> see_native(const Test& test);
  std::optional<judge::Finding> see_sanitized(const Test& test);
  std::optional<judge::Finding> see_growth(const Test& test);
  std::optional<judge::Finding> see_more(const Test& test);
  std::optional<judge::Finding> outside_of_tests() const;
  const Rounds& native(const Test& test);
  std::string origin(const Test& test, bool of_descriptors) const;

  const BuildTask& task_;
  const Built& built_;
  std::filesystem::path valgrind_;
  StudentFiles files_;
  std::optional<MemcheckResult> memcheck_;
  std::map<std::string, Rounds> native_;  // by test
};

}  // namespace heaplab::grade::clinic
