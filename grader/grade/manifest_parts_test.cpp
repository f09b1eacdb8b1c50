#include <gtest/gtest.h>

#include "grade/manifest.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view top = R"(id = "06-maps"
title = "Maps"
file = "allocator.cpp"
also = ["small.hpp", "threads.cpp"]
class = "Maps"
[points]
correctness = 100
throughput = 0
utilization = 0
[limits]
heap_bytes = 65536
operation_cpu_ms = 1
operation_wall_ms = 1
trace_wall_s = 1
output_bytes = 1
global_bytes = 1
[[traces]]
group = "teaching"
folder = "traces"
axes = ["correctness"]
)";

class ManifestParts : public testing::Test {
 protected:
  fs::path folder() const { return scratch_.path() / "labs" / "06-maps"; }

  Manifest read(std::string text) const {
    fs::create_directories(folder());
    write_file(folder() / "lab.toml", text);
    return read_manifest(folder() / "lab.toml");
  }
  // What is said of `more` after the good part, without the path.
  std::string error_of(const std::string& text) const {
    try {
      read(text);
    } catch (const InputError& error) {
      const std::string message = error.what();
      return message.substr(message.find("lab.toml:"));
    }
    return "no error";
  }
  std::string error_with(const std::string& more) const {
    return error_of(std::string(top) + more);
  }

  sandbox::ScratchFolder scratch_;
};

TEST_F(ManifestParts, AreReadWhereTheyAreThere) {
  const Manifest lab = read(std::string(top) + R"([programs]
folder = "programs"
points = 2
[[bonus]]
name = "threads"
title = "A cache for each thread"
points = 5
file = "threads.cpp"
)");
  EXPECT_EQ(lab.also, (std::vector<std::string>{"small.hpp", "threads.cpp"}));
  EXPECT_EQ(lab.programs.folder, folder() / "programs");
  EXPECT_EQ(lab.programs.points, 2);
  ASSERT_EQ(lab.bonuses.size(), 1u);
  EXPECT_EQ(lab.bonuses[0].name, "threads");
  EXPECT_EQ(lab.bonuses[0].title, "A cache for each thread");
  EXPECT_EQ(lab.bonuses[0].points, 5);
  EXPECT_EQ(lab.bonuses[0].file, "threads.cpp");
}

TEST_F(ManifestParts, MayBeAbsent) {
  const Manifest lab = read(std::string(top));
  EXPECT_TRUE(lab.programs.folder.empty());
  EXPECT_TRUE(lab.bonuses.empty());
}

TEST_F(ManifestParts, NameOtherFilesWithoutFolders) {
  std::string text(top);
  text.replace(text.find("small.hpp"), 9, "a/b.hpp");
  EXPECT_EQ(error_of(text),
            "lab.toml:4:8: \"also\" must be a file name without a folder, "
            "found \"a/b.hpp\"");
  text = top;
  text.replace(text.find("small.hpp"), 9, "allocator.cpp");
  EXPECT_EQ(error_of(text),
            "lab.toml:4:8: \"also\" names \"allocator.cpp\", which \"file\" "
            "names already; leave it out");
}

TEST_F(ManifestParts, RefuseABonusThatIsNone) {
  EXPECT_EQ(error_with("[[bonus]]\nname = \"teaching\"\ntitle = \"t\"\n"
                       "points = 1\nfile = \"threads.cpp\"\n"),
            "lab.toml:22:8: \"name\" must be a word without \"/\" that no "
            "group of checks has, found \"teaching\"");
  EXPECT_EQ(error_with("[[bonus]]\nname = \"x\"\ntitle = \"t\"\n"
                       "points = 1\nfile = \"other.cpp\"\n"),
            "lab.toml:25:8: \"file\" must be one that \"also\" of the top "
            "level names, found \"other.cpp\"; add it there");
  EXPECT_EQ(error_with("[[bonus]]\nname = \"x\"\ntitle = \"t\"\npoints = 1\n"
                       "ratio_most = 0.5\nfraction_least = 0.9\n"),
            "lab.toml:25:14: a bonus for measurements needs a lab with points "
            "for throughput and for utilization; give both some");
}

}  // namespace
}  // namespace heaplab::grade
