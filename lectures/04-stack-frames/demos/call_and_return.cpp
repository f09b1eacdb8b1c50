// What a call writes and where, and that ret goes wherever that word says.
// break it: `return return_elsewhere();` -> `return 1;`
#include <fmt/core.h>

#include <cstdint>
#include <string>

#include "demo/child.hpp"
#include "demo/demo.hpp"
#include "machine_code.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

struct AtEntry {
  std::uint64_t sp_before;       // just before the call
  std::uint64_t sp_in_callee;    // in the callee's first instruction
  std::uint64_t return_address;  // as the callee finds it
  std::uint64_t sp_after;        // just behind the call
  std::uint64_t behind_call;     // the address of the instruction there
};

extern "C" {
void call_once(AtEntry* seen);  // writes all that
void callee_of_it();
int return_elsewhere();  // 1: came back behind the call; 2: elsewhere
}

#if defined(__x86_64__)
// [call

asm(R"(
.text
call_once:
  pushq %rbx
  movq %rdi, %rbx
  movq %rsp, (%rbx)         # sp_before
  call callee_of_it
behind_the_call:
  movq %rsp, 24(%rbx)       # sp_after
  leaq behind_the_call(%rip), %rax
  movq %rax, 32(%rbx)       # behind_call
  popq %rbx
  ret

.globl callee_of_it
callee_of_it:
  movq %rsp, 8(%rbx)        # sp_in_callee
  movq (%rsp), %rax         # the word on top of the stack
  movq %rax, 16(%rbx)       # return_address
  ret
)");
// call]
// [changed
asm(R"(
.text
return_elsewhere:
  pushq %rbx
  call changes_its_return
  movl $1, %eax             # came back behind the call
  popq %rbx
  ret
elsewhere:
  movl $2, %eax
  popq %rbx
  ret
changes_its_return:
  leaq elsewhere(%rip), %rax
  movq %rax, (%rsp)         # over the return address
  ret
)");
// changed]
#elif defined(__aarch64__)
asm(R"(
.text
call_once:
  stp x29, x30, [sp, #-32]!
  str x19, [sp, #16]
  mov x19, x0
  mov x9, sp
  str x9, [x19]
  bl callee_of_it
behind_the_call:
  mov x9, sp
  str x9, [x19, #24]
  adr x9, behind_the_call
  str x9, [x19, #32]
  ldr x19, [sp, #16]
  ldp x29, x30, [sp], #32
  ret

.globl callee_of_it
callee_of_it:
  mov x9, sp
  str x9, [x19, #8]
  str x30, [x19, #16]
  ret

return_elsewhere:
  stp x29, x30, [sp, -16]!
  bl changes_its_return
  mov w0, #1
  ldp x29, x30, [sp], #16
  ret
elsewhere:
  mov w0, #2
  ldp x29, x30, [sp], #16
  ret
changes_its_return:
  adr x30, elsewhere
  ret
)");
#endif

namespace {

#if defined(__x86_64__)
constexpr const char* instruction = "call";
constexpr const char* kept_in = "the word that SP points to";
constexpr std::uint64_t call_bytes = 5;
#else
constexpr const char* instruction = "bl";
constexpr const char* kept_in = "x30 (LR)";
constexpr std::uint64_t call_bytes = 4;
#endif

std::string code_bytes(std::uint64_t address) {
  std::string text;
  for (std::uint64_t k = address - call_bytes; k < address; ++k)
    text += fmt::format("{}{:02x}", text.empty() ? "" : " ",
                        *reinterpret_cast<const unsigned char*>(k));
  return text;
}

void look(Demo& demo) {
  AtEntry at_entry{};
  call_once(&at_entry);
  const std::uint64_t address = at_entry.return_address;

  auto& table = demo.table("", {"what", "found"});
  table.row({"the instruction", measured(instruction)});
  table.row({"its bytes", measured(code_bytes(address))});
  table.row({"SP falls by", measured(static_cast<double>(at_entry.sp_before -
                                                         at_entry.sp_in_callee),
                                     "B")});
  table.row({"return address is in", measured(kept_in)});
  table.row({"SP behind the call, against before it",
             at_entry.sp_after - at_entry.sp_before});
  demo.expect_equal(
      "the return address is that of the instruction behind "
      "the call",
      address, at_entry.behind_call);
  demo.expect_equal("the call's own bytes say where it goes",
                    target_of_call_before(address),
                    reinterpret_cast<std::uint64_t>(&callee_of_it));
  demo.expect("ret gives back what call took",
              at_entry.sp_after == at_entry.sp_before);

  // [elsewhere
  const auto ending =
      heaplab::demo::run_in_child([] { return return_elsewhere(); });
  // elsewhere]
  table.row({"a changed return address: ret goes",
             ending.exit_code == 2
                 ? measured("where it says")
                 : measured("nowhere: " + ending.in_words())});
  demo.expect(
      "ret never goes back behind the call when the address has "
      "been changed",
      ending.exit_code != 1);
  if (ending.exit_code != 2)
    demo.not_measured("where ret goes then",
                      "this machine compares return addresses with a copy");
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "call_and_return",
                            "How does ret find its way?", look);
}
