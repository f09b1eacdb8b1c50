#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grade/manifest.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

constexpr std::string_view good = R"(id = "01-calls"
title = "Calls"
[points]
correctness = 70
throughput = 15
utilization = 15
[throughput]
ratio_none = 8.0
ratio_full = 1.0
[utilization]
header_bytes = 16
footer_bytes = 0
alignment_bytes = 16
minimum_block_bytes = 16
reuse = true
none = 0.5
full = 0.9
[limits]
heap_bytes = 67108864
operation_cpu_ms = 2000
operation_wall_ms = 10000
trace_wall_s = 20
output_bytes = 65536
global_bytes = 256
[[exercises]]
id = "predict"
title = "Predict"
points = 4
answers = "predict.toml"
[[exercises]]
id = "leaf"
title = "Leaf functions"
points = 6
assembly = ["leaf.S"]
calls_note = "a leaf function calls nothing"
[[exercises]]
id = "switch"
title = "Switch"
points = 9.5
assembly = ["switch.S"]
sources = ["generator.cpp"]
calls = ["mmap"]
replayed = "coroutines.cpp"
replays = "coroutines"
baseline = "coroutines"
[[exercises]]
id = "scratch"
title = "Scratch"
points = 5
assembly = ["scratch.S"]
bonus = true
[[bonus]]
name = "other-isa"
title = "The other one"
points = 10
other_isa = true
[[traces]]
group = "coroutines"
folder = "traces"
axes = ["correctness"]
exercise = "switch"
)";

class ManifestExercisesTest : public testing::Test {
 protected:
  ManifestExercisesTest() { fs::create_directories(folder()); }

  fs::path folder() const { return scratch_.path() / "labs" / "01-calls"; }

  Manifest read(const std::string& text) const {
    write_file(folder() / "lab.toml", text);
    return read_manifest(folder() / "lab.toml");
  }

  std::string error_with(const std::string& from, const std::string& to) const {
    std::string text(good);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    try {
      read(text);
    } catch (const InputError& error) {
      const std::string message = error.what();
      return message.substr((folder() / "lab.toml").string().size() + 1);
    }
    return "no error";
  }

 private:
  sandbox::ScratchFolder scratch_;
};

TEST_F(ManifestExercisesTest, ReadsEverything) {
  const Manifest lab = read(std::string(good));
  EXPECT_EQ(lab.file, "");
  ASSERT_EQ(lab.exercises.size(), 4u);
  EXPECT_EQ(lab.exercises[0].answers, "predict.toml");
  EXPECT_FALSE(lab.exercises[0].has_program());
  EXPECT_THAT(lab.exercises[1].assembly, ElementsAre("leaf.S"));
  EXPECT_EQ(lab.exercises[1].calls_note, "a leaf function calls nothing");
  const Exercise* const found = lab.exercise("switch");
  ASSERT_NE(found, nullptr);
  EXPECT_DOUBLE_EQ(found->points, 9.5);
  EXPECT_THAT(found->sources, ElementsAre("generator.cpp"));
  EXPECT_THAT(found->calls, ElementsAre("mmap"));
  EXPECT_EQ(found->replayed, "coroutines.cpp");
  EXPECT_EQ(found->baseline, "coroutines");
  EXPECT_EQ(found->replays, Replays::coroutines);
  EXPECT_TRUE(lab.exercises[3].bonus);
  EXPECT_EQ(lab.exercise("none"), nullptr);
  EXPECT_EQ(lab.throughput.baseline, "coroutines");
  EXPECT_EQ(lab.traces.front().exercise, "switch");
}

TEST_F(ManifestExercisesTest, ReadsFilesOfEveryKind) {
  const std::string all(good);
  const std::string answers = "answers = \"predict.toml\"";
  const auto with = [&](const std::string& line) {
    std::string text = all;
    return read(text.replace(text.find(answers), answers.size(), line));
  };
  EXPECT_EQ(with("repairs = \"csv.cpp\"").exercises[0].repairs, "csv.cpp");
  EXPECT_EQ(with("diagnosis = \"reports.toml\"").submitted().front(),
            "reports.toml");
  EXPECT_EQ(with("suppressions = \"memcheck.supp\"").submitted().front(),
            "memcheck.supp");
  EXPECT_THAT(
      error_with(answers, "repairs = \"csv.c\""),
      EndsWith("\"repairs\" must name a file NAME.cpp without a folder, "
               "found \"csv.c\""));
}

TEST_F(ManifestExercisesTest, KnowsWhatIsHandedIn) {
  EXPECT_THAT(
      read(std::string(good)).submitted(),
      ElementsAre("predict.toml", "x86-64/leaf.S", "aarch64/leaf.S",
                  "x86-64/switch.S", "aarch64/switch.S", "generator.cpp",
                  "coroutines.cpp", "x86-64/scratch.S", "aarch64/scratch.S"));
}

