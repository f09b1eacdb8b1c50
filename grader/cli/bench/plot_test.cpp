#include "cli/bench/plot.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "cli/bench/comparison_fixture.hpp"
#include "cli/installed.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

// $PATH as a test wants it, until its end.
class Path {
 public:
  explicit Path(const std::string& value) : before_(std::getenv("PATH")) {
    ::setenv("PATH", value.c_str(), 1);
  }
  ~Path() { ::setenv("PATH", before_.c_str(), 1); }
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;

 private:
  std::string before_;
};

TEST(Plot, HasABlockForEachAllocatorWithPoints) {
  EXPECT_EQ(plot_data(test_comparison()),
            "# operations in a microsecond, peak utilization, trace\n"
            "# 05-explicit-list\n"
            "125 0.9000 perl\n"
            "80 0.9500 image\n"
            "\n\n"
            "# glibc\n"
            "100 0.8800 perl\n"
            "100 0.9000 image\n"
            "\n\n");
}

TEST(Plot, WithoutGnuplotKeepsTheNumbers) {
  const sandbox::ScratchFolder folder;
  const fs::path file = folder.path() / "all.svg";
  const Path nothing("/nonexistent");
  EXPECT_EQ(plot(test_comparison(), file),
            "plot: skipped, gnuplot is not installed (package gnuplot-nox); "
            "its numbers are in " +
                file.string() + ".dat\n");
  EXPECT_FALSE(fs::exists(file));
  EXPECT_EQ(read_file(file.string() + ".dat"), plot_data(test_comparison()));
}

TEST(Plot, DrawsWhatTheNameAsksFor) {
  if (!is_installed("gnuplot")) GTEST_SKIP() << "needs gnuplot";
  const sandbox::ScratchFolder folder;
  const fs::path svg = folder.path() / "it's all.svg";
  EXPECT_THAT(plot(test_comparison(), svg), StartsWith("plot: "));
  EXPECT_THAT(read_file(svg), HasSubstr("05-explicit-list"));
  const fs::path png = folder.path() / "all.png";
  plot(test_comparison(), png);
  EXPECT_THAT(read_file(png), StartsWith("\x89PNG"));
}

TEST(Plot, RefusesOtherNames) {
  EXPECT_NO_THROW(require_picture_name("a.svg"));
  try {
    require_picture_name("a.gif");
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "a.gif: expected a name that ends in .svg or .png, found "
                 "\".gif\"; name another file for --plot");
  }
}

}  // namespace
}  // namespace heaplab::cli
