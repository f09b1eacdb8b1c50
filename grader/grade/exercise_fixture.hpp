// A small lab of exercises on disk, with a small program of cases in place of
// the register checker; compiler, linker and confinement are the real ones.
#pragma once

#include <gmock/gmock.h>

#include <string>

#include "grade/command.hpp"
#include "grade/exercise_checks.hpp"
#include "grade/grade_test.hpp"

namespace heaplab::grade {

// Two functions: twice(n) and thrice(n), each tried on 2.
inline constexpr std::string_view pair_cases = R"(
#include <cstdio>
#include <cstring>
extern "C" __attribute__((weak)) long twice(long n);
extern "C" __attribute__((weak)) long thrice(long n);
extern "C" void permitted() {}
static int fail(const char* word, const char* rule, const char* expected,
                const char* actual, const char* seed) {
  std::printf("%s verdict failed\n%s rule %s\n%s expected %s\n%s actual %s\n"
              "%s step seed %s\n%s end\n",
              word, word, rule, word, expected, word, actual, word, seed, word);
  return 1;
}
int main(int argc, char** argv) {
  if (argc == 2) {
    std::puts("twice-small\ttwice of 2\t1\ttwice");
    std::puts("thrice-small\tthrice of 2\t3\tthrice");
    return 0;
  }
  const bool two = std::strcmp(argv[2], "twice-small") == 0;
  const char* const word = argv[6];
  auto* const function = two ? twice : thrice;
  if (function == nullptr)
    return fail(word, "missing-function", two ? "twice" : "thrice", "missing",
                argv[4]);
  if (function(2) != (two ? 4 : 6))
    return fail(word, "wrong-result", "another", "wrong", argv[4]);
  std::printf("%s verdict passed\n%s end\n", word, word);
}
)";

// The two functions, right, for an instruction set. `first` and `last` are
// lines in twice(): before anything else, and before it returns.
inline std::string pair_of(Isa isa, const std::string& first = "",
                           const std::string& last = "") {
  const bool x86 = isa == Isa::x86_64;
  return fmt::format(
      "  .globl twice\ntwice:\n{}  {}\n{}  ret\n"
      "  .globl thrice\nthrice:\n  {}\n  ret\n"
      "  .section .note.GNU-stack,\"\",%progbits\n",
      first, x86 ? "leaq (%rdi,%rdi), %rax" : "add x0, x0, x0", last,
      x86 ? "leaq (%rdi,%rdi,2), %rax" : "add x0, x0, x0, lsl #1");
}

class ExerciseTest : public GradeTest {
 protected:
  ExerciseTest() {
    lab_ = Manifest();
    lab_.id = "01-calls";
    lab_.title = "Calls";
    lab_.path = kit_.lab("01-calls") / "lab.toml";
    lab_.points = {40, 0, 0};
    std::filesystem::create_directories(kit_.include());
    add("pair", 8).assembly = {"pair.S"};
    write("labs/01-calls/exercises/pair.cpp", std::string(pair_cases));
    hand_in(pair_of(native_isa()));
    install_cases(find_toolchain(native_isa()));
    services_.run_confined = sandbox::run_confined;
  }

  Exercise& add(const std::string& id, double points) {
    Exercise exercise;
    exercise.id = id;
    exercise.title = id;
    exercise.points = points;
    return lab_.exercises.emplace_back(std::move(exercise));
  }

  // An exercise with the same cases on other functions of the same names.
  Exercise& add_with_cases(const std::string& id, double points) {
    write("labs/01-calls/exercises/" + id + ".cpp", std::string(pair_cases));
    for (const char* file : {"", ".o"}) {
      std::filesystem::copy_file(
          kit_.cases(native(), lab_.id, std::string("pair") + file),
          kit_.cases(native(), lab_.id, id + file));
    }
    return add(id, points);
  }

  void hand_in(const std::string& text, const std::string& file = "") const {
    const std::string name =
        file.empty() ? fmt::format("{}/pair.S", native()) : file;
    write("starter/01-calls/" + name, text);
  }

  std::filesystem::path handed_in(const std::string& file) const {
    return kit_.starter(lab_.id) / file;
  }

  static std::string native() { return std::string(isa_name(native_isa())); }
  static std::string other() { return std::string(isa_name(other_isa())); }

  // Builds the program of the cases for an instruction set, once.
  void install_cases(const Toolchain& tools) const {
    static const sandbox::ScratchFolder once;
    const std::string isa(isa_name(tools.isa));
    const std::filesystem::path built = once.path() / isa;
    if (!std::filesystem::exists(built)) build_cases(tools, built);
    const std::filesystem::path folder =
        kit_.cases(isa, lab_.id, "pair").parent_path();
    std::filesystem::create_directories(folder);
    std::filesystem::copy_file(built / "pair", folder / "pair");
    std::filesystem::copy_file(built / "pair.o", folder / "pair.o");
    const std::filesystem::path library = kit_.register_checker(isa);
    std::filesystem::create_directories(library.parent_path());
    std::filesystem::copy_file(built / "empty.a", library);
  }

  // The check that failed with a finding; there must be one.
  static judge::Finding finding(const LabResult& result,
                                const std::string& id) {
    const Check& failed = check(result, id);
    EXPECT_EQ(failed.verdict, Verdict::failed);
    EXPECT_TRUE(failed.finding.has_value());
    return failed.finding.value_or(judge::Finding());
  }

  static std::vector<std::string> findings(const LabResult& result) {
    std::vector<std::string> ids;
    for (const Check& check : result.checks)
      if (check.finding) ids.push_back(check.id);
    return ids;
  }

 private:
  static void must_run(std::vector<std::string> argv) {
    Command command;
    command.argv = std::move(argv);
    const CommandResult result = run_command(command);
    ASSERT_TRUE(result.succeeded()) << result.output;
  }

  static void build_cases(const Toolchain& tools,
                          const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    write_file(folder / "pair.cpp", pair_cases);
    const std::string object = folder / "pair.o";
    must_run({tools.compiler, "-c", folder / "pair.cpp", "-o", object});
    must_run({tools.compiler, "-static", object, "-o", folder / "pair"});
    must_run({"ar", "qc", folder / "empty.a"});
  }
};

}  // namespace heaplab::grade
