// The stack of three nested calls, word by word.
// break it: `volatile long mine = 0x111;` -> `volatile long mine = 0x112;`
// flags: -O0 -fno-omit-frame-pointer -fno-stack-protector
#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

#include "demo/demo.hpp"
#include "machine_code.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

// The stack as `inner` finds it, copied at once: later calls change it.
struct Snapshot {
  std::uint64_t sp = 0;
  std::uint64_t words[128];  // from sp upwards

  std::uint64_t at(std::uint64_t address) const {
    return words[(address - sp) / 8];
  }
};

Snapshot stack;
std::uint64_t inner_fp, outer_fp, first_fp;
std::uint64_t top;  // the first address above the words to show
std::map<std::uint64_t, std::string> meaning;  // by the address of the word

std::uint64_t fp_of(const void* frame_address) {
  return reinterpret_cast<std::uint64_t>(frame_address);
}

void note(const volatile long* variable, const char* what) {
  meaning[reinterpret_cast<std::uint64_t>(variable)] = what;
}

void copy_stack(std::uint64_t low, std::uint64_t high) {
  stack.sp = low;
  for (std::uint64_t at = low; at < high && at - low < 1024; at += 8)
    stack.words[(at - low) / 8] = *reinterpret_cast<std::uint64_t*>(at);
}

// [functions
long inner(long a, long b, long c, long d, long e, long f, long g, long h,
           long ninth) {
  volatile long secret = 0x5ec;
  note(&a, "inner: copy of a");
  note(&ninth, "outer: ninth argument for inner");
  note(&secret, "inner: secret");
  inner_fp = fp_of(__builtin_frame_address(0));
  copy_stack(stack_pointer(), top);
  return a + b + c + d + e + f + g + h + ninth + secret;
}

long outer(long number) {
  volatile long mine = 0x111;
  note(&number, "outer: copy of number");
  note(&mine, "outer: mine");
  outer_fp = fp_of(__builtin_frame_address(0));
  return inner(number, 2, 3, 4, 5, 6, 7, 8, 9) + mine;
}

long first() {
  volatile long start = 0x77;
  note(&start, "first: start");
  first_fp = fp_of(__builtin_frame_address(0));
  top = std::max(first_fp + 16, fp_of(const_cast<long*>(&start)) + 8);
  return outer(start) + start;
}
// functions]

void note_pair(const char* function, const char* caller, std::uint64_t fp) {
  meaning[fp] = fmt::format("{}: saved FP of {}", function, caller);
  meaning[fp + 8] = fmt::format("{}: return address into {}", function, caller);
}

void show_words(Demo& demo) {
  auto& table = demo.table("The highest address first",
                           {"from SP", "word", "what it is"});
  for (std::uint64_t at = top - 8; at >= stack.sp; at -= 8) {
    const auto found = meaning.find(at);
    table.row({measured(static_cast<double>(at - stack.sp), ""),
               measured(fmt::format("{:#x}", stack.at(at))),
               found == meaning.end() ? measured("not named")
                                      : heaplab::demo::Cell(found->second)});
  }
}

// AArch64 may keep a signature in the upper 16 bits of a return address.
bool calls(std::uint64_t frame, const void* function) {
  const std::uint64_t address = stack.at(frame + 8) & 0xffff'ffff'ffff;
  return target_of_call_before(address) ==
         reinterpret_cast<std::uint64_t>(function);
}

void show(Demo& demo) {
  const long result = first();
  note_pair("first", "its caller", first_fp);
  note_pair("outer", "first", outer_fp);
  note_pair("inner", "outer", inner_fp);
  show_words(demo);
  demo.expect_equal("FP in inner points to the saved FP of outer",
                    stack.at(inner_fp), outer_fp);
  demo.expect_equal("that one points to the saved FP of first",
                    stack.at(outer_fp), first_fp);
  demo.expect("before each return address stands the call of that function",
              calls(inner_fp, reinterpret_cast<const void*>(&inner)) &&
                  calls(outer_fp, reinterpret_cast<const void*>(&outer)));
  demo.expect(
      "the deeper the call, the lower its frame",
      stack.sp <= inner_fp && inner_fp < outer_fp && outer_fp < first_fp);
  demo.expect_equal("SP is a multiple of 16", stack.sp % 16, 0u);
  demo.expect_equal(
      "the result is the sum", result,
      0x77L + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 0x5ec + 0x111 + 0x77);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "frame_dump",
                            "What stands on the stack?", show);
}
