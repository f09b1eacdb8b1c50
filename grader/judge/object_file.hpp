// What an object brings along before any of its code runs.
#pragma once

#include <cstdint>
#include <filesystem>

namespace heaplab::judge {

// Bytes of writable, lasting variables in a shared object: its writable
// segments without what becomes read-only after loading, and its thread-local
// storage (Tool Interface Standard, ELF, program header). Throws InputError
// where it is no ELF file.
std::uint64_t writable_global_bytes(const std::filesystem::path& object);

}  // namespace heaplab::judge
