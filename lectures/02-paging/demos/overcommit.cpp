// More memory promised than the machine has.
// break it: `promise->memory[0] = 1;` -> `touch_some(*promise);`
#include <sys/sysinfo.h>

#include <optional>

#include "demo/demo.hpp"
#include "pages.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::Table;

namespace {

constexpr double gib = 1024.0 * 1024 * 1024;

struct Promise {
  char* memory;
  std::size_t pages;
};

[[maybe_unused]] void touch_some(const Promise& promise) {
  for (std::size_t i = 0; i < 64; i++) {
    promise.memory[i * page_bytes] = 1;
  }
}

double memory_of_machine() {
  struct sysinfo info = {};
  sysinfo(&info);
  return static_cast<double>(info.totalram) * info.mem_unit;
}

// The kernel's rule: "0" guesses, "1" always says yes, "2" counts.
std::string rule() {
  std::ifstream file("/proc/sys/vm/overcommit_memory");
  std::string number;
  file >> number;
  return number.empty() ? "?" : number;
}

// [promise
std::optional<Promise> ask_for(double bytes) {
  const auto pages = static_cast<std::size_t>(bytes) / page_bytes;
  char* memory = new_pages(pages);  // MAP_NORESERVE: do not count them
  if (memory == nullptr) {
    return std::nullopt;
  }
  return Promise{memory, pages};
}
// promise]

void ask(Demo& demo) {
  const double ram = memory_of_machine();
  Table& table = demo.table("", {"what", "value"});
  table.row({"memory of this machine", measured(ram / gib, "GiB")});
  table.row({"rule of the kernel (overcommit_memory)", measured(rule())});
  std::optional<Promise> promise = ask_for(2 * ram);
  if (!promise) {
    demo.not_measured("a promise of twice the memory",
                      "this system refuses it (rule 2, or a limit)");
    promise = ask_for(128.0 * static_cast<double>(page_bytes));
  }
  const double promised = double(promise->pages) * double(page_bytes);
  // [use
  promise->memory[0] = 1;
  // use]
  const std::size_t used = resident_pages(
      promise->memory, std::min<std::size_t>(promise->pages, 1 << 16));
  table.row({"promised by mmap", measured(promised / gib, "GiB")});
  table.row({"of that written to, pages", 1});
  table.row({"of its first pages resident", used});
  give_back(promise->memory, promise->pages);
  demo.expect_equal("a promise needs memory where it is used and nowhere else",
                    used, 1u);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "overcommit",
                            "May a program ask for more memory than there is?",
                            ask);
}
