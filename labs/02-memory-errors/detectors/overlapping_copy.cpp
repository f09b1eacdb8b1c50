// title: memcpy within one block
// cwe: 475
// memcheck: nothing
// asan: overlapping-copy
// assertions: nothing
// native: nothing
#include <cstdlib>
#include <cstring>

int main() {
  auto* const line = static_cast<char*>(std::calloc(32, 1));
  volatile std::size_t bytes = 16;
  line[3] = 'x';
  std::memcpy(line + 4, line, bytes);
  const bool moved = static_cast<volatile char*>(line)[7] == 'x';
  std::free(line);
  return !moved;
}
