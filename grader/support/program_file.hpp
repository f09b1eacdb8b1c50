// The files of programs: where they are, and whether LD_PRELOAD reaches them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace heaplab {

// `name` where it holds a slash, or the first executable file of that name in
// `folders` ("/usr/bin:/bin"). None where there is no such file.
std::optional<std::filesystem::path> find_program(const std::string& name,
                                                  std::string_view folders);

enum class PreloadReach {
  all,            // a script counts as its interpreter
  no_static,      // an ELF file that no loader links
  no_privileged,  // set-user-ID or set-group-ID, and we are another
};
PreloadReach preload_reach(const std::filesystem::path& program);

}  // namespace heaplab
