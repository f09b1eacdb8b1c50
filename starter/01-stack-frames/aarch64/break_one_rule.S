// break_one_rule: four functions with the signature and the result of map_sum.
// Each breaks exactly the one rule that it is named for, in every call with n
// from 2 on, and keeps all the others. Your map_sum is the place to begin.
#include "heaplab/asm.h"

// std::int64_t loses_register(f, values, n, context)
// Comes back with another value in a register that it must preserve.
FUNCTION(loses_register)
  // TODO: a preserved register that you use and do not save.
  mov x0, #0
  ret
END(loses_register)

// std::int64_t misaligns_calls(f, values, n, context)
// Calls f with a stack pointer that is no multiple of 16.
FUNCTION(misaligns_calls)
  // TODO: a stack pointer off by 8 at the moment of a call.
  mov x0, #0
  ret
END(misaligns_calls)

// std::int64_t keeps_in_scratch(f, values, n, context)
// Keeps its sum in a register that f may change. The sum is right as long as f
// leaves that register alone. (A pointer kept so would crash: keep the sum.)
FUNCTION(keeps_in_scratch)
  // TODO: the sum in a register that a callee may change.
  mov x0, #0
  ret
END(keeps_in_scratch)

// std::int64_t changes_rounding(f, values, n, context)
// Comes back with another rounding mode than it was called with.
FUNCTION(changes_rounding)
  // TODO: the rounding mode is in FPCR: mrs, msr.
  mov x0, #0
  ret
END(changes_rounding)
