// title: Erasing from a map while iterating
// cwe: 416
// memcheck: use-after-free
// asan: nothing
// assertions: nothing
// native: nothing
#include <map>

int main() {
  std::map<int, int> ages = {{1, 10}, {2, 90}, {3, 20}};
  for (auto entry = ages.begin(); entry != ages.end(); ++entry) {
    if (entry->second > 50) ages.erase(entry);
  }
}
