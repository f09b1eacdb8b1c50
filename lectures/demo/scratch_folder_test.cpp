#include "demo/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "demo/child.hpp"

namespace heaplab::demo {
namespace {

TEST(ScratchFolder, LetsProgramsRunAndIsGoneAfterwards) {
  std::string path;
  {
    const ScratchFolder folder, other;
    path = folder.path();
    EXPECT_NE(path, other.path());
    const std::string script = folder.file("script");
    std::ofstream(script) << "#!/bin/sh\necho here\n";
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    EXPECT_EQ(run_program({script}).output, "here\n");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace heaplab::demo
