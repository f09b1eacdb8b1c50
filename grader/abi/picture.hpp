// A stack as a table: addresses, words, and what each word is. Highest address
// first, as in the psABI's figure 3.3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace heaplab::abi {

// Something that is known about a word, from outside.
struct WordNote {
  std::uint64_t address;
  std::string text;  // "local total", "canary", "argument 9"
};

// The `words` words from `stack_pointer` upwards. Return addresses are found by
// the program's own symbols ("return address into map_sum+0x1c"), saved frame
// pointers by following the chain from `frame_pointer`; notes come first.
std::string draw_stack(std::uint64_t stack_pointer, std::uint64_t frame_pointer,
                       std::size_t words, const std::vector<WordNote>& notes);

// Keeps a picture of the caller's stack for the finding, and for --frame.
void keep_picture(std::string picture);

}  // namespace heaplab::abi
