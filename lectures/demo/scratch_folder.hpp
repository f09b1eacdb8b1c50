// A folder for what a demo compiles or writes, gone with the object.
#pragma once

#include <filesystem>
#include <string>

namespace heaplab::demo {

// Lies beside the running program: not every folder for temporary files, where
// the grader's own is (sandbox/scratch_folder.hpp), lets programs run. The
// constructor throws std::system_error when none can be made.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string path() const { return path_.string(); }
  std::string file(const std::string& name) const {
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace heaplab::demo
