#include "grade/compile.hpp"

#include <gtest/gtest.h>

#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace {

namespace fs = std::filesystem;

// The compiler itself, without a judge.
Services compiler_only() {
  Services services;
  services.run_confined = sandbox::run_confined;
  return services;
}

class CompileTest : public testing::Test {
 protected:
  CompileTest() {
    kit_.root = scratch_.path();
    lab_.path = kit_.lab("04-list") / "lab.toml";
    lab_.id = "04-list";
    lab_.file = "allocator.cpp";
    fs::create_directories(lab_.folder());
    fs::create_directories(kit_.include());
    fs::create_directories(submission());
    write_file(lab_.folder() / "allocator.hpp", "struct Contract {};\n");
  }

  fs::path submission() const { return scratch_.path() / "sub"; }
  void submit(std::string_view text) const {
    write_file(submission() / "allocator.cpp", text);
  }
  Compiled compile() const {
    return compile_submission(kit_, lab_, submission(), compiler_only());
  }
  std::string error_of(const fs::path& folder) const {
    try {
      submitted_file(folder, lab_);
    } catch (const InputError& error) {
      return error.what();
    }
    return "no error";
  }

  sandbox::ScratchFolder scratch_;
  Kit kit_;
  Manifest lab_;
};

TEST_F(CompileTest, MakesASharedObjectThatDisappearsWithItsOwner) {
  submit("#include \"allocator.hpp\"\nContract contract;\n");
  fs::path object;
  {
    const Compiled compiled = compile();
    object = compiled.submission.object;
    EXPECT_FALSE(compiled.finding) << compiled.output;
    EXPECT_TRUE(fs::exists(object));
  }
  EXPECT_FALSE(fs::exists(object));
}

TEST_F(CompileTest, ShowsTheFirstErrorAtTheStudentsLine) {
  submit(
      "#include \"allocator.hpp\"\nint f() {\n  return undefined_name;\n}\n");
  const Compiled compiled = compile();
  ASSERT_TRUE(compiled.finding);
  EXPECT_EQ(compiled.finding->kind, judge::FindingKind::compile_error);
  EXPECT_EQ(compiled.finding->source, "allocator.cpp:3");
  EXPECT_TRUE(
      compiled.finding->actual.starts_with("allocator.cpp:3:10: error:"))
      << compiled.finding->actual;
  EXPECT_NE(compiled.finding->output.find("return undefined_name;"),
            std::string::npos);
}

TEST_F(CompileTest, CompilesNothingButTheSubmittedFile) {
  write_file(submission() / "other.hpp", "int secret;\n");
  submit("#include \"other.hpp\"\n");
  const Compiled compiled = compile();
  ASSERT_TRUE(compiled.finding);
  EXPECT_EQ(compiled.finding->source, "allocator.cpp:1");
}

TEST_F(CompileTest, CannotIncludeWhatTheMachineHolds) {
  const fs::path secret = scratch_.path() / "secret.txt";
  write_file(secret, "TOP SECRET CONTENT\n");
  submit("#include \"" + secret.string() + "\"\n");
  const Compiled compiled = compile();
  ASSERT_TRUE(compiled.finding);
  EXPECT_EQ(compiled.output.find("TOP SECRET"), std::string::npos);
}

TEST_F(CompileTest, SaysThatThereIsNoFolder) {
  EXPECT_EQ(error_of("/nonexistent"),
            "/nonexistent: expected a folder with allocator.cpp in it, found "
            "nothing there; check the path");
}

TEST_F(CompileTest, SaysThatTheFolderIsEmptyOrWhatItHolds) {
  EXPECT_EQ(error_of(submission()),
            submission().string() +
                ": expected a folder with allocator.cpp in it, found none: the "
                "folder is empty; put your allocator.cpp there");
  write_file(submission() / "Allocator.cpp", "");
  EXPECT_EQ(error_of(submission()),
            submission().string() +
                ": expected a folder with allocator.cpp in it, found none: the "
                "folder holds Allocator.cpp; put your allocator.cpp there");
}