TEST_F(ManifestExercisesTest, MakesABonusOfABonusExercise) {
  const Manifest lab = read(std::string(good));
  ASSERT_EQ(lab.bonuses.size(), 2u);
  EXPECT_EQ(lab.bonuses[0].name, "scratch");
  EXPECT_TRUE(lab.bonuses[0].exercise);
  EXPECT_DOUBLE_EQ(lab.bonuses[0].points, 5);
  EXPECT_TRUE(lab.bonuses[1].other_isa);
  EXPECT_FALSE(lab.bonuses[1].is_measured());
}

TEST_F(ManifestExercisesTest, RefusesAFileBesideExercises) {
  EXPECT_EQ(error_with("[points]", "file = \"allocator.cpp\"\n[points]"),
            "3:8: a lab has either \"file\" and \"class\" or exercises, found "
            "\"file\" beside exercises; leave it out");
}

TEST_F(ManifestExercisesTest, RefusesIdsThatAreTakenOrNoWords) {
  EXPECT_EQ(error_with("id = \"leaf\"", "id = \"tests\""),
            "31:6: \"id\" must be small letters, digits and \"_\" and none of "
            "tests, checker, traces, compile, throughput, found \"tests\"");
  EXPECT_THAT(error_with("id = \"leaf\"", "id = \"a/b\""),
              EndsWith("found \"a/b\""));
  EXPECT_EQ(error_with("id = \"leaf\"", "id = \"predict\""),
            "31:6: the exercise \"predict\" is there twice; give one of them "
            "another id");
}

TEST_F(ManifestExercisesTest, RefusesFilesOfAnotherKind) {
  EXPECT_EQ(error_with("[\"leaf.S\"]", "[\"leaf.cpp\"]"),
            "34:12: \"assembly\" must name a file NAME.S without a folder, "
            "found \"leaf.cpp\"");
  EXPECT_THAT(error_with("[\"leaf.S\"]", "[\"x86-64/leaf.S\"]"),
              EndsWith("found \"x86-64/leaf.S\""));
  EXPECT_EQ(error_with("[\"scratch.S\"]", "[\"leaf.S\"]"),
            "47:6: \"leaf\" and \"scratch\" both have the file leaf.S; take it "
            "out of one");
}

TEST_F(ManifestExercisesTest, RefusesAnExerciseWithoutAFile) {
  EXPECT_EQ(error_with("answers = \"predict.toml\"\n", ""),
            "26:6: the exercise \"predict\" has no file; give it \"assembly\", "
            "\"sources\", \"answers\", \"repairs\", \"diagnosis\", "
            "\"suppressions\" or \"replayed\"");
}

TEST_F(ManifestExercisesTest, RefusesABaselineWithoutAReplayedFile) {
  EXPECT_EQ(error_with("bonus = true", "baseline = \"frame-stack\""),
            "51:12: \"baseline\" is for an exercise that traces are replayed "
            "on; add \"replayed\" or leave it out");
  EXPECT_THAT(error_with("baseline = \"coroutines\"\n", ""),
              HasSubstr("lacks the key \"baseline\""));
  EXPECT_EQ(error_with("replays = \"coroutines\"", "replays = \"heaps\""),
            "44:11: \"replays\" must be \"frames\", \"coroutines\" or "
            "\"misuse\", found \"heaps\"");
}

TEST_F(ManifestExercisesTest, RefusesTracesOfNoReplayedExercise) {
  EXPECT_EQ(error_with("exercise = \"switch\"", "exercise = \"leaf\""),
            "61:12: \"exercise\" must be the id of an exercise with "
            "\"replayed\", found \"leaf\"");
  EXPECT_EQ(error_with("group = \"coroutines\"", "group = \"leaf\""),
            "58:9: \"group\" must not be an exercise's id, found \"leaf\"; "
            "choose another word");
  EXPECT_THAT(error_with("exercise = \"switch\"\n", ""),
              HasSubstr("lacks the key \"exercise\""));
}

TEST_F(ManifestExercisesTest, RefusesABaselineOfTheLab) {
  EXPECT_EQ(error_with("ratio_none = 8.0", "baseline = \"x\"\nratio_none = 8"),
            "8:1: [throughput] has no key \"baseline\"; remove it");
}

TEST_F(ManifestExercisesTest, RefusesAnOtherIsaThatIsFalse) {
  EXPECT_EQ(error_with("other_isa = true", "other_isa = false"),
            "56:13: \"other_isa\" must be true, in a lab with exercises; leave "
            "it out or give the lab some");
}

}  // namespace
}  // namespace heaplab::grade
