// Offsets in bytes that the assembly and registers.hpp agree on.
#pragma once

#define ABI_X 0
#define ABI_SP 248
#define ABI_V 256
#define ABI_FLAGS 768
#define ABI_FPCR 776
#define ABI_REGISTERS_SIZE 784

// Of CallState and SwitchState.
#define ABI_BEFORE 0
#define ABI_AFTER ABI_REGISTERS_SIZE
#define ABI_TARGET (2 * ABI_REGISTERS_SIZE)
#define ABI_OWN_STACK (2 * ABI_REGISTERS_SIZE + 8)
