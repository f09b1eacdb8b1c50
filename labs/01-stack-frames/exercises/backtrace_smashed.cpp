// backtrace: __stack_chk_fail says which function's frame was overwritten.
#include <string>

#include "abi/case.hpp"
#include "abi/picture.hpp"
#include "abi/symbols.hpp"
#include "abi/text.hpp"
#include "backtrace.hpp"

namespace heaplab::abi {
namespace {

std::uint64_t start_of_smashed = 0;

// What a long name in a short array does, and then what the compiler's check
// does when it finds the canary changed.
[[gnu::always_inline]] inline void overwrite_frame(void (*own)()) {
  start_of_smashed = reinterpret_cast<std::uint64_t>(own);
  auto* const frame = static_cast<std::uint64_t*>(__builtin_frame_address(0));
  frame[0] = 0x6f6c206f6f742061;
  frame[1] = 0x656d616e20676e6f;
  const auto at = reinterpret_cast<std::uint64_t>(frame);
  keep_picture(draw_stack(at, at, 2,
                          {{at, "overwritten: was the saved frame pointer"},
                           {at + 8, "overwritten: was the return address"}}));
  __stack_chk_fail();
}

}  // namespace

extern "C" {
[[gnu::noinline]] void copy_name() { overwrite_frame(copy_name); }
[[gnu::noinline]] void copy_title() { overwrite_frame(copy_title); }
[[gnu::noinline]] void copy_place() { overwrite_frame(copy_place); }
}

namespace {

HEAPLAB_CASE(smashed, "smashed",
             "__stack_chk_fail: names the function whose frame is lost", 2,
             "__stack_chk_fail") {
  void (*const functions[])() = {copy_name, copy_title, copy_place};
  note_step("a function has overwritten its frame and calls __stack_chk_fail");
  functions[random_below(3)]();
}

}  // namespace
}  // namespace heaplab::abi

extern "C" void smashed_function(std::uint64_t address) {
  using namespace heaplab::abi;
  // A return address may be the first byte behind a function that ends in a
  // call.
  if (function_start(address) == start_of_smashed ||
      function_start(address - 1) == start_of_smashed)
    pass();
  fail(Rule::wrong_result,
       "smashed_function(an address in " + code_name(start_of_smashed) + ")",
       "smashed_function(" + hex(address) + "), which is in " +
           code_name(address));
}
