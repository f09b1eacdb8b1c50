#include "support/program_file.hpp"

#include <elf.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstring>
#include <fstream>

namespace heaplab {
namespace {
namespace fs = std::filesystem;

class ProgramFile : public testing::Test {
 protected:
  ProgramFile() {
    std::string name = (fs::temp_directory_path() / "program-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~ProgramFile() override { fs::remove_all(folder_); }

  // An executable ELF file with one program header of this type.
  fs::path elf_with(std::uint32_t type) const {
    Elf64_Ehdr header{};
    std::memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_phoff = sizeof header;
    header.e_phnum = 1;
    Elf64_Phdr part{};
    part.p_type = type;
    const fs::path path = folder_ / "program";
    std::ofstream file(path);
    file.write(reinterpret_cast<const char*>(&header), sizeof header);
    file.write(reinterpret_cast<const char*>(&part), sizeof part);
    file.close();
    ::chmod(path.c_str(), 0700);
    return path;
  }

  fs::path folder_;
};

TEST_F(ProgramFile, IsFoundInTheFirstFolderThatHasIt) {
  const fs::path path = elf_with(PT_INTERP);
  const std::string folders = "/nonexistent:" + folder_.string() + ":/bin";
  EXPECT_EQ(find_program("program", folders), path);
  EXPECT_EQ(find_program(path.string(), "/bin"), path);
  EXPECT_EQ(find_program("no-such-program", folders), std::nullopt);
  EXPECT_EQ(find_program(folder_.string(), folders), std::nullopt);
  ::chmod(path.c_str(), 0600);
  if (::getuid() != 0) {
    EXPECT_EQ(find_program("program", folders), std::nullopt);
  }
}

TEST_F(ProgramFile, IsReachedWhenALoaderLinksIt) {
  EXPECT_EQ(preload_reach(elf_with(PT_INTERP)), PreloadReach::all);
  EXPECT_EQ(preload_reach(elf_with(PT_LOAD)), PreloadReach::no_static);
  const fs::path script = folder_ / "script";
  std::ofstream(script) << "#!/bin/sh\n";
  EXPECT_EQ(preload_reach(script), PreloadReach::all);
}

TEST_F(ProgramFile, IsNotReachedWhenItGivesRights) {
  const fs::path path = elf_with(PT_INTERP);
  ::chmod(path.c_str(), 06700);
  EXPECT_EQ(preload_reach(path), PreloadReach::all) << "our own";
  if (::getuid() != 0) GTEST_SKIP() << "needs root to give a file away";
  ASSERT_EQ(::chown(path.c_str(), 0, 12345), 0);
  ::chmod(path.c_str(), 02700);
  EXPECT_EQ(preload_reach(path), PreloadReach::no_privileged);
}

}  // namespace
}  // namespace heaplab
