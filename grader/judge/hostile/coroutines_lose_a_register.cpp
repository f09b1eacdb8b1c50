// finding: register-not-preserved
// about: a switch does not bring a callee-saved register back
// trace: coroutines
#if defined(__x86_64__)
#define BEFORE_RETURN "xorl %r12d, %r12d"
#else
#define BEFORE_RETURN "mov x28, #0"
#endif
#include "fibers.hpp"

HEAPLAB_COROUTINES(Fibers)
