// Whole files in and out, with errors that name the file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace heaplab {

// Throws InputError, with the reason, when the file cannot be read.
std::string read_file(const std::filesystem::path& path);

// Writes through a temporary file beside `path` and renames it, so that a
// reader sees the old content or the new, never a part. Throws InputError.
void write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace heaplab
