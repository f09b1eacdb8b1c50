// What happens to bytes below the stack pointer: a call, and a signal.
// break it: `store_below(pattern) ==` -> `store_in_frame(pattern) ==`
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>

#include "demo/child.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {
constexpr std::uint64_t pattern = 0x7061696e74656421;
constexpr int word_count = 512;
}  // namespace

extern "C" {
// Stores `value` 8 bytes below SP, calls a function that does nothing, and
// returns what stands there then. The other one makes room for it first.
std::uint64_t store_below(std::uint64_t value);
std::uint64_t store_in_frame(std::uint64_t value);
// Fills 512 words below SP with the pattern, sends SIGUSR1 to its own thread
// and gives what stands there behind it: words[0] is the one right below SP.
void paint_and_signal(long process, long thread, long signal,
                      std::uint64_t* words);
void lower_by_12();  // and uses SP for an aligned access
}

#if defined(__x86_64__)
// [below
asm(R"(
.text
store_below:
  movq %rdi, -8(%rsp)        # outside of any frame
  call does_nothing
  movq -8(%rsp), %rax
  ret

store_in_frame:
  subq $8, %rsp              # with the return address: 16
  movq %rdi, (%rsp)
  call does_nothing
  movq (%rsp), %rax
  addq $8, %rsp
  ret

does_nothing:
  ret
)");
// below]
asm(R"(
.text
paint_and_signal:
  movq %rcx, %r8
  movabsq $0x7061696e74656421, %rax
  movq $-4096, %rcx
1:
  movq %rax, (%rsp,%rcx)
  addq $8, %rcx
  jnz 1b
  movl $234, %eax            # tgkill
  syscall
  movq $512, %rcx
  leaq -8(%rsp), %rdx
2:
  movq (%rdx), %rax
  movq %rax, (%r8)
  subq $8, %rdx
  addq $8, %r8
  decq %rcx
  jnz 2b
  ret

lower_by_12:
  subq $12, %rsp
  movaps %xmm0, (%rsp)
  addq $12, %rsp
  ret
)");
#elif defined(__aarch64__)
asm(R"(
.text
store_below:
  mov x9, x30
  str x0, [sp, #-8]
  bl does_nothing
  ldr x0, [sp, #-8]
  ret x9

store_in_frame:
  mov x9, x30
  sub sp, sp, #16
  str x0, [sp, #8]
  bl does_nothing
  ldr x0, [sp, #8]
  add sp, sp, #16
  ret x9

does_nothing:
  stp x29, x30, [sp, -16]!
  ldp x29, x30, [sp], #16
  ret

paint_and_signal:
  mov x9, x3
  ldr x10, =0x7061696e74656421
  mov x11, sp
  sub x12, x11, #4096
1:
  str x10, [x12], #8
  cmp x12, x11
  b.lo 1b
  mov x8, #131
  svc #0
  mov x12, #512
2:
  ldr x10, [x11, #-8]!
  str x10, [x9], #8
  subs x12, x12, #1
  b.ne 2b
  ret
  .ltorg

lower_by_12:
  sub sp, sp, #12
  str w0, [sp]
  add sp, sp, #12
  ret
)");
#endif

namespace {

volatile sig_atomic_t handled = 0;
void handle(int) { handled = 1; }

void signal_over_pattern(std::uint64_t (&words)[word_count]) {
  struct sigaction action {};
  struct sigaction before {};
  action.sa_handler = handle;
  sigaction(SIGUSR1, &action, &before);
  paint_and_signal(getpid(), syscall(SYS_gettid), SIGUSR1, words);
  sigaction(SIGUSR1, &before, nullptr);
}

void call_and_store(Demo& demo) {
  auto& table = demo.table("A word, and a call behind it", {"stored", "kept"});
  const bool below = store_below(pattern) == pattern;
  const bool in_frame = store_in_frame(pattern) == pattern;
  table.row({"8 bytes below SP", below ? "yes" : "no"});
  table.row({"in a frame: SP was lowered before", in_frame ? "yes" : "no"});
  demo.expect("a word below SP is lost in the next call", !below);
  demo.expect("a word in the frame is kept", in_frame);
}

void signal_and_look(Demo& demo) {
  static std::uint64_t words[word_count];
  signal_over_pattern(words);
  int kept = 0;
  while (kept < word_count && words[kept] == pattern) ++kept;
  int lost = 0;
  for (const std::uint64_t word : words) lost += word != pattern;
  auto& table =
      demo.table("4096 bytes below SP, and a signal", {"what", "bytes"});
  table.row({"untouched, right below SP", measured(kept * 8, "")});
  table.row({"overwritten, of 4096", measured(lost * 8, "")});
  demo.expect("the kernel and the handler write below SP", lost > 0);
#if defined(__x86_64__)
  demo.expect("at least the red zone is left alone", kept * 8 >= 128);
#endif
}

void misalign(Demo& demo) {
  const auto ending = heaplab::demo::run_in_child([] {
    lower_by_12();
    return 0;
  });
  demo.table("SP lowered by 12, and used", {"the program ends with"})
      .row({measured(ending.in_words())});
  if (ending.signal == 0)
    demo.not_measured("a misaligned SP", "this machine does not check it");
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "below_sp",
                            "Do bytes below SP belong to a function?",
                            [](Demo& demo) {
                              call_and_store(demo);
                              signal_and_look(demo);
                              misalign(demo);
                            });
}
