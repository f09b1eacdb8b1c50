// A failed assert in a submission. The C library's own asks the system for a
// page to keep the message in, which the player may not.
#include <cstdio>
#include <cstdlib>

extern "C" [[noreturn]] void __assert_fail(const char* assertion,
                                           const char* file, unsigned line,
                                           const char* function) noexcept {
  std::fprintf(stderr, "%s:%u: %s: Assertion `%s' failed.\n", file, line,
               function ? function : "?", assertion);
  std::abort();
}
