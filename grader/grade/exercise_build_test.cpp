// What can be wrong with a file before it runs: each mistake as a student would
// make it, and what is said of it.
#include "grade/exercise_build.hpp"

#include "grade/exercise_findings.hpp"
#include "grade/exercise_fixture.hpp"

namespace heaplab::grade {
namespace {

using judge::FindingKind;
using testing::ElementsAre;
using testing::HasSubstr;

class ExerciseBuildTest : public ExerciseTest {
 protected:
  std::string file() const { return native() + "/pair.S"; }
  judge::Finding refused() { return finding(grade(), "pair/twice-small"); }
};

TEST_F(ExerciseBuildTest, AMissingFile) {
  std::filesystem::remove(handed_in(file()));
  const judge::Finding finding = refused();
  EXPECT_EQ(finding.kind, FindingKind::missing_function);
  EXPECT_EQ(finding.expected, file() + " with twice and thrice");
  EXPECT_EQ(finding.actual, "pair.S is missing");
  EXPECT_EQ(finding.reproduce, "./lab check 01-calls pair --seed 1");
}

TEST_F(ExerciseBuildTest, CppInPlaceOfTheFile) {
  std::filesystem::remove(handed_in(file()));
  hand_in("long twice(long n) { return 2 * n; }\n", native() + "/pair.cpp");
  const judge::Finding finding = refused();
  EXPECT_EQ(finding.kind, FindingKind::wrong_language);
  EXPECT_EQ(finding.expected, file() + " in assembly");
  EXPECT_EQ(finding.actual,
            "pair.S is missing, and there is " + native() + "/pair.cpp");
}

TEST_F(ExerciseBuildTest, CppInTheFile) {
  hand_in(
      "// two functions\n#include <cstdint>\n"
      "extern \"C\" long twice(long n) {\n  return 2 * n;\n}\n");
  judge::Finding finding = refused();
  EXPECT_EQ(finding.kind, FindingKind::wrong_language);
  EXPECT_EQ(finding.actual, "pair.S is C++: line 2 is \"#include <cstdint>\"");
  EXPECT_EQ(finding.source, file() + ":2");
  hand_in("extern \"C\" long twice(long n) {\n  return 2 * n;\n}\n");
  finding = refused();
  EXPECT_EQ(finding.kind, FindingKind::wrong_language);
  EXPECT_EQ(finding.expected, file() + " in assembly");
}

TEST_F(ExerciseBuildTest, AnInstructionThatDoesNotExist) {
  hand_in(pair_of(native_isa(), "  movv 1, 2\n"));
  const judge::Finding finding = refused();
  EXPECT_EQ(finding.kind, FindingKind::compile_error);
  EXPECT_EQ(finding.expected, file() + " assembles");
  EXPECT_EQ(finding.source, file() + ":3");
  EXPECT_THAT(finding.actual, HasSubstr(file() + ":3"));
  EXPECT_THAT(finding.output, HasSubstr("movv 1, 2"));
}

TEST_F(ExerciseBuildTest, ACallOfWhatIsNotPermitted) {
  const char* const jump =
      native_isa() == Isa::x86_64 ? "  call malloc\n" : "  bl malloc\n";
  hand_in(pair_of(native_isa(), jump));
  judge::Finding finding = refused();
  EXPECT_EQ(finding.kind, FindingKind::forbidden_symbol);
  EXPECT_EQ(finding.expected, file() + " calls nothing outside this exercise");
  EXPECT_EQ(finding.actual, "pair.S calls malloc");
  EXPECT_EQ(finding.source, file() + ":3");
  lab_.exercises[0].calls_note = "a leaf function calls nothing";
  lab_.exercises[0].calls = {"mmap", "munmap"};
  finding = refused();
  EXPECT_EQ(finding.actual,
            "pair.S calls malloc; a leaf function calls nothing");
  EXPECT_EQ(
      finding.expected,
      file() + " calls nothing outside this exercise but mmap and munmap");
}

TEST_F(ExerciseBuildTest, ACallOfWhatIsPermitted) {
  const char* const jump = native_isa() == Isa::x86_64
                               ? "  jmp 1f\n  call permitted\n1:\n"
                               : "  b 1f\n  bl permitted\n1:\n";
  hand_in(pair_of(native_isa(), jump));
  lab_.exercises[0].calls = {"permitted"};
  EXPECT_THAT(findings(grade()), ElementsAre());
}

TEST_F(ExerciseBuildTest, AFunctionThatTheKitHas) {
  hand_in(pair_of(native_isa()) + "  .text\n  .globl write\nwrite:\n  ret\n");
  const judge::Finding finding = refused();
  EXPECT_EQ(finding.kind, FindingKind::forbidden_symbol);
  EXPECT_EQ(finding.actual,
            "pair.S defines write, which they have; choose another name");
  EXPECT_EQ(finding.expected,
            "names that neither the kit nor the C library has");
  lab_.exercises[0].calls = {"write"};
  for (const Check& check : grade().checks) {
    ASSERT_TRUE(!check.finding ||
                check.finding->kind != FindingKind::forbidden_symbol);
  }
}

TEST_F(ExerciseBuildTest, OneFunctionInTwoFiles) {
  lab_.exercises[0].assembly = {"pair.S", "more.S"};
  hand_in(pair_of(native_isa()), native() + "/more.S");
  const judge::Finding finding = refused();
  EXPECT_EQ(finding.kind, FindingKind::compile_error);
  EXPECT_THAT(finding.actual, HasSubstr("pair.S and more.S all define t"));
}

TEST_F(ExerciseBuildTest, ALinkIsNotRead) {
  std::filesystem::remove(handed_in(file()));
  std::filesystem::create_symlink("/etc/passwd", handed_in(file()));
  EXPECT_THAT(input_error(), HasSubstr("pair.S: expected a regular file"));
}

TEST_F(ExerciseBuildTest, AFolderThatIsNotThere) {
  options_.submission = scratch_.path() / "nowhere";
  EXPECT_EQ(input_error(),
            (scratch_.path() / "nowhere").string() +
                ": expected a folder with the files of 01-calls, found nothing "
                "there; check the path");
}

TEST(IsCppLine, TellsItFromAssembly) {
  for (const char* line :
       {"#include <cstdint>", "extern \"C\" long f(long n) {", "  return n;",
        "std::int64_t f(int n) {", "static int x = 3;"})
    EXPECT_TRUE(is_cpp_line(line)) << line;
  for (const char* line :
       {"#include \"heaplab/asm.h\"", "  ret", "return:", "  movq $3, %rax",
        "  ldr x0, [sp, #16]", "  bl f", "  call f  # then return it;"})
    EXPECT_FALSE(is_cpp_line(line)) << line;
}

TEST(FindToolchain, NamesThePackagesThatAreMissing) {
  if (native_isa() != Isa::x86_64) GTEST_SKIP() << "the names differ";
  EXPECT_EQ(find_toolchain(other_isa(), "/nowhere").missing,
            "needs qemu-user and g++-aarch64-linux-gnu, not installed: sudo "
            "apt-get install qemu-user g++-aarch64-linux-gnu");
  EXPECT_EQ(find_toolchain(native_isa(), "/nowhere").missing, "");
}

}  // namespace
}  // namespace heaplab::grade
