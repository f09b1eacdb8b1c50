#include "sandbox/scratch_folder.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>

#include "support/error.hpp"

namespace heaplab::sandbox {
namespace {

void remove_folder(const std::filesystem::path& path) {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

// A command that is being killed may still put files into the folder.
void remove_after_death(const std::filesystem::path& path) {
  for (int attempt = 0; attempt < 40; ++attempt) {
    remove_folder(path);
    ::usleep(50'000);
    if (!std::filesystem::exists(path)) return;
  }
}

// Nobody else has it: of 2^64.
std::string new_name() {
  const char* place = std::getenv("TMPDIR");
  std::random_device random;
  return fmt::format("{}/heaplab-{:08x}{:08x}",
                     place && *place ? place : "/tmp", random(), random());
}

}  // namespace

// The guardian comes first: the folder is never without one.
ScratchFolder::ScratchFolder()
    : path_(new_name()), guardian_(std::make_unique<Guardian>([path = path_] {
        remove_after_death(path);
      })) {
  if (::mkdir(path_.c_str(), 0700) != 0)
    throw GraderError("cannot make a temporary folder " + path_.string() +
                      ": " + std::strerror(errno) +
                      "; set TMPDIR to a folder that you can write to");
}

ScratchFolder::~ScratchFolder() { remove_folder(path_); }

}  // namespace heaplab::sandbox
