// In which mapping of the process each kind of object lies.
// break it: `static int counted = 1;` -> `int counted = 1;`
// flags: -O0
#include <fmt/core.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "demo/child.hpp"
#include "demo/demo.hpp"

namespace demo = heaplab::demo;

namespace {

// [lookup
// The name at the end of the line of /proc/self/maps that holds the address.
std::string mapping_of(const volatile void* address) {
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    std::istringstream words(line);
    std::uintptr_t begin = 0, end = 0;
    std::string permissions, offset, device, inode, name;
    words >> std::hex >> begin;
    words.ignore(1) >> end >> permissions >> offset >> device >> inode;
    std::getline(words >> std::ws, name);
    if (wanted < begin || wanted >= end) continue;
    return name.empty() ? "a mapping without a name" : name;
  }
  return "no mapping";
}
// lookup]

std::string shown(const volatile void* address) {
  std::error_code none;
  const std::string name = mapping_of(address);
  if (name == std::filesystem::read_symlink("/proc/self/exe", none))
    return "the program's file";
  return name;
}

demo::Cell printed(const volatile void* address) {
  return demo::measured(
      fmt::format("{:#x}", reinterpret_cast<std::uintptr_t>(address)));
}

void show_objects(demo::Demo& demo) {
  // [objects
  static int counted = 1;                       // initialised, static
  int local = 2;                                // automatic
  char buffer[256 << 10] = {};                  // automatic, and large
  std::vector<char> numbers(16 << 20);          // a vector of 16 MiB
  void* const small = std::malloc(24);          // a small block
  const char* const text = "a string literal";  // constant
  // objects]
  auto& table = demo.table("", {"what", "address", "lies in"});
  table.row({"static int", printed(&counted), shown(&counted)});
  table.row({"string literal", printed(text), shown(text)});
  table.row({"local int", printed(&local), shown(&local)});
  table.row({"local array, 256 KiB", printed(buffer), shown(buffer)});
  table.row({"the vector itself", printed(&numbers), shown(&numbers)});
  table.row({"its 16 MiB of elements", printed(numbers.data()),
             demo::measured(shown(numbers.data()))});
  table.row({"malloc(24)", printed(small), demo::measured(shown(small))});
  demo.expect_equal("a static variable lies in the program's file",
                    shown(&counted), "the program's file");
  demo.expect_equal("a large local array lies where a small local does",
                    shown(buffer), shown(&local));
  demo.expect("the elements of a local vector do not lie in the stack",
              shown(numbers.data()) != shown(&numbers));
  std::free(small);
}

// [too_large
int use_large_local() {
  volatile char buffer[16 << 20];  // 16 MiB, the stack has 8
  buffer[0] = 1;
  return buffer[0];
}
// too_large]

// In a child whose stack may have 8 MiB, whatever the limit is here.
demo::Ending with_small_stack(const std::function<int()>& body) {
  return demo::run_in_child(
      [&] {
        rlimit limit{};
        getrlimit(RLIMIT_STACK, &limit);
        limit.rlim_cur = 8 << 20;
        setrlimit(RLIMIT_STACK, &limit);
        return body();
      },
      10);
}

void show_too_large(demo::Demo& demo) {
  const demo::Ending local = with_small_stack(use_large_local);
  const demo::Ending block = with_small_stack([] {
    const std::vector<char> buffer(16 << 20);
    return buffer[0] == 0 ? 0 : 1;
  });
  auto& table = demo.table("16 MiB of data, and a stack of 8 MiB",
                           {"how", "what happens"});
  table.row({"as a local array", local.in_words()});
  table.row({"as a std::vector", block.in_words()});
  demo.expect_equal("a local that is too large ends the program",
                    local.in_words(), "SIGSEGV");
  demo.expect_equal("what was asked for as a block is served", block.in_words(),
                    "exit 0");
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "where_is_it", "Where does an object lie?",
                   [](demo::Demo& demo) {
                     show_objects(demo);
                     show_too_large(demo);
                   });
}
