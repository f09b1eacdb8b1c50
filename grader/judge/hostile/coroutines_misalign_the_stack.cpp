// finding: misaligned
// about: the entry is called with a stack pointer that is 8 too low
// says: SP not 16-byte aligned when the coroutine was entered: heap+0x
// trace: coroutines
#include "fibers.hpp"

struct Misaligned : Fibers {
  using Fibers::Fibers;
  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    std::byte* stack_top = take(stack_bytes);
    return stack_top ? make(stack_top, start, keep(entry, argument)) : nullptr;
  }
  struct Started {
    void (*entry)(void*);
    void* argument;
  };
  Started started[8];
  int count = 0;
  void* keep(void (*entry)(void*), void* argument) {
    started[count % 8] = {entry, argument};
    return &started[count++ % 8];
  }
  static void start(void* argument) {
    auto* own = static_cast<Started*>(argument);
#if defined(__x86_64__)
    asm volatile(
        "movq %%rsp, %%rbx\n\t"
        "andq $-16, %%rsp\n\t"
        "subq $8, %%rsp\n\t"
        "callq *%1\n\t"
        "movq %%rbx, %%rsp"
        :
        : "D"(own->argument), "r"(own->entry)
        : "rbx", "memory", "rax", "rcx", "rdx", "rsi", "r8", "r9", "r10",
          "r11");
#else
    asm volatile(
        "mov x0, %0\n\t"
        "mov x21, sp\n\t"
        "sub sp, sp, #24\n\t"
        "blr %1\n\t"
        "mov sp, x21"
        :
        : "r"(own->argument), "r"(own->entry)
        : "x0", "x21", "x30", "memory");
#endif
  }
};

HEAPLAB_COROUTINES(Misaligned)
