// Coroutines with nothing wrong; the others here are made from them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>

#include "heaplab/coroutines.hpp"

#ifndef BEFORE_RETURN  // one more instruction at the end of a switch
#define BEFORE_RETURN ""
#endif

extern "C" void fiber_switch(void** from, void* to);
extern "C" void fiber_begin();

#if defined(__x86_64__)
#define FIRST_REGISTER "%rbx"
constexpr std::size_t fiber_words = 7;
constexpr std::size_t fiber_pc = 6, fiber_self = 5, fiber_run = 4;
asm(R"(
        .text
        .hidden fiber_switch, fiber_begin
        .globl  fiber_switch, fiber_begin
fiber_switch:
        pushq   %rbx
        pushq   %rbp
        pushq   %r12
        pushq   %r13
        pushq   %r14
        pushq   %r15
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        popq    %r15
        popq    %r14
        popq    %r13
        popq    %r12
        popq    %rbp
        popq    %rbx
)" BEFORE_RETURN R"(
        retq
fiber_begin:
        movq    %rbx, %rdi
        callq   *%rbp
        ud2
)");
#else
#define FIRST_REGISTER "x19"
constexpr std::size_t fiber_words = 20;
constexpr std::size_t fiber_pc = 11, fiber_self = 0, fiber_run = 1;
asm(R"(
        .text
        .hidden fiber_switch, fiber_begin
        .globl  fiber_switch, fiber_begin
fiber_switch:
        sub     sp, sp, #160
        stp     x19, x20, [sp]
        stp     x21, x22, [sp, #16]
        stp     x23, x24, [sp, #32]
        stp     x25, x26, [sp, #48]
        stp     x27, x28, [sp, #64]
        stp     x29, x30, [sp, #80]
        stp     d8, d9, [sp, #96]
        stp     d10, d11, [sp, #112]
        stp     d12, d13, [sp, #128]
        stp     d14, d15, [sp, #144]
        mov     x9, sp
        str     x9, [x0]
        mov     sp, x1
        ldp     x19, x20, [sp]
        ldp     x21, x22, [sp, #16]
        ldp     x23, x24, [sp, #32]
        ldp     x25, x26, [sp, #48]
        ldp     x27, x28, [sp, #64]
        ldp     x29, x30, [sp, #80]
        ldp     d8, d9, [sp, #96]
        ldp     d10, d11, [sp, #112]
        ldp     d12, d13, [sp, #128]
        ldp     d14, d15, [sp, #144]
        add     sp, sp, #160
)" BEFORE_RETURN R"(
        ret
fiber_begin:
        mov     x0, x19
        blr     x20
        brk     #1
)");
#endif

class Fibers {
 public:
  explicit Fibers(heaplab::Heap& heap) : heap(heap) {}

  struct Fiber {
    void* sp;
    Fiber* resumed_by;
    void (*entry)(void*);
    void* argument;
    Fibers* all;
  };

  // `shift` moves the stack pointer that the entry is called with.
  Fiber* make(std::byte* stack_top, void (*entry)(void*), void* argument,
              std::size_t shift = 0) {
    auto* fiber =
        ::new (stack_top) Fiber{nullptr, nullptr, entry, argument, this};
    auto* words =
        reinterpret_cast<std::uint64_t*>(stack_top - shift) - fiber_words;
    words[fiber_pc] = reinterpret_cast<std::uint64_t>(&fiber_begin);
    words[fiber_self] = reinterpret_cast<std::uint64_t>(fiber);
    words[fiber_run] = reinterpret_cast<std::uint64_t>(&run);
    fiber->sp = words;
    return fiber;
  }

  // Beside the stack: what run() uses of it, and the Fiber.
  std::byte* take(std::size_t stack_bytes) {
    const std::size_t bytes = (stack_bytes + 15) / 16 * 16 + run_bytes;
    auto* block = static_cast<std::byte*>(heap.grow(bytes + 64));
    return block == nullptr ? nullptr : block + bytes;
  }

  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    std::byte* stack_top = take(stack_bytes);
    return stack_top ? make(stack_top, entry, argument) : nullptr;
  }
  void resume(void* handle) {
    auto* fiber = static_cast<Fiber*>(handle);
    fiber->resumed_by = running;
    Fiber* self = running;
    running = fiber;
    fiber_switch(&self->sp, fiber->sp);
  }
  void yield() { go_to(running->resumed_by); }

 protected:
  static constexpr std::size_t run_bytes = 256;

  void go_to(Fiber* other) {
    Fiber* self = running;
    running = other;
    fiber_switch(&self->sp, other->sp);
  }
  // Called by fiber_begin.
  static void run(Fiber* fiber) {
    fiber->entry(fiber->argument);
    fiber->all->go_to(fiber->resumed_by);
  }

  heaplab::Heap& heap;
  Fiber main{};
  Fiber* running = &main;
};
