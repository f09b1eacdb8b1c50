// title: An owner that was moved from
// cwe: 476
// memcheck: null-pointer
// asan: null-pointer
// assertions: library-assertion
// native: SIGSEGV
#include <memory>
#include <utility>

int main() {
  auto first = std::make_unique<int>(4);
  const auto second = std::move(first);
  volatile int copy = *first;
  return copy + *second == 0;
}
