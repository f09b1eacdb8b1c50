#include "record/log_folder.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "support/error.hpp"

namespace heaplab::record {

namespace fs = std::filesystem;

LogFolder::LogFolder() {
  std::error_code error;
  const fs::path parent = fs::temp_directory_path(error);
  std::string name =
      fs::absolute((error ? "/tmp" : parent) / "heaplab-record-XXXXXX");
  if (::mkdtemp(name.data()) == nullptr) {
    throw InputError(fmt::format(
        "{}: cannot create a folder for the recording: {}; set TMPDIR to a "
        "folder with free space",
        name, std::strerror(errno)));
  }
  path_ = name;
}

LogFolder::~LogFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path LogFolder::preloadable(const fs::path& library) const {
  fs::path absolute = fs::absolute(library);
  if (!fs::exists(absolute)) {
    throw GraderError(fmt::format(
        "{}: the recorder's library is missing; build the kit again",
        absolute.string()));
  }
  if (absolute.string().find_first_of(" :") == std::string::npos) {
    return absolute;
  }
  fs::path link = path_ / "recorder.so";
  fs::create_symlink(absolute, link);
  return link;
}

}  // namespace heaplab::record
