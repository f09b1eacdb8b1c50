#include "demo/demo.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "demo/heap_picture.hpp"

namespace heaplab::demo {
namespace {

void fill(Demo& demo) {
  demo.table("", {"step", "faults"}).row({"first write", 512});
  demo.expect_equal("a first write is one fault", 512, 512);
  demo.expect("a second write is none", true);
  demo.not_measured("cache misses", "no hardware counters");
  demo.picture("after", "one block\n");
}

void break_it(Demo& demo) {
  fill(demo);
  demo.expect_equal("a read is none", 3, 0);
  demo.expect("a page is whole", false);
}

// What run() does with these words after the program's name.
class DemoRun : public testing::Test {
 protected:
  int run_with(std::vector<std::string> words,
               const std::function<void(Demo&)>& body = fill) {
    words.insert(words.begin(), "touch");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = run(static_cast<int>(argv.size()), argv.data(), "touch",
                         "What does a write cost?", body);
    out_ = testing::internal::GetCapturedStdout();
    error_ = testing::internal::GetCapturedStderr();
    return code;
  }

  std::string out_, error_;
};

TEST_F(DemoRun, PrintsItsTablesInvariantsAndWhatIsMissing) {
  EXPECT_EQ(run_with({}), 0);
  EXPECT_EQ(out_,
            "touch: What does a write cost?\n"
            "\n"
            "step          faults\n"
            "first write      512\n"
            "\n"
            "holds   a first write is one fault\n"
            "holds   a second write is none\n"
            "not measured  cache misses: no hardware counters\n");
  EXPECT_EQ(error_, "");
}

TEST_F(DemoRun, SaysWhichInvariantIsBrokenAndEndsWithOne) {
  EXPECT_EQ(run_with({}, break_it), 1);
  EXPECT_EQ(error_,
            "touch: invariant broken: a read is none: expected 0, found 3\n"
            "touch: invariant broken: a page is whole\n");
  EXPECT_NE(out_.find("BROKEN  a read is none\n"), std::string::npos);
}

TEST_F(DemoRun, PrintsJson) {
  EXPECT_EQ(run_with({"--json"}), 0);
  const auto json = nlohmann::json::parse(out_);
  EXPECT_EQ(json["demo"], "touch");
  EXPECT_EQ(json["tables"][0]["rows"][0][1]["value"], 512);
  EXPECT_EQ(json["tables"][0]["rows"][0][1]["measured"], false);
  EXPECT_EQ(json["invariants"][1]["holds"], true);
  EXPECT_EQ(json["not_measured"][0]["why"], "no hardware counters");
  EXPECT_EQ(json["pictures"][0]["text"], "one block\n");
}

TEST_F(DemoRun, ABrokenInvariantEndsJsonWithOneToo) {
  EXPECT_EQ(run_with({"--json"}, break_it), 1);
  EXPECT_EQ(nlohmann::json::parse(out_)["invariants"][2]["holds"], false);
}

TEST_F(DemoRun, PrintsOnePicture) {
  EXPECT_EQ(run_with({"--picture", "after"}), 0);
  EXPECT_EQ(out_, "one block\n");
  EXPECT_EQ(run_with({"--picture", "before"}), 2);
  EXPECT_EQ(error_,
            "touch: expected the name of a picture (after), found "
            "\"before\"\n");
}

TEST_F(DemoRun, CapturesAllOfOneRun) {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("heaplab-demo-" + std::to_string(getpid()));
  EXPECT_EQ(run_with({"--capture", folder.string()}), 0);
  EXPECT_EQ(out_, "");
  const auto content = [&](const char* name) {
    std::ostringstream text;
    text << std::ifstream(folder / name).rdbuf();
    return text.str();
  };
  EXPECT_TRUE(content("touch.txt").starts_with("touch: What does a write"));
  EXPECT_TRUE(nlohmann::json::accept(content("touch.json")));
  EXPECT_EQ(content("touch.cells"),
            "first write\tstep\tfirst write\nfirst write\tfaults\t512\n");
  EXPECT_EQ(content("touch.after.txt"), "one block\n");
  std::filesystem::remove_all(folder);
}

TEST_F(DemoRun, SaysWhereItCannotCapture) {
  EXPECT_EQ(run_with({"--capture", "/dev/null/x"}), 1);
  EXPECT_TRUE(error_.starts_with("touch: stopped: ")) << error_;
}

TEST_F(DemoRun, ABodyThatThrowsEndsWithOne) {
  const auto stop = [](Demo&) { throw std::runtime_error("no memory"); };
  EXPECT_EQ(run_with({}, stop), 1);
  EXPECT_EQ(error_, "touch: stopped: no memory\n");
}

TEST_F(DemoRun, AWrongOptionEndsWithTwo) {
  EXPECT_EQ(run_with({"--jsno"}), 2);
  EXPECT_NE(error_.find("--jsno"), std::string::npos) << error_;
}

TEST(HeapPicture, IsTheGraders) {
  EXPECT_EQ(draw_heap({{0, 32, 8, 16, true}, {32, 64, 40, 56, false}}, 96, 40),
            "  offset        bytes  what\n"
            "  0x00000000       32  allocated, payload 16 at heap+0x8\n"
            "> 0x00000020       64  free, payload 56\n");
}

}  // namespace
}  // namespace heaplab::demo
