// What the functions of demo.cpp know about their own frames.
#pragma once

#include <cstddef>
#include <cstdint>

// The frame that all notes after it are about, until the next one: that of a
// function that the last one calls.
void note_frame(const char* function, const void* frame_pointer);
// The bytes of argument `number` of it, from 1, or, with 0, of a local.
void note_bytes(int number, const char* name, const void* place,
                std::size_t bytes);

// Where the function keeps an integer argument: on the stack, where the caller
// put it, or in a copy of its register.
template <typename T>
void note_argument(int number, const char* name, const T& value) {
  note_bytes(number, name, &value, sizeof(value));
}
template <typename T>
void note_local(const char* name, const T& value) {
  note_bytes(0, name, &value, sizeof(value));
}

[[gnu::always_inline]] inline std::uint64_t own_stack_pointer() {
  std::uint64_t pointer;
#if defined(__x86_64__)
  asm volatile("mov %%rsp, %0" : "=r"(pointer));
#else
  asm volatile("mov %0, sp" : "=r"(pointer));
#endif
  return pointer;
}

// Prints the stack from `stack_pointer`, that of the caller, up to the frame
// that was noted first.
void draw_frames(std::uint64_t stack_pointer);
