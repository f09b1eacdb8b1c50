#include "judge/object_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "judge/hostile_submissions.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"

namespace heaplab::judge {
namespace {

std::uint64_t globals_of(const char* name) {
  return writable_global_bytes(hostile_submission(name).object);
}

std::string error_of(const std::string& content) {
  const sandbox::ScratchFolder folder;
  const auto path = folder.path() / "x.so";
  std::ofstream(path) << content;
  try {
    writable_global_bytes(path);
  } catch (const InputError& error) {
    return std::string(error.what()).substr(path.string().size());
  }
  return "";
}

TEST(ObjectFile, AnAllocatorWithoutGlobalsHasFewBytes) {
  EXPECT_LT(globals_of("nothing_wrong"), 64u);
}

TEST(ObjectFile, CountsGlobalsAndThreadLocalStorage) {
  EXPECT_GE(globals_of("static_array"), std::uint64_t{1} << 20);
  EXPECT_GE(globals_of("huge_bss"), std::uint64_t{2} << 30);
  EXPECT_GE(globals_of("thread_local_table"), 800u);
  const std::uint64_t some = globals_of("a_few_globals");
  EXPECT_GE(some, 24 * sizeof(std::size_t));
  EXPECT_LE(some, Limits{}.global_bytes);
}

TEST(ObjectFile, SaysWhatIsNoObject) {
  EXPECT_EQ(error_of(""),
            ": expected an ELF object, found a shorter file; compile the "
            "submission again");
  EXPECT_EQ(error_of(std::string(1000, 'x')),
            ": expected an ELF object, found something else; compile the "
            "submission again");
}

}  // namespace
}  // namespace heaplab::judge
