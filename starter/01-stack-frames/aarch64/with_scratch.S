// with_scratch (bonus): memory on the stack whose size is known only at run
// time, and the guard page below every stack.
#include "heaplab/asm.h"

// std::uint64_t with_scratch(std::size_t bytes,
//                            std::uint64_t (*fn)(void* scratch,
//                                                std::size_t bytes,
//                                                void* context),
//                            void* context)
// fn(scratch, bytes, context), where scratch is memory of this function's
// frame, at least `bytes` long and at a multiple of 16. On the way down each
// page of 4096 bytes is touched, highest first, so that a stack that is too
// small ends in its guard page and never behind it.
FUNCTION(with_scratch)
  // TODO: make room, page by page, call, and give it back.
  mov x0, #0
  ret
END(with_scratch)
