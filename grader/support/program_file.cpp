#include "support/program_file.hpp"

#include <elf.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

namespace heaplab {
namespace fs = std::filesystem;
namespace {

bool is_program(const fs::path& path) {
  std::error_code none;
  return fs::is_regular_file(path, none) && ::access(path.c_str(), X_OK) == 0;
}

bool is_privileged(const fs::path& program) {
  struct stat status {};
  if (::stat(program.c_str(), &status) != 0) return false;
  const bool user = (status.st_mode & S_ISUID) != 0 &&
                    status.st_uid != ::getuid() && ::getuid() != 0;
  const bool group =
      (status.st_mode & S_ISGID) != 0 && status.st_gid != ::getgid();
  return user || group;
}

// An ELF file whose program headers name no loader.
bool is_static(const fs::path& program) {
  std::ifstream file(program, std::ios::binary);
  Elf64_Ehdr header{};
  file.read(reinterpret_cast<char*>(&header), sizeof header);
  if (!file || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 ||
      header.e_ident[EI_CLASS] != ELFCLASS64) {
    return false;
  }
  file.seekg(static_cast<std::streamoff>(header.e_phoff));
  for (unsigned k = 0; k < header.e_phnum; ++k) {
    Elf64_Phdr part{};
    file.read(reinterpret_cast<char*>(&part), sizeof part);
    if (!file || part.p_type == PT_INTERP) return false;
  }
  return true;
}

}  // namespace

std::optional<fs::path> find_program(const std::string& name,
                                     std::string_view folders) {
  if (name.find('/') != std::string::npos) {
    return is_program(name) ? std::optional<fs::path>(name) : std::nullopt;
  }
  std::istringstream stream{std::string(folders)};
  for (std::string folder; std::getline(stream, folder, ':');) {
    const fs::path path = fs::path(folder) / name;
    if (is_program(path)) return path;
  }
  return std::nullopt;
}

PreloadReach preload_reach(const fs::path& program) {
  if (is_privileged(program)) return PreloadReach::no_privileged;
  return is_static(program) ? PreloadReach::no_static : PreloadReach::all;
}

}  // namespace heaplab
