// call_mixed: integers and doubles for a callee, by a signature.
#include <bit>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "call_with_args_callee.hpp"

HEAPLAB_STUDENT(std::uint64_t call_mixed(std::uint64_t (*fn)(...),
                                         const char* signature,
                                         const std::uint64_t* args));

namespace heaplab::abi {
namespace {

std::string call_text(const std::string& signature) {
  return "call_mixed(fn, \"" + signature + "\", args)";
}

Result call_mixed_on(const void* fn, const std::string& signature,
                     const std::vector<std::uint64_t>& arguments) {
  note_step(call_text(signature));
  CheckedCall call(reinterpret_cast<const void*>(call_mixed), "call_mixed");
  return call.pointer(fn)
      .pointer(signature.c_str())
      .pointer(arguments.data())
      .run();
}

void try_mixed(const std::string& signature, bool variadic = false) {
  const auto arguments = random_arguments(signature.size());
  const ArgumentCallee callee(signature, arguments, variadic);
  callee.expect_answer(call_mixed_on(callee.address(), signature, arguments),
                       call_text(signature));
}

std::string random_signature(std::size_t letters) {
  std::string signature;
  while (signature.size() < letters) {
    signature += random_below(2) == 0 ? 'i' : 'd';
  }
  return signature;
}

HEAPLAB_CASE(one_kind, "mixed-one-kind",
             "call_mixed with integers only, with doubles only", 1,
             "call_mixed") {
  try_mixed("i");
  try_mixed("d");
  try_mixed("");
  try_mixed(std::string(integer_registers, 'i'));
  try_mixed(std::string(float_registers, 'd'));
}

HEAPLAB_CASE(both_kinds, "mixed-registers",
             "call_mixed with both kinds: each counts its own registers", 2,
             "call_mixed") {
  try_mixed("id");
  try_mixed("di");
  try_mixed("ddidid");
  try_mixed("idididididid");
}

HEAPLAB_CASE(mixed_stack, "mixed-stack",
             "call_mixed with more than the registers hold", 3, "call_mixed") {
  try_mixed(std::string(integer_registers + 1, 'i'));
  try_mixed(std::string(float_registers + 1, 'd'));
  try_mixed("iiiiiiiiiddddddddddid");
  for (const std::size_t letters : {12, 21, 30, 40}) {
    try_mixed(random_signature(letters));
  }
}

// A real variadic callee: the bits of all that it got, mixed together in order.
std::uint64_t gather(std::uint64_t first, ...) {
  std::va_list list;
  va_start(list, first);
  std::uint64_t gathered = first;
  for (int i = 0; i < 10; ++i) {
    const std::uint64_t bits =
        i % 2 == 0 ? std::bit_cast<std::uint64_t>(va_arg(list, double))
                   : va_arg(list, std::uint64_t);
    gathered = std::rotl(gathered, 7) ^ bits;
  }
  va_end(list);
  return gathered;
}

std::uint64_t gather_directly(const std::vector<std::uint64_t>& arguments) {
  std::uint64_t gathered = 0;
  for (const std::uint64_t bits : arguments) {
    gathered = std::rotl(gathered, 7) ^ bits;
  }
  return gathered;
}

HEAPLAB_CASE(variadic, "mixed-variadic", "call_mixed of a variadic function", 1,
             "call_mixed") {
  try_mixed("ididididid", true);
  try_mixed("i", true);
  const std::string signature = "idididididi";
  const auto arguments = random_arguments(signature.size());
  note_step("fn is a C++ function with \", ...\" that reads them by va_arg");
  const Result result = call_mixed_on(reinterpret_cast<const void*>(gather),
                                      signature, arguments);
  expect_equal(gather_directly(arguments), result.integer,
               "what fn makes of its arguments");
}

}  // namespace
}  // namespace heaplab::abi
