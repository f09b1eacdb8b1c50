#include "grade/manifest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;

constexpr std::string_view good = R"(id = "04-list"
title = "A list"
needs = ["03-bump"]
file = "allocator.cpp"
class = "List"
[points]
correctness = 50
throughput = 25.5
utilization = 25
[throughput]
baseline = "next-fit"
ratio_none = 16.0
ratio_full = 1.15
[utilization]
header_bytes = 8
footer_bytes = 4
alignment_bytes = 16
minimum_block_bytes = 32
reuse = true
none = 0.40
full = 0.95
[limits]
heap_bytes = 67108864
operation_cpu_ms = 2000
operation_wall_ms = 10000
trace_wall_s = 20
output_bytes = 65536
global_bytes = 256
[tests]
points = 2
[[traces]]
group = "teaching"
folder = "traces"
axes = ["correctness"]
[[traces]]
group = "programs"
folder = "../traces/short"
axes = ["correctness", "throughput", "utilization"]
points = 2
variants = true
[[hidden]]
group = "hidden"
folder = "hidden"
axes = ["correctness", "utilization"]
)";

class ManifestTest : public testing::Test {
 protected:
  ManifestTest() { fs::create_directories(folder()); }

  fs::path root() const { return scratch_.path(); }
  fs::path folder() const { return root() / "labs" / "04-list"; }

  Manifest read(const std::string& text) const {
    write_file(folder() / "lab.toml", text);
    return read_manifest(folder() / "lab.toml");
  }

  // The good manifest with `from` replaced by `to`, and what is said of it.
  std::string error_with(const std::string& from, const std::string& to) const {
    std::string text(good);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    try {
      read(text);
    } catch (const InputError& error) {
      const std::string message = error.what();
      const std::string prefix = (folder() / "lab.toml").string() + ":";
      EXPECT_TRUE(message.starts_with(prefix)) << message;
      return message.substr(prefix.size());
    }
    return "no error";
  }

 private:
  sandbox::ScratchFolder scratch_;
};

