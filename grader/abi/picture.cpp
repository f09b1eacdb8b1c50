#include "abi/picture.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

#include "abi/caller_frame.hpp"
#include "abi/fault.hpp"
#include "abi/memory.hpp"
#include "abi/running.hpp"
#include "abi/symbols.hpp"
#include "abi/text.hpp"
#include "abi/values.hpp"

namespace heaplab::abi {
namespace {

constexpr std::size_t text_column = 40;
constexpr std::size_t columns = 80;
// AArch64 may keep a pointer authentication code in the others.
constexpr std::uint64_t address_bits = (std::uint64_t{1} << 48) - 1;

std::string return_address_text(std::uint64_t word) {
  const std::string name = code_name(word);
  const bool is_checker = name.starts_with("heaplab_abi_");
  return "return address into " + (is_checker ? "the checker" : name);
}

std::string saved_text(std::uint64_t at, std::uint64_t word,
                       std::uint64_t end) {
  if (word == 0) return "saved FP: 0, the end of the chain";
  if (word > at && word < end) return "saved FP of the frame at " + hex(word);
  const std::string known = owner(word);
  return "saved FP" + (known.empty() ? "" : ": " + known);
}

// Where saved frame pointers stand, from the innermost frame outwards.
std::map<std::uint64_t, std::string> saved_frame_pointers(
    std::uint64_t frame_pointer, std::uint64_t end) {
  std::map<std::uint64_t, std::string> saved;
  std::uint64_t at = frame_pointer;
  std::uint64_t word = 0;
  while (at % 8 == 0 && at < end && read_word(at, word) &&
         !saved.contains(at)) {
    saved[at] = saved_text(at, word, end);
    if (word <= at) break;
    at = word;
  }
  return saved;
}

std::string meaning(std::uint64_t address, std::uint64_t word) {
  if (running().stack.is_untouched(address)) return "not written";
  const std::string known = owner(word);
  if (CallerFrame::is_argument(address)) {
    return "stack argument " + decimal((address - running().entry) / 8 + 1);
  }
  if (is_return_address(word & address_bits)) {
    return return_address_text(word & address_bits);
  }
  if (!known.empty()) return known;
  return CallerFrame::is_canary(address) ? "overwritten: was the caller's" : "";
}

// The text in its column, over as many lines as it takes.
std::string wrapped(std::string text) {
  constexpr std::size_t width = columns - text_column;
  std::string lines;
  while (text.size() > width) {
    std::size_t cut = text.rfind(' ', width);
    if (cut == std::string::npos || cut == 0) cut = width;
    lines += text.substr(0, cut) + "\n" + std::string(text_column, ' ');
    text = text.substr(text.find_first_not_of(' ', cut));
  }
  return lines + text;
}

std::string row(std::uint64_t address, const std::string& word,
                const std::string& text) {
  char start[64];
  std::snprintf(start, sizeof start, "%-20s%-20s", hex(address).c_str(),
                word.c_str());
  std::string line = start + wrapped(text);
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

std::string draw_stack(std::uint64_t stack_pointer, std::uint64_t frame_pointer,
                       std::size_t words, const std::vector<WordNote>& notes) {
  const std::uint64_t end = stack_pointer + 8 * words;
  const auto saved = saved_frame_pointers(frame_pointer, end);
  std::string rows = "address             word                what it is\n";
  for (std::uint64_t at = end; at > stack_pointer;) {
    at -= 8;
    std::uint64_t word = 0;
    if (!read_word(at, word)) {
      rows += row(at, "-", "no memory");
      continue;
    }
    const auto note =
        std::find_if(notes.begin(), notes.end(),
                     [&](const WordNote& one) { return one.address == at; });
    const auto link = saved.find(at);
    std::string text = note != notes.end()   ? note->text
                       : link != saved.end() ? link->second
                                             : meaning(at, word);
    if (at == stack_pointer) text += text.empty() ? "<- SP" : " <- SP";
    rows += row(at, hex(word), text);
  }
  return rows;
}

}  // namespace heaplab::abi
