#include "record/read_log.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "support/unique_fd.hpp"

namespace heaplab::record {

LogFile::LogFile(const std::filesystem::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status = {};
  if (!fd || ::fstat(fd.get(), &status) != 0) return;
  const auto bytes = static_cast<std::size_t>(status.st_size);
  if (bytes < header_bytes) return;
  void* data = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fd.get(), 0);
  if (data == MAP_FAILED) return;
  data_ = static_cast<std::uint8_t*>(data);
  bytes_ = bytes;
}

LogFile::LogFile(LogFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      bytes_(std::exchange(other.bytes_, 0)) {}

LogFile::~LogFile() {
  if (data_ != nullptr) ::munmap(data_, bytes_);
}

bool LogFile::valid() const {
  return data_ != nullptr && header().magic == log_magic;
}

const LogHeader& LogFile::header() const {
  return *reinterpret_cast<const LogHeader*>(data_);
}

std::span<const Event> LogFile::events() const {
  const std::size_t room = (bytes_ - header_bytes) / sizeof(Event);
  return {reinterpret_cast<const Event*>(data_ + header_bytes),
          std::min<std::size_t>(header().events, room)};
}

std::vector<ProcessLog> find_logs(const std::filesystem::path& folder,
                                  pid_t first) {
  std::map<pid_t, std::map<std::uint32_t, std::filesystem::path>> images;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const LogFile log(entry.path());
    if (!log.valid()) continue;
    const auto process = static_cast<pid_t>(log.header().process);
    images[process][log.header().image] = entry.path();
  }
  std::vector<ProcessLog> logs;
  for (const auto& [process, paths] : images) {
    const LogFile start(paths.begin()->second);
    logs.push_back(
        {start.header().started_ns, process, paths.rbegin()->second});
  }
  std::ranges::sort(logs, {}, [first](const ProcessLog& log) {
    return std::tuple(log.process != first, log.started_ns);
  });
  return logs;
}

}  // namespace heaplab::record