TEST_F(ManifestTest, ReadsEverything) {
  const Manifest lab = read(std::string(good));
  EXPECT_EQ(lab.id, "04-list");
  EXPECT_EQ(lab.title, "A list");
  EXPECT_EQ(lab.needs, std::vector<std::string>{"03-bump"});
  EXPECT_EQ(lab.file, "allocator.cpp");
  EXPECT_EQ(lab.class_name, "List");
  EXPECT_DOUBLE_EQ(lab.points.of(Axis::throughput), 25.5);
  EXPECT_DOUBLE_EQ(lab.points.total(), 100.5);
  EXPECT_EQ(lab.throughput.baseline, "next-fit");
  EXPECT_DOUBLE_EQ(lab.throughput.ratio_none, 16);
  EXPECT_EQ(lab.utilization.layout.footer_bytes, 4u);
  EXPECT_TRUE(lab.utilization.layout.reuse);
  EXPECT_EQ(lab.limits.operation_cpu_ns, 2'000'000'000u);
  EXPECT_EQ(lab.limits.trace_wall_ns, 20'000'000'000u);
  EXPECT_EQ(lab.limits.global_bytes, 256u);
  EXPECT_DOUBLE_EQ(lab.test_points, 2);
}

TEST_F(ManifestTest, ReadsWhatOnlySomeLabsHave) {
  const Manifest without = read(std::string(good));
  EXPECT_EQ(without.limits.mapped_bytes, 0u);
  EXPECT_DOUBLE_EQ(without.throughput.system_call_ns, 0);
  EXPECT_DOUBLE_EQ(without.throughput.page_ns, 0);
  EXPECT_DOUBLE_EQ(without.utilization.average_weight, 0);
  EXPECT_EQ(without.utilization.layout.quarantine_bytes, 0u);
  std::string text(good);
  const auto add = [&](const std::string& after, const std::string& line) {
    text.insert(text.find(after) + after.size(), line);
  };
  add("ratio_full = 1.15\n", "system_call_ns = 4400\npage_ns = 1100.5\n");
  add("full = 0.95\n", "average_weight = 0.5\nquarantine_bytes = 65536\n");
  add("heap_bytes = 67108864\n", "mapped_bytes = 8192\n");
  const Manifest lab = read(text);
  EXPECT_EQ(lab.limits.mapped_bytes, 8192u);
  EXPECT_DOUBLE_EQ(lab.throughput.system_call_ns, 4400);
  EXPECT_DOUBLE_EQ(lab.throughput.page_ns, 1100.5);
  EXPECT_DOUBLE_EQ(lab.utilization.average_weight, 0.5);
  EXPECT_EQ(lab.utilization.layout.quarantine_bytes, 65536u);
}

TEST_F(ManifestTest, MappedBytesAreWholePages) {
  EXPECT_EQ(error_with("heap_bytes = 67108864",
                       "heap_bytes = 67108864\nmapped_bytes = 5000"),
            "24:16: \"mapped_bytes\" must be a multiple of 4096, found 5000");
}

TEST_F(ManifestTest, FindsTheFoldersOfTheTraces) {
  const Manifest lab = read(std::string(good));
  ASSERT_EQ(lab.traces.size(), 2u);
  EXPECT_EQ(lab.traces[0].folder, folder() / "traces");
  EXPECT_FALSE(lab.traces[0].points.has_value());
  EXPECT_FALSE(lab.traces[0].counts_for(Axis::throughput));
  EXPECT_EQ(lab.traces[1].folder, root() / "labs" / "traces" / "short");
  EXPECT_EQ(lab.traces[1].points, 2);
  EXPECT_TRUE(lab.traces[1].variants);
  ASSERT_EQ(lab.hidden.size(), 1u);
  EXPECT_EQ(lab.hidden[0].folder, root() / "solutions" / "04-list" / "hidden");
}

TEST_F(ManifestTest, RefusesUnknownKeys) {
  EXPECT_EQ(error_with("title =", "titel = \"x\"\ntitle ="),
            "2:1: the top level has no key \"titel\"; did you mean \"title\"?");
  EXPECT_EQ(error_with("correctness = 50", "correctness = 50\nzzz = 1"),
            "8:1: [points] has no key \"zzz\"; remove it");
}

TEST_F(ManifestTest, RefusesWrongTypes) {
  EXPECT_EQ(error_with("correctness = 50", "correctness = \"50\""),
            "7:15: \"correctness\" must be a number from 0 to 1000, found a "
            "string");
  EXPECT_EQ(error_with("reuse = true", "reuse = 1"),
            "19:9: \"reuse\" must be true or false, found a whole number");
  EXPECT_EQ(error_with("header_bytes = 8", "header_bytes = 8.5"),
            "15:16: \"header_bytes\" must be a whole number from 0 to 4096, "
            "found a number");
  EXPECT_EQ(error_with("[\"03-bump\"]", "[3]"),
            "3:10: \"needs\" must be an array of strings, found a whole number "
            "in it");
  EXPECT_EQ(error_with("\"A list\"", "\"\""),
            "2:9: \"title\" must be a string that is not empty");
}

TEST_F(ManifestTest, RefusesMissingKeys) {
  EXPECT_EQ(error_with("class = \"List\"\n", ""),
            "1:1: the top level lacks the key \"class\"; add it: a string that "
            "is not empty");
  EXPECT_EQ(error_with("full = 0.95\n", ""),
            "14:1: [utilization] lacks the key \"full\"; add it: a number from "
            "0 to 1");
}

TEST_F(ManifestTest, RefusesValuesOutOfRange) {
  EXPECT_EQ(error_with("heap_bytes = 67108864", "heap_bytes = -1"),
            "23:14: \"heap_bytes\" must be a whole number from 4096 to "
            "1099511627776, found -1");
  EXPECT_EQ(error_with("none = 0.40", "none = 0.95"),
            "20:8: \"none\" must be less than \"full\" (0.95), found 0.95");
  EXPECT_EQ(error_with("ratio_none = 16.0", "ratio_none = 1"),
            "12:14: \"ratio_none\" must be more than \"ratio_full\" (1.15), "
            "found 1; a lower ratio is faster");
  EXPECT_EQ(error_with("alignment_bytes = 16", "alignment_bytes = 24"),
            "17:19: \"alignment_bytes\" must be a power of two, found 24");
}

TEST_F(ManifestTest, RefusesAnIdThatIsNotTheFolder) {
  EXPECT_EQ(error_with("04-list", "05-list"),
            "1:6: \"id\" must be the name of the folder, \"04-list\", found "
            "\"05-list\"; correct one of the two");
}

TEST_F(ManifestTest, RefusesPointsThatAddUpToNothing) {
  EXPECT_EQ(error_with("correctness = 50\nthroughput = 25.5\nutilization = 25",
                       "correctness = 0\nthroughput = 0\nutilization = 0"),
            "7:15: the points of all axes add up to 0; give one of them some");
}

TEST_F(ManifestTest, RefusesGroupsThatCannotBe) {
  EXPECT_EQ(error_with("group = \"programs\"", "group = \"teaching\""),
            "36:9: the group \"teaching\" is there twice; give one of them "
            "another name");
  EXPECT_EQ(error_with("axes = [\"correctness\"]", "axes = [\"speed\"]"),
            "34:8: there is no axis \"speed\"; the axes are correctness, "
            "throughput, utilization");
  EXPECT_EQ(error_with("axes = [\"correctness\"]", "axes = [\"throughput\"]"),
            "34:8: \"axes\" lacks \"correctness\", without which a trace earns "
            "nothing; add it");
  EXPECT_EQ(error_with("\"hidden\"\nfolder", "\"programs\"\nfolder"),
            "41:1: the group \"programs\" is there twice; give one of them "
            "another name");
}

TEST_F(ManifestTest, RefusesAFileInAFolder) {
  EXPECT_EQ(error_with("\"allocator.cpp\"", "\"../allocator.cpp\""),
            "4:8: \"file\" must be a file name without a folder, found "
            "\"../allocator.cpp\"");
}

TEST_F(ManifestTest, SaysWhereTheTomlIsBroken) {
  EXPECT_THAT(error_with("title = ", "title == "),
              EndsWith("; correct the TOML there"));
}

TEST_F(ManifestTest, FindsLabsByIdAndByBeginning) {
  read(std::string(good));
  std::vector<Manifest> labs = find_labs(root() / "labs");
  ASSERT_EQ(labs.size(), 1u);
  labs.push_back(labs[0]);
  labs[1].id = "05-mapped";
  EXPECT_EQ(find_lab(labs, "04-list").id, "04-list");
  EXPECT_EQ(find_lab(labs, "05").id, "05-mapped");
  try {
    find_lab(labs, "05-maped");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "there is no lab \"05-maped\"; the labs are 05-mapped, "
                 "04-list");
  }
  EXPECT_THROW(find_lab(labs, "0"), InputError);
  EXPECT_THROW(find_lab(labs, ""), InputError);
}

TEST_F(ManifestTest, LeavesTheGroupOfHeapCheckersAlone) {
  EXPECT_THAT(error_with("group = \"hidden\"", "group = \"checker\""),
              EndsWith("\"group\" must not be \"checker\", which the checks of "
                       "a submission's heap checker have"));
}

TEST_F(ManifestTest, SaysThatAFolderHoldsNoLab) {
  try {
    find_labs(root() / "none");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.what(),
              (root() / "none").string() +
                  ": expected a folder with labs (NN-name/lab.toml), found "
                  "none; run the command in a complete checkout");
  }
}

}  // namespace
}  // namespace heaplab::grade
