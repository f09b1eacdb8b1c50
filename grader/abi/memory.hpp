// Reading addresses that may not exist.
#pragma once

#include <cstddef>
#include <cstdint>

namespace heaplab::abi {

// False where not all of the bytes can be read. Needs no handler of signals.
bool read_memory(std::uint64_t address, void* to, std::size_t bytes);
bool read_word(std::uint64_t address, std::uint64_t& word);

}  // namespace heaplab::abi
