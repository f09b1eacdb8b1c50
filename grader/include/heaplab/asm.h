// For the assembly files of lab 01, both instruction sets (GNU as):
//
//   #include "heaplab/asm.h"
//
//   FUNCTION(name)
//     …
//   END(name)
//
// What stands between them is code and nothing else is added to it: no frame is
// made, no register is saved.
#pragma once

#ifndef __ASSEMBLER__
#error "heaplab/asm.h is for assembly files (.S) only"
#endif

// .text         what follows is code: it goes where the processor may execute
//               and nobody may write.
// .balign 16    starts at a multiple of 16 bytes, where a processor fetches
//               best. Nothing depends on it.
// .globl name   the linker may use the name from other files. Without it the
//               kit reports the function as missing.
// .type name    this name is a function's and not a variable's: the linker and
//               the debugger ask.
// name:         the label, that is the address of the next instruction.
#define FUNCTION(name)   \
  .text;                 \
  .balign 16;            \
  .globl name;           \
  .type name, %function; \
  name:

// .size         from the label to here (the dot), so that an address inside
//               can be named: map_sum+0x1c.
#define END(name) .size name, . - name

// An empty section of this name says that this code needs no executable stack.
// Where one file lacks it, the linker makes the whole program's stack
// executable. .text goes back to the section of code.
.section .note.GNU-stack, "", %progbits
.text
