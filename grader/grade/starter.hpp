// The starter, made from the solution by the marks in it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace heaplab::grade {

// In a .toml or .supp file marks and comments begin with "#", elsewhere with
// "//". Leaves out what stands between `// [solution` and `// solution]`, and
// uncomments what stands between `// [starter` and `// starter]`: each line
// loses its first "// ". The marks themselves disappear. Throws InputError,
// `path:line: …`, for marks that nest, do not match or are never closed, and
// for starter lines that are no comments.
std::string strip_solution(std::string_view text,
                           const std::filesystem::path& path);

}  // namespace heaplab::grade
