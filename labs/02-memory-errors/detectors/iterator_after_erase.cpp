// title: An iterator after erase
// cwe: 416
// memcheck: use-after-free
// asan: use-after-free
// assertions: nothing
// native: SIGSEGV
#include <list>

int main() {
  std::list<int> jobs = {3, 4, 5};
  for (auto job = jobs.begin(); job != jobs.end(); ++job) {
    if (*job == 4) jobs.erase(job);
  }
}
