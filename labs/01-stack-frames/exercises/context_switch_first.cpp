// What is tried on ctx_make, and on the first switch to what it made. Contract:
// context.hpp.
#include <cstdint>
#include <string>

#include "abi/case.hpp"
#include "abi/checked_call.hpp"
#include "context_switch_places.hpp"
#include "context_switch_probe.hpp"

namespace {

using heaplab::abi::CheckedCall;
using heaplab::abi::fail;
using heaplab::abi::note_step;
using heaplab::abi::Rule;

// What is said here about the first switch should not depend on the registers
// that ctx_switch may have lost: other cases are about them.
void switch_to_partner() {
  heaplab::abi::checked_switch(
      reinterpret_cast<void (*)(void*, void*)>(ctx_switch), &home.context,
      &partner.context);
}

void go_home() {
  for (;;) ctx_switch(&partner.context, &home.context);
}

// What entry arrives with; see context_switch_probe.hpp.
Arrival arrive(void* argument) {
  make(partner, go_home, argument);
  note_step("ctx_switch(&home, &context): the first one");
  switch_to_partner();
  expect_calls(1);
  expect_canaries(partner);
  return arrival();
}

HEAPLAB_CASE(argument, "make/argument", "entry gets its argument", 2,
             switch_and_make) {
  const std::uint64_t sent = heaplab::abi::random();
  const Arrival seen = arrive(reinterpret_cast<void*>(sent));
  if (seen.argument == sent) return;
  fail(Rule::wrong_argument, "entry is called with " + hex(sent),
       "it is called with " + hex(seen.argument));
}

HEAPLAB_CASE(alignment, "make/alignment",
             "entry finds the stack aligned as after a call", 2,
             switch_and_make) {
  const Arrival seen = arrive(nullptr);
  const std::uint64_t off = (seen.stack_pointer - entry_misalignment) % 16;
  if (off == 0) return;
  fail(Rule::stack_misaligned,
       std::string("where entry begins, ") + stack_pointer_name + " is " +
           entry_alignment_text,
       "it is " + hex(seen.stack_pointer) + ", off by " + std::to_string(off));
}

HEAPLAB_CASE(chain, "make/chain", "the chain of frame pointers ends in entry",
             2, switch_and_make) {
  const Arrival seen = arrive(nullptr);
  if (seen.frame_pointer == 0) return;
  fail(Rule::wrong_chain,
       std::string("where entry begins, ") + frame_pointer_name +
           " is 0: no frame is above it",
       "it is " + hex(seen.frame_pointer));
}

HEAPLAB_CASE(inherits, "make/float-control",
             "a new context has the floating-point control of its maker", 2,
             switch_and_make) {
  const std::uint64_t odd = set_odd_float_control();
  make(partner, go_home);
  reset_float_control();
  switch_to_partner();
  reset_float_control();
  expect_calls(1);
  if (arrival().float_control == odd) return;
  fail(Rule::float_control_changed,
       std::string("entry begins with ") + float_control_name + " " + hex(odd) +
           ", that of the caller of ctx_make",
       "it is " + hex(arrival().float_control));
}

HEAPLAB_CASE(make_again, "make/again",
             "a context that is made anew begins anew", 2, switch_and_make) {
  arrive(nullptr);
  make(partner, go_home, &home);
  switch_to_partner();
  expect_calls(2);
  heaplab::abi::expect_equal(address_of(&home), arrival().argument,
                             "the argument of the second entry");
}

HEAPLAB_CASE(make_call, "make/a-call-like-any",
             "ctx_make keeps what a function must keep", 1, switch_and_make) {
  make(partner, go_home);
  const auto function = [](auto* code) {
    return reinterpret_cast<const void*>(code);
  };
  CheckedCall(function(ctx_make), "ctx_make")
      .pointer(&partner.context)
      .pointer(partner.stack.top())
      .pointer(function(heaplab_probe_entry))
      .pointer(nullptr)
      .run();
}

}  // namespace
