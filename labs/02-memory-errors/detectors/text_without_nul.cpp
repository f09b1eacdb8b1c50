// title: strncpy leaves no NUL
// cwe: 170
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <cstdlib>
#include <cstring>

const char* volatile name = "exactly8";

int main() {
  auto* const field = static_cast<char*>(std::malloc(8));
  std::strncpy(field, name, 8);
  const std::size_t length = std::strlen(field);
  std::free(field);
  return length == 0;
}
