// The folder in which a recorded program writes its logs.
#pragma once

#include <filesystem>

namespace heaplab::record {

// A new folder in the system's temporary folder, gone with the object.
class LogFolder {
 public:
  LogFolder();
  ~LogFolder();
  LogFolder(const LogFolder&) = delete;
  LogFolder& operator=(const LogFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }  // absolute

  // `library` by a name that LD_PRELOAD can hold, which separates its entries
  // by spaces and colons: `library` itself, or a link to it in this folder.
  // Throws GraderError when the file is missing.
  std::filesystem::path preloadable(const std::filesystem::path& library) const;

 private:
  std::filesystem::path path_;
};

}  // namespace heaplab::record
