// title: A product of sizes that wraps around
// cwe: 680
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <cstdint>
#include <cstdlib>

int main() {
  volatile std::uint32_t width = 65537;
  volatile std::uint32_t height = 65536;
  const std::uint32_t bytes = width * height;
  auto* const pixels = static_cast<char*>(std::malloc(bytes));
  static_cast<volatile char*>(pixels)[bytes] = 1;
  std::free(pixels);
}
