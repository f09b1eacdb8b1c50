// call_with_args: the caller's side. Which argument goes into which register,
// which onto the stack, in what order, and where the stack must stand: AAPCS64,
// "Parameter passing rules" and "The Stack".
#include "heaplab/asm.h"

// std::uint64_t call_with_args(std::uint64_t (*fn)(), std::size_t n,
//                              const std::uint64_t* args)
// fn(args[0], … args[n - 1]), all integers of 64 bits, n from 0 to 20. Reads
// nothing behind args[n - 1].
FUNCTION(call_with_args)
  // TODO: registers first, then the stack.
  mov x0, #0
  ret
END(call_with_args)

// std::uint64_t call_mixed(std::uint64_t (*fn)(...), const char* signature,
//                          const std::uint64_t* args)
// fn(args[0], args[1], …), one argument for each letter of the signature: 'i'
// is an integer of 64 bits, 'd' a double whose bits stand in args. At most 40
// letters. fn may be variadic.
FUNCTION(call_mixed)
  // TODO: two kinds of registers, counted apart, and one stack.
  mov x0, #0
  ret
END(call_mixed)
