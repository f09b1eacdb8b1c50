// A private temporary folder that is gone when its owner is, however the owner
// ends.
#pragma once

#include <filesystem>
#include <memory>

#include "sandbox/guardian.hpp"

namespace heaplab::sandbox {

class ScratchFolder {
 public:
  // Makes $TMPDIR/heaplab-<digits> (or in /tmp), mode 0700. Throws GraderError.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  std::unique_ptr<Guardian> guardian_;
};

}  // namespace heaplab::sandbox
