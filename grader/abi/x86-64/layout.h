// Offsets in bytes that the assembly and registers.hpp agree on. Registers
// stand in the order of their encoding: rax rcx rdx rbx rsp rbp rsi rdi r8 …
#pragma once

#define ABI_GPR 0
#define ABI_XMM 128
#define ABI_FLAGS 384
#define ABI_MXCSR 392
#define ABI_X87_CONTROL 400
#define ABI_X87_ENVIRONMENT 408
#define ABI_REGISTERS_SIZE 440

// Of CallState and SwitchState.
#define ABI_BEFORE 0
#define ABI_AFTER ABI_REGISTERS_SIZE
#define ABI_TARGET (2 * ABI_REGISTERS_SIZE)
#define ABI_OWN_STACK (2 * ABI_REGISTERS_SIZE + 8)