TEST_F(CompileTest, TakesAFolderOnlyAndAFileOnly) {
  submit("");
  const fs::path file = submission() / "allocator.cpp";
  EXPECT_EQ(error_of(file),
            file.string() +
                ": expected a folder with allocator.cpp in it, found a file; "
                "name its folder instead");
  fs::remove(file);
  fs::create_symlink("/etc/passwd", file);
  EXPECT_EQ(error_of(submission()),
            file.string() +
                ": expected a regular file, found something else (a link or a "
                "folder); put a copy of the file there");
}

TEST_F(CompileTest, RefusesAFileThatIsTooLarge) {
  submit(std::string((1 << 20) + 1, ' '));
  EXPECT_EQ(error_of(submission()),
            (submission() / "allocator.cpp").string() +
                ": expected at most 1048576 bytes of source, found 1048577; "
                "submit the source only");
}

TEST_F(CompileTest, AStoppedCompilerIsATimeOut) {
  submit("");
  Services services;
  services.run_confined = [](const auto&, const auto&, const auto&) {
    return sandbox::CommandOutcome{true, -1, 9, ""};
  };
  const Compiled compiled =
      compile_submission(kit_, lab_, submission(), services);
  ASSERT_TRUE(compiled.finding);
  EXPECT_EQ(compiled.finding->kind, judge::FindingKind::time_out);
}

TEST(CompileFinding, CutsTheScratchFolderFromThePaths) {
  const judge::Finding finding = compile_finding(
      "In file included from /tmp/x/allocator.cpp:1:\n"
      "/k/labs/l/allocator.hpp:3:1: error: bad\n"
      "    3 | bad\n      | ^~~\n"
      "/tmp/x/allocator.cpp:9:1: error: later\n",
      "/tmp/x", "allocator.cpp");
  EXPECT_EQ(finding.actual, "/k/labs/l/allocator.hpp:3:1: error: bad");
  EXPECT_EQ(finding.source, "allocator.cpp:1");
  EXPECT_EQ(finding.output,
            "/k/labs/l/allocator.hpp:3:1: error: bad\n"
            "    3 | bad\n      | ^~~\n");
}

TEST(CompileFinding, TakesALinkersErrorOrWhateverThereIs) {
  EXPECT_EQ(compile_finding("/tmp/x/allocator.cpp:4: undefined reference to "
                            "`f()'\ncollect2: error: ld returned 1\n",
                            "/tmp/x", "allocator.cpp")
                .source,
            "allocator.cpp:4");
  EXPECT_EQ(compile_finding("c++: \x01 killed\n", "/t", "allocator.cpp").actual,
            "c++: \\x01 killed");
  EXPECT_EQ(compile_finding("", "/t", "allocator.cpp").actual,
            "the compiler failed and printed nothing");
}

TEST_F(CompileTest, TakesTheFilesThatTheLabNamesAndNoOthers) {
  submit("int x;\n");
  for (const char* name : {"threads.cpp", "more.cpp", "small.hpp", "a b.hpp"}) {
    write_file(submission() / name, "");
  }
  const auto names = [&] {
    std::vector<std::string> all;
    for (const fs::path& file : submitted_files(submission(), lab_)) {
      all.push_back(file.filename().string());
    }
    return all;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(), (Names{"allocator.cpp"}));
  lab_.also = {"threads.cpp", "absent.cpp"};
  EXPECT_EQ(names(), (Names{"allocator.cpp", "threads.cpp"}));
  lab_.also = {"threads.cpp", std::string(every_header)};
  EXPECT_EQ(names(), (Names{"allocator.cpp", "threads.cpp", "small.hpp"}));
}

TEST_F(CompileTest, RefusesVeryManyHeaders) {
  submit("int x;\n");
  for (int k = 0; k < 33; ++k) {
    write_file(submission() / ("h" + std::to_string(k) + ".hpp"), "");
  }
  lab_.also = {std::string(every_header)};
  try {
    submitted_files(submission(), lab_);
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what(),
              submission().string() +
                  ": expected at most 32 headers, found 33; leave out those "
                  "that the submission does not include");
  }
}

}  // namespace
}  // namespace heaplab::grade
