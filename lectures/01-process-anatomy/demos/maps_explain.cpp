// Where the parts of a program lie, read from /proc/self/maps.
// break it: `malloc(4 << 20)` -> `malloc(4 << 10)`
#include <sys/auxv.h>

#include <cstdlib>

#include "demo/clock.hpp"
#include "demo/demo.hpp"
#include "maps.hpp"

using heaplab::demo::Demo;
using heaplab::demo::keep;
using heaplab::demo::measured;
using heaplab::demo::Table;

// [objects
extern const long long primes[];
const long long primes[] = {2, 3, 5, 7};  // a constant
volatile int answer = 42;                 // starts as 42
static volatile long long sum = 0;        // starts as zero

[[gnu::noinline]] int work() {  // code
  sum = sum + primes[0];
  return answer;
}
// objects]

namespace {

struct Place {
  std::string what;
  std::uintptr_t address;
};

std::vector<Place> places() {
  std::vector<Place> list;
  // [places
  int local = 1;
  void* small = std::malloc(24);
  void* large = std::malloc(4 << 20);
  list.push_back({"code: work()", address_of(&work)});
  list.push_back({"constant: primes", address_of(&primes)});
  list.push_back({"variable: answer = 42", address_of(&answer)});
  list.push_back({"static variable: sum = 0", address_of(&sum)});
  list.push_back({"malloc of 24 bytes", address_of(small)});
  list.push_back({"malloc of 4 MiB", address_of(large)});
  list.push_back({"code of malloc itself", address_of(&std::malloc)});
  list.push_back({"local variable", address_of(&local)});
  // places]
  list.push_back({"code from the kernel", getauxval(AT_SYSINFO_EHDR)});
  keep(local);
  return list;
}

void where_each_lies(Demo& demo, const std::string& program) {
  const std::vector<Place> list = places();
  const std::vector<Mapping> maps = read_maps();
  Table& table =
      demo.table("Where it lies", {"what", "address", "mapping", "may"});
  bool all_mapped = true;
  for (const Place& place : list) {
    if (place.address == 0) {
      demo.not_measured(place.what, "this kernel maps none (no vdso)");
      continue;
    }
    const Mapping mapping = mapping_of(maps, place.address);
    table.row({place.what, measured(hexadecimal(place.address)),
               measured(kind_of(mapping, program)),
               measured(mapping.permissions)});
    all_mapped = all_mapped && mapping.bytes() > 0;
  }
  demo.expect("each of these addresses lies in a mapping", all_mapped);
  const Mapping code = mapping_of(maps, list[0].address);
  demo.expect("code may be executed and not written to",
              code.permissions[2] == 'x' && code.permissions[1] == '-');
  const Mapping small = mapping_of(maps, list[4].address);
  demo.expect("a small and a large block lie in different mappings",
              small.first != mapping_of(maps, list[5].address).first);
}

void first_steps_of_the_heap(Demo& demo) {
  Table& table = demo.table("How the heap grows", {"when it is full", "by"});
  // [step
  const auto before = address_of(sbrk(0));
  while (address_of(sbrk(0)) == before) {
    void* block = std::malloc(1000);  // never freed: the heap must fill up
    keep(block);
  }
  const auto step = address_of(sbrk(0)) - before;
  // step]
  table.row({"glibc moves the program break", measured(hexadecimal(step))});
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "maps_explain", "In which mapping does each thing lie?",
      [](Demo& demo) {
        const std::string program = link_target("/proc/self/exe");
        demo.expect_equal("the program's code ran", work(), 42);
        where_each_lies(demo, program);
#ifdef __GLIBC__
        first_steps_of_the_heap(demo);
#else
        demo.not_measured("how the heap grows",
                          "this C library is not glibc, and may not use brk");
#endif
      });
}
