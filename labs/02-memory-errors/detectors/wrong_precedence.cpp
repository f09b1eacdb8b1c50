// title: *size-- moves the pointer
// cwe: 783
// memcheck: nothing
// asan: nothing
// assertions: nothing
// native: nothing
#include <cstdlib>

// Meant: (*size)--. The pointer is a copy, so nothing else goes wrong.
void remove_one(int* size) { *size--; }

int main() {
  auto* const size = static_cast<int*>(std::calloc(2, sizeof(int)));
  size[1] = 3;
  remove_one(size + 1);
  const bool unchanged = size[1] == 3;
  std::free(size);
  return !unchanged;
}
