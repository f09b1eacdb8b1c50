// What is going on, for the handler of signals and for messages: the function
// that is being called, its stack, and what its callee is destroying.
#pragma once

#include <cstdint>
#include <string>

#include "abi/machine.hpp"
#include "abi/painted_stack.hpp"

namespace heaplab::abi {

struct Running {
  std::string name;                // of the function; empty: none is called
  const void* function = nullptr;  // while it is called
  PaintedStack stack;
  std::uint64_t entry = 0;          // SP before the call
  bool may_hit_guard = false;       // the guard page ends the call
  std::uint64_t guard_address = 0;  // where it did
  bool draws_frame = false;         // --frame asks for a picture

  // expect_kept_nowhere(): what is destroyed in this attempt. null: all that
  // the callback's Destroys says.
  // The callback loses no register that it can help losing.
  bool callback_keeps_all = false;
  bool attempt = false;
  const Place* only = nullptr;
  std::string kept_in;  // "r10", "below the stack pointer"
  Rule kept_rule = Rule::scratch_register_kept;
};

Running& running();

}  // namespace heaplab::abi
