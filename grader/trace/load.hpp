// Trace files into memory, however large or odd they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace heaplab::trace {

inline constexpr std::uint64_t largest_file_bytes = std::uint64_t{256} << 20;

// The whole file. Throws InputError when it cannot be read, is a folder or is
// larger than largest_file_bytes; the size is looked at before anything is
// read.
std::string load_file(const std::filesystem::path& path);

}  // namespace heaplab::trace
