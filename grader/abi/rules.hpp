// The rules of the two calling conventions, each by the name that a finding
// has: judge/finding.hpp lists the same names.
// Sources: System V Application Binary Interface, AMD64 Supplement, 3.2;
// Procedure Call Standard for the Arm 64-bit Architecture (AAPCS64), 6.
#pragma once

#include <cstdint>
#include <string_view>

namespace heaplab::abi {

enum class Rule : std::uint8_t {
  missing_function,
  wrong_result,
  wrong_argument,
  wrong_calls,
  register_not_preserved,
  stack_pointer_off,
  stack_misaligned,
  caller_frame_overwritten,
  direction_flag_set,
  float_control_changed,
  x87_stack_left,
  link_register_lost,
  scratch_register_kept,
  red_zone_kept,
  wild_return,
  wild_jump,
  stack_too_deep,
  unprobed_page,
  wrong_chain,
  rule_not_broken,
  crash,
  stack_overflow,
  time_out,
};

// "register-not-preserved"
std::string_view rule_name(Rule rule);

}  // namespace heaplab::abi
