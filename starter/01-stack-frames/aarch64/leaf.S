// leaf: three functions that call nothing. Where each argument arrives and
// where a result goes: AAPCS64, "Parameter passing rules" and "Result return".
// What the bits above a 32-bit argument hold: nothing that you may rely on.
#include "heaplab/asm.h"

// std::int64_t sum3(int a, int b, int c)
// The sum, exact: three numbers near 2^31 must not overflow.
FUNCTION(sum3)
  // TODO: the sum of all three, in 64 bits.
  mov x0, #0
  ret
END(sum3)

// std::int64_t pick9th(std::int64_t a1, std::int64_t a2, … std::int64_t a9)
// The ninth argument.
FUNCTION(pick9th)
  // TODO: how many arguments come in registers, and where are the others?
  mov x0, #0
  ret
END(pick9th)

// int byte_at(const unsigned char* bytes, int index)
// bytes[index], 0 to 255. The index may be negative.
FUNCTION(byte_at)
  // TODO: load one byte, at a signed 32-bit index.
  mov x0, #0
  ret
END(byte_at)
