// The logs that a recorded program has left.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "record/log_format.hpp"

namespace heaplab::record {

// A log file, mapped as long as the object lives.
class LogFile {
 public:
  explicit LogFile(const std::filesystem::path& path);
  LogFile(LogFile&& other) noexcept;
  LogFile(const LogFile&) = delete;
  LogFile& operator=(LogFile&&) = delete;
  ~LogFile();

  // False for a file whose process died while it made it.
  bool valid() const;
  const LogHeader& header() const;
  std::span<const Event> events() const;

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t bytes_ = 0;
};

struct ProcessLog {
  std::uint64_t started_ns = 0;  // its first program image
  pid_t process = 0;
  std::filesystem::path last_image;
};

// One entry for each process, `first` first, the others in starting order.
std::vector<ProcessLog> find_logs(const std::filesystem::path& folder,
                                  pid_t first);

}  // namespace heaplab::record
