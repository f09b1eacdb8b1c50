// title: A size without the NUL
// cwe: 131
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <cstdlib>
#include <cstring>

const char* volatile title = "eight...";

int main() {
  const char* const text = title;
  auto* const copy = static_cast<char*>(std::malloc(std::strlen(text)));
  std::strcpy(copy, text);
  std::free(copy);
}
