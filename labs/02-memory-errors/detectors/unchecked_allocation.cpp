// title: An allocation that failed, unnoticed
// cwe: 690
// memcheck: null-pointer
// asan: too-much-memory
// assertions: nothing
// native: SIGSEGV
#include <cstdlib>

int main() {
  volatile std::size_t bytes = std::size_t{1} << 47;
  auto* const table = static_cast<volatile char*>(std::malloc(bytes));
  table[0] = 1;
  std::free(const_cast<char*>(table));
}
