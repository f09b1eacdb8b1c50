#include "sandbox/scratch_folder.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
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

}  // namespace

ScratchFolder::ScratchFolder() {
  const char* place = std::getenv("TMPDIR");
  std::string name =
      std::string(place && *place ? place : "/tmp") + "/heaplab-XXXXXX";
  if (!::mkdtemp(name.data()))
    throw GraderError("cannot make a temporary folder " + name + ": " +
                      std::strerror(errno) +
                      "; set TMPDIR to a folder that you can write to");
  path_ = name;
  guardian_ =
      std::make_unique<Guardian>([path = path_] { remove_after_death(path); });
}

ScratchFolder::~ScratchFolder() { remove_folder(path_); }

}  // namespace heaplab::sandbox
