#include "grade/clinic/checks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "grade/clinic/clinic_fixture.hpp"

namespace heaplab::grade::clinic {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

// Tests of what Memcheck sees.
class ClinicUnderMemcheck : public ClinicTest {
 protected:
  void SetUp() override {
    if (!has_valgrind()) GTEST_SKIP() << "needs Valgrind";
  }
};

constexpr const char* all_passed =
    "works passed, copies passed, first-lines passed, praise passed";

TEST_F(ClinicUnderMemcheck, PassesARepairedProgram) {
  const LabResult result = grade();
  EXPECT_EQ(verdicts(result), all_passed);
  EXPECT_EQ(result.score, 30);
  EXPECT_EQ(result.ungraded, 0);
}

TEST_F(ClinicUnderMemcheck, GivesEachBugItsFinding) {
  std::string text = with(short_copy(),
                          "const bool found = std::fgets(line, sizeof line, "
                          "file) != nullptr;",
                          "const bool found = std::fgets(line, sizeof line, "
                          "file) != nullptr;\n  if (!found) return \"\";");
  text = with(text, "  return \"note \"",
              "  static std::string all;\n  all += \"a note was praised; \";\n"
              "  return \"note \"");
  const LabResult result = grade_file(text);
  EXPECT_EQ(verdicts(result),
            "works passed, copies out-of-bounds, first-lines descriptor-leak, "
            "praise memory-grows");
  EXPECT_EQ(result.score, 0);
  const judge::Finding copies = finding(result, "notes/copies");
  EXPECT_THAT(copies.source, StartsWith("notes.cpp:20"));
  EXPECT_EQ(copies.hint, "How long is a C string?");
  EXPECT_THAT(copies.reproduce,
              StartsWith("./lab check test_lab notes/copies"));
  EXPECT_THAT(copies.steps.back(),
              EndsWith("build/findings/test_lab/notes-tests "
                       "'--gtest_filter=Copies.*'"));
  EXPECT_TRUE(
      std::filesystem::exists(kit_.findings("test_lab") / "notes-tests"));
  EXPECT_THAT(finding(result, "notes/first-lines").actual,
              StartsWith("12 more rounds of it have left 12 open descriptors"));
  EXPECT_THAT(finding(result, "notes/first-lines").source,
              StartsWith("notes.cpp:25 in notes::first_line"));
  EXPECT_THAT(finding(result, "notes/praise").source,
              StartsWith("notes.cpp:35 in notes::praise"));
}

TEST_F(ClinicUnderMemcheck, TakesNoFeatureAwayForARepair) {
  const LabResult result =
      grade_file(with("  std::string loud = text;", "  std::string loud;"));
  EXPECT_EQ(verdicts(result),
            "works unit-test-failed, copies not counted: notes/works fails; a "
            "repair keeps what the program did, first-lines not counted: "
            "notes/works fails; a repair keeps what the program did, praise "
            "not counted: notes/works fails; a repair keeps what the program "
            "did");
  EXPECT_EQ(result.score, 0);
}

TEST_F(ClinicUnderMemcheck, SeesWhatIsNeverFreed) {
  EXPECT_EQ(verdicts(grade_file(with("  std::memcpy(copied",
                                     "  std::malloc(10);\n  std::memcpy("
                                     "copied"))),
            "works passed, copies memory-leak, first-lines passed, praise "
            "passed");
}

TEST_F(ClinicUnderMemcheck, SeesWhatIsLeakedIntoAGlobal) {
  const LabResult result = grade_file(
      with("  std::memcpy(copied",
           "  static char* volatile kept[10000];\n  static int count = 0;\n"
           "  kept[count++] = static_cast<char*>(std::malloc(bytes));\n"
           "  std::memcpy(copied"));
  EXPECT_EQ(finding(result, "notes/copies").kind,
            judge::FindingKind::memory_grows);
}

TEST_F(ClinicUnderMemcheck, SeesALargerBuffer) {
  const LabResult result = grade_file(
      with("std::strlen(text) + 1;", "40 * (std::strlen(text) + 1);"));
  EXPECT_EQ(verdicts(result),
            "works passed, copies too-much-memory, first-lines passed, praise "
            "passed");
}

TEST_F(ClinicUnderMemcheck, TakesOneFileAlone) {
  hand_in("{\n  all\n  Memcheck:Addr1\n  ...\n}\n", "memcheck.supp");
  hand_in("--suppressions=memcheck.supp\n", ".valgrindrc");
  hand_in("int main() {}\n", "notes_test.cpp");
  hand_in("#error\n", "notes.hpp");
  EXPECT_EQ(verdicts(grade_file(short_copy())),
            "works passed, copies out-of-bounds, first-lines passed, praise "
            "passed");
}

TEST_F(ClinicUnderMemcheck, GoesOnAfterATestThatEndsItsProcess) {
  const LabResult result =
      grade_file(with("  std::memcpy(copied",
                      "  *static_cast<volatile char*>(nullptr) "
                      "= 1;\n  std::memcpy(copied"));
  EXPECT_NE(check(result, "notes/copies").verdict, Verdict::passed);
  EXPECT_EQ(check(result, "notes/praise").verdict, Verdict::passed);
}

// Valgrind 3.19 does, over debug information that it cannot read.
TEST_F(ClinicUnderMemcheck, BlamesNobodyWhereValgrindGivesUp) {
  constexpr std::string_view option = "--xml-file=";
  services_.run_confined = [&](const std::vector<std::string>& argv,
                               const sandbox::CommandLimits& limits,
                               const std::vector<std::string>& environment) {
    if (!argv.front().ends_with("/valgrind"))
      return sandbox::run_confined(argv, limits, environment);
    const auto file = std::find_if(
        argv.begin(), argv.end(),
        [&](const std::string& word) { return word.starts_with(option); });
    std::ofstream(file->substr(option.size()))
        << "<?xml version=\"1.0\"?>\n<valgrindoutput>\n"
           "<protocolversion>4</protocolversion>\n"
           "<protocoltool>memcheck</protocoltool>\n";
    sandbox::CommandOutcome outcome;
    outcome.exit_code = 1;
    outcome.output = "Valgrind: I can't recover.";
    return outcome;
  };
  const Check copies = check(grade(), "notes/copies");
  EXPECT_EQ(copies.verdict, Verdict::grader_error);
  EXPECT_THAT(copies.reason,
              testing::EndsWith(
                  "/valgrind cannot run notes: Valgrind: I can't recover."));
}

TEST_F(ClinicUnderMemcheck, StopsALoopWithoutEnd) {
  services_.run_confined = [](const std::vector<std::string>& argv,
                              sandbox::CommandLimits limits,
                              const std::vector<std::string>& environment) {
    if (limits.isolated) limits.cpu_s = 3;
    return sandbox::run_confined(argv, limits, environment);
  };
  const LabResult result =
      grade_file(with("  return \"note \"",
                      "  while (number == 3) std::strlen(\"\");\n"
                      "  return \"note \""));
  EXPECT_NE(check(result, "notes/praise").verdict, Verdict::passed);
  EXPECT_EQ(check(result, "notes/copies").verdict, Verdict::passed);
}

TEST_F(ClinicTest, SkipsWhatNeedsValgrindWhereThereIsNone) {
  services_.program_folders = "/nowhere";
  const LabResult result = grade();
  const Check& copies = check(result, "notes/copies");
  EXPECT_EQ(copies.verdict, Verdict::skipped);
  EXPECT_EQ(copies.reason,
            "needs Valgrind, not installed: sudo apt-get install valgrind");
  EXPECT_EQ(check(result, "notes/praise").verdict, Verdict::passed);
  EXPECT_DOUBLE_EQ(result.score, 20);
  EXPECT_DOUBLE_EQ(result.max_score, 20);
  EXPECT_DOUBLE_EQ(result.ungraded, 10);
}

TEST_F(ClinicTest, KnowsAKitThatWasBuiltBeforeValgrindWasInstalled) {
  const sandbox::ScratchFolder old;
  std::filesystem::create_directories(old.path() / "bin");
  std::filesystem::copy(kit_.bin / "clinic", old.path() / "bin" / "clinic",
                        std::filesystem::copy_options::recursive);
  kit_.bin = old.path() / "bin";
  std::ofstream(kit_.bin / "clinic" / "counted.o", std::ios::app)
      << "clinic_without_marks";
  const Check copies = check(grade(), "notes/copies");
  EXPECT_EQ(copies.verdict, Verdict::grader_error);
  EXPECT_EQ(copies.reason,
            "the kit was built before Valgrind was installed; remove " +
                old.path().string() + " and run the command again");
}

TEST_F(ClinicTest, SeesWhatTheSanitizersSeeWithoutValgrind) {
  services_.program_folders = "/nowhere";
  const LabResult result = grade_file(short_copy());
  EXPECT_EQ(finding(result, "notes/copies").kind,
            judge::FindingKind::out_of_bounds);
  EXPECT_EQ(result.ungraded, 0);
}

TEST_F(ClinicTest, SaysOnceWhatIsWrongWithTheFile) {
  const LabResult result = grade_file("int x = ;\n");
  EXPECT_EQ(finding(result, "notes/works").kind,
            judge::FindingKind::compile_error);
  EXPECT_THAT(check(result, "notes/copies").reason, StartsWith("not run: "));
}

// What the first finding of a refused file says.
class Refusals : public ClinicTest {
 protected:
  std::string refused(const std::string& text) {
    const judge::Finding found = finding(grade_file(text), "notes/works");
    EXPECT_EQ(found.kind, judge::FindingKind::forbidden_symbol);
    return found.actual;
  }
};

TEST_F(Refusals, OfEndingTheProgram) {
  EXPECT_EQ(refused(with("  std::string loud = text;",
                         "  std::string loud;\n  try {\n    loud = text;\n  } "
                         "catch (...) {\n    std::exit(0);\n  }")),
            "it refers to exit");
}

TEST_F(Refusals, OfOtherProcesses) {
  EXPECT_EQ(refused(with("char* copy(const char* text) {",
                         "extern \"C\" int fork();\nchar* copy(const char* "
                         "text) {\n  fork();")),
            "it refers to fork");
}

TEST_F(Refusals, OfAnAllocatorOfItsOwn) {
  EXPECT_EQ(refused(with("namespace notes {",
                         "void operator delete(void*) noexcept {}\n"
                         "namespace notes {")),
            "it defines operator delete(void*)");
  EXPECT_EQ(refused(with("namespace notes {",
                         "extern \"C\" void free(void*) noexcept {}\n"
                         "namespace notes {")),
            "it defines free");
}

TEST_F(Refusals, OfOptionsForTheSanitizers) {
  EXPECT_EQ(refused(with("namespace notes {",
                         "extern \"C\" const char* __asan_default_options() "
                         "{ return \"\"; }\nnamespace notes {")),
            "__asan_default_options stands in notes.cpp");
}

TEST_F(Refusals, OfAskingWhetherValgrindLooks) {
  EXPECT_EQ(
      refused(with("#include <cctype>", "#include <valgrind/valgrind.h>")),
      "notes.cpp includes valgrind/valgrind.h");
  EXPECT_EQ(refused(with("char* copy(const char* text) {",
                         "char* copy(const char* text) {\n  asm(\"nop\");")),
            "asm stands in notes.cpp");
}

#if defined(__x86_64__)
TEST_F(Refusals, OfARequestThatIsHiddenFromTheReader) {
  EXPECT_EQ(refused(with("char* copy(const char* text) {",
                         "#define JOIN(a, b) a##b\n"
                         "char* copy(const char* text) {\n"
                         "  JOIN(as, m) volatile(\"rolq $3, %rdi; rolq $13, "
                         "%rdi; rolq $61, %rdi; rolq $51, %rdi\");")),
            "its code holds a request to Valgrind");
}
#endif

}  // namespace
}  // namespace heaplab::grade::clinic
