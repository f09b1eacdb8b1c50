// title: A cache that only grows
// cwe: 770
// memcheck: nothing
// asan: nothing
// assertions: nothing
// native: nothing
#include <map>
#include <string>

// Each key is new: nothing is ever found again, and all is still reachable.
std::map<int, std::string>& cache() {
  static std::map<int, std::string> entries;
  return entries;
}

int main() {
  for (int request = 0; request < 200; ++request)
    cache()[request] = std::string(100, 'x');
}
