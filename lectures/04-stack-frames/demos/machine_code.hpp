// Small looks at the running machine: the stack pointer, and a call in the
// machine code.
#pragma once

#include <cstdint>
#include <cstring>

[[gnu::always_inline]] inline std::uint64_t stack_pointer() {
  std::uint64_t pointer = 0;
#if defined(__x86_64__)
  asm volatile("mov %%rsp, %0" : "=r"(pointer));
#elif defined(__aarch64__)
  asm volatile("mov %0, sp" : "=r"(pointer));
#endif
  return pointer;
}

// Where the call goes that stands before a return address, read from the
// machine code.
// [decode
inline std::uint64_t target_of_call_before(std::uint64_t address) {
  std::int32_t word;
  std::memcpy(&word, reinterpret_cast<const void*>(address - 4), 4);
#if defined(__x86_64__)
  // e8 and a distance, which counts from the next instruction
  return address + static_cast<std::uint64_t>(word);
#else
  // 100101 and a distance in instructions, which counts from this one
  const std::int64_t distance = word << 6 >> 6;
  return address - 4 + static_cast<std::uint64_t>(distance * 4);
#endif
}
// decode]
