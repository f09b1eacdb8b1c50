#include "trace/read.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "trace/formats.hpp"
#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

class ReadFile : public testing::Test {
 protected:
  ReadFile() {
    std::string name = testing::TempDir() + "trace.XXXXXX";
    folder_ = ::mkdtemp(name.data());
  }
  ~ReadFile() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) const {
    const auto path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  static std::string error_reading(const std::filesystem::path& path) {
    try {
      read_trace(path);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }

  std::string error_reading_folder(const std::filesystem::path& folder) const {
    try {
      read_traces(folder);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }

  std::filesystem::path folder_;
};

TEST_F(ReadFile, NamesTheTrace) {
  const std::string path = write("free-middle.trace", "a 0 1\n");
  const Trace trace = read_trace(path);
  EXPECT_EQ(trace.name, "free-middle");
  EXPECT_EQ(trace.path, path);
}

TEST_F(ReadFile, Missing) {
  const std::string path = (folder_ / "none.trace").string();
  EXPECT_EQ(error_reading(path),
            path +
                ": expected a trace file, but cannot read it: No such file or "
                "directory; check the name of the file");
}

TEST_F(ReadFile, Folder) {
  EXPECT_EQ(error_reading(folder_),
            folder_.string() +
                ": expected a trace file, found a folder; name one of the "
                "files in it");
}

TEST_F(ReadFile, NotReadable) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const std::string path = write("secret.trace", "a 0 1\n");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  EXPECT_EQ(error_reading(path),
            path +
                ": expected a trace file, but cannot read it: Permission "
                "denied; check that you may read the file");
}

// Root is refused too where reading itself fails.
TEST_F(ReadFile, NotReadableAtAll) {
  const std::string path = "/proc/self/mem";
  EXPECT_EQ(error_reading(path),
            path +
                ": expected a trace file, but cannot read it: Input/output "
                "error; check that you may read the file");
}

TEST_F(ReadFile, Empty) {
  const std::string path = write("empty.trace", "");
  EXPECT_EQ(error_reading(path),
            path +
                ": expected a trace, found an empty file; restore it, or write "
                "one: grader/trace/README.md has the format");
}

TEST_F(ReadFile, OneLineOfTwoGigabytes) {
  const std::string path = write("huge.trace", "a");
  std::filesystem::resize_file(path, std::uintmax_t{2} << 30);
  EXPECT_EQ(error_reading(path),
            path +
                ": expected a trace file, found 2147483648 bytes where at most "
                "268435456 bytes (256 MiB) are read; is this a trace? keep the "
                "beginning of it, or record fewer operations");
}

TEST_F(ReadFile, EndlessDevice) {
  EXPECT_EQ(error_reading("/dev/zero"),
            "/dev/zero: expected a trace file, found more where at most "
            "268435456 bytes (256 MiB) are read; is this a trace? keep the "
            "beginning of it, or record fewer operations");
}

TEST_F(ReadFile, NameThatIsNoText) {
  const std::string path = (folder_ / "a\x1b[31m\nb").string();
  EXPECT_EQ(error_reading(path),
            folder_.string() +
                "/a\\x1b[31m\\x0ab: expected a trace file, but cannot read it: "
                "No such file or directory; check the name of the file");
}

TEST_F(ReadFile, FolderOfTraces) {
  write("b.trace", "title: second\na 0 1\n");
  write("a.rep", "1\n1\n1\n1\na 0 1\n");
  write("c.script", "a 0 1\n");
  write("README.md", "not a trace\n");
  std::filesystem::create_directory(folder_ / "d.trace");
  const std::vector<Trace> traces = read_traces(folder_);
  ASSERT_EQ(traces.size(), 3U);
  EXPECT_EQ(traces[0].name, "a");
  EXPECT_EQ(traces[1].title, "second");
  EXPECT_EQ(traces[2].name, "c");
}

TEST_F(ReadFile, FolderWithoutTraces) {
  write("README.md", "not a trace\n");
  EXPECT_EQ(error_reading_folder(folder_),
            folder_.string() +
                ": expected files named *.trace, *.rep or *.script in this "
                "folder, found none; add one, or name another folder");
}

TEST_F(ReadFile, MissingFolder) {
  EXPECT_EQ(error_reading_folder(folder_ / "none"),
            (folder_ / "none").string() +
                ": expected a folder of traces, but cannot read it: No such "
                "file or directory; check the name of the folder");
}

TEST(Detect, TellsFormatsApartByContent) {
  EXPECT_EQ(detect_format("x", "# c\n\n20000\n1\n2\n1\na 0 1\n"), Dialect::rep);
  EXPECT_EQ(detect_format("x", "7\n"), Dialect::rep);
  EXPECT_EQ(detect_format("x", "# c\na 0 1\nf 0\n"), Dialect::script);
  EXPECT_EQ(detect_format("x", "a 0 1\nexpect check\n"), Dialect::kit);
  EXPECT_EQ(detect_format("x", "a 0 1\nhint: late\n"), Dialect::kit);
  EXPECT_EQ(detect_format("x", "title: t\nr 0 1\n"), Dialect::kit);
  EXPECT_EQ(detect_format("x", "junk\n"), Dialect::kit);
  EXPECT_EQ(detect_format("x", "# only this\n"), Dialect::kit);
}

}  // namespace
}  // namespace heaplab::trace
