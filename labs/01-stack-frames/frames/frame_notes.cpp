#include "frame_notes.hpp"

#include <cstdio>
#include <string>
#include <vector>

#include "abi/picture.hpp"
#include "abi/symbols.hpp"

#if defined(__aarch64__)
extern "C" std::uint64_t __stack_chk_guard;
#endif

namespace {

#if defined(__x86_64__)
constexpr int argument_registers = 6;
#else
constexpr int argument_registers = 8;
#endif

struct Part {
  std::string text;
  std::uint64_t begin;
  std::size_t bytes;
};

struct Known {
  std::string function;
  std::vector<Part> parts;
  std::vector<std::uint64_t> frame_pointers;  // the oldest first
};

Known& known() {
  static Known one;
  return one;
}

std::uint64_t word_at(std::uint64_t address) {
  return *reinterpret_cast<const std::uint64_t*>(address);
}

std::uint64_t canary() {
#if defined(__x86_64__)
  std::uint64_t value;
  asm("mov %%fs:0x28, %0" : "=r"(value));
  return value;
#else
  return __stack_chk_guard;
#endif
}

// All that has a byte in the word, the lower one first.
std::string parts_text(std::uint64_t address) {
  std::string text;
  for (std::uint64_t at = address; at < address + 8; ++at) {
    for (const Part& part : known().parts) {
      const bool begins = part.begin == at;
      const bool goes_on =
          at == address && part.begin < at && part.begin + part.bytes > at;
      if (!begins && !goes_on) continue;
      text += (text.empty() ? "" : "; ") + part.text;
    }
  }
  return text;
}

bool is_pair(std::uint64_t address) {
  for (const std::uint64_t frame_pointer : known().frame_pointers) {
    if (address == frame_pointer || address == frame_pointer + 8) return true;
  }
  return false;
}

}  // namespace

void note_frame(const char* function, const void* frame_pointer) {
  known().function = function;
  known().frame_pointers.push_back(
      reinterpret_cast<std::uint64_t>(frame_pointer));
}

void note_bytes(int number, const char* name, const void* place,
                std::size_t bytes) {
  std::string text = "local " + std::string(name) + " of " + known().function;
  if (number > 0) {
    text = "argument " + std::to_string(number) + " of " + known().function;
    if (number <= argument_registers) text = "copy of " + text;
  }
  known().parts.push_back(
      {text, reinterpret_cast<std::uint64_t>(place), bytes});
}

void draw_frames(std::uint64_t stack_pointer) {
  heaplab::abi::read_symbols();
  const std::uint64_t end = known().frame_pointers.front() + 16;
  std::vector<heaplab::abi::WordNote> notes;
  for (std::uint64_t at = stack_pointer; at < end; at += 8) {
    if (is_pair(at)) continue;
    std::string text = parts_text(at);
    if (text.empty()) text = word_at(at) == canary() ? "canary" : "padding";
    notes.push_back({at, text});
  }
  const std::string table =
      heaplab::abi::draw_stack(stack_pointer, known().frame_pointers.back(),
                               (end - stack_pointer) / 8, notes);
  std::fputs(table.c_str(), stdout);
}
