#include "context_switch_places.hpp"

#include "context_switch_probe.hpp"

using heaplab::abi::fail;
using heaplab::abi::note_step;
using heaplab::abi::Rule;

namespace {

// Stands around what may not be written to.
constexpr std::uint64_t canary = 0x5ca1ab1e0ddba115;

// Junk that is a legal MXCSR and x87 control word, and no frame pointer: where
// ctx_make leaves a slot out, the switch does not crash, and what it takes from
// there can be told.
constexpr std::uint64_t junk = 0x00000c7f00007f80;

void expect_canary(std::uint64_t word, const std::string& where) {
  if (word == canary) return;
  fail(Rule::caller_frame_overwritten,
       "ctx_make and ctx_switch write to context->stack_pointer and to the "
       "stack below stack_top",
       where + " changed to " + hex(word));
}

std::uint64_t calls;  // of entries

}  // namespace

Place::Place() : before(canary), after(canary) {
  for (std::uint64_t& word : stack.words) word = junk;
  for (std::uint64_t& word : stack.above) word = canary;
}

Place home;
Place partner;
Place third;

std::string hex(std::uint64_t value) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  do {
    text.insert(text.begin(), digits[value % 16]);
    value /= 16;
  } while (value != 0);
  return "0x" + text;
}

std::uint64_t address_of(const void* place) {
  return reinterpret_cast<std::uint64_t>(place);
}

void expect_canaries(const Place& place) {
  expect_canary(place.before, "the word before the context");
  expect_canary(place.after, "the word after the context");
  for (std::size_t i = 0; i < std::size(place.stack.above); ++i)
    expect_canary(place.stack.above[i],
                  "the word at stack_top + " + std::to_string(8 * i));
}

void make(Place& place, void (*body)(), void* argument) {
  note_step("ctx_make(&context, stack_top, entry, argument)");
  place.body = body;
  ctx_make(&place.context, place.stack.top(), heaplab_probe_entry, argument);
  expect_canaries(place);
  if (place.stack.holds(address_of(place.context.stack_pointer))) return;
  fail(Rule::wrong_result,
       "ctx_make leaves context->stack_pointer inside the stack, which is " +
           hex(address_of(place.stack.words)) + " to " +
           hex(address_of(place.stack.top())),
       "it is " + hex(address_of(place.context.stack_pointer)));
}

void heaplab_probe_arrived() {
  ++calls;
  for (Place* place : {&partner, &third})
    if (place->stack.holds(arrival().stack_pointer)) place->body();
  fail(Rule::stack_pointer_off, "entry runs on the stack that was made for it",
       "the stack pointer is " + hex(arrival().stack_pointer));
}

void expect_calls(std::uint64_t expected) {
  if (calls == expected) return;
  fail(Rule::wrong_calls,
       "entry was called " + std::to_string(expected) + " time(s) until now",
       "it was called " + std::to_string(calls) + " time(s)");
}
