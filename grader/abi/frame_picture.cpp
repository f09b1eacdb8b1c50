#include "abi/frame_picture.hpp"

#include <algorithm>

#include "abi/picture.hpp"
#include "abi/running.hpp"
#include "abi/text.hpp"
#include "abi/values.hpp"
#include "abi/verdict.hpp"

namespace heaplab::abi {
namespace {

constexpr std::uint64_t most_words = 40;
constexpr std::uint64_t words_above = 4;  // of the caller's frame

// From `from` to a little above the function's entry.
void draw_from(std::uint64_t from, std::uint64_t frame) {
  const Running& now = running();
  const std::uint64_t start = from / 8 * 8;
  if (!now.stack.contains(start)) return;
  const std::uint64_t end =
      std::min(std::max(now.entry, start) + 8 * words_above, now.stack.high());
  const std::uint64_t words = std::min((end - start) / 8, most_words);
  set_picture(draw_stack(start, frame, words, {}));
}

bool is_about_the_stack(Rule rule) {
  return rule == Rule::stack_pointer_off || rule == Rule::stack_misaligned ||
         rule == Rule::caller_frame_overwritten || rule == Rule::wild_return ||
         rule == Rule::red_zone_kept;
}

}  // namespace

void draw_for_finding(Rule rule) {
  if (have_picture() || !is_about_the_stack(rule)) return;
  if (rule == Rule::stack_misaligned) {
    const Registers& at_call = heaplab_abi_callback_state.before;
    draw_from(at_call.stack_pointer(), frame_pointer(at_call));
  } else {
    draw_after_return();
  }
}

void draw_crash(std::uint64_t stack_pointer, std::uint64_t frame) {
  if (!have_picture()) draw_from(stack_pointer, frame);
}

void draw_call(const Registers& at_entry) {
  if (!running().draws_frame || have_picture()) return;
  draw_from(at_entry.stack_pointer(), frame_pointer(at_entry));
}

// What the function wrote is still there, but for what it never wrote.
void draw_after_return() {
  const Running& now = running();
  const std::uint64_t lowest =
      std::max(now.stack.lowest_written(), now.entry - 8 * most_words);
  draw_from(std::min(lowest, now.entry - pushed_by_call), 0);
}

std::string stack_pointer_off_text(std::uint64_t stack_pointer) {
  const Running& now = running();
  if (!now.stack.contains(stack_pointer)) {
    return "SP holds " + hex(stack_pointer) + whose(stack_pointer) +
           " on return, which is not on its stack";
  }
  return "SP off by " + signed_decimal(stack_pointer - now.entry) +
         " on return";
}

}  // namespace heaplab::abi
