// Which pages of a program's code are there before they are used.
// break it: `called += first_function();` -> `called += 1;`
#include <fcntl.h>

#include "demo/demo.hpp"
#include "pages.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::Table;

// [code
// Two functions, each behind a MiB that nobody executes.
#if __x86_64__
#define RETURN(number) "mov $" #number ", %eax\n ret\n"
#elif __aarch64__
#define RETURN(number) "mov w0, #" #number "\n ret\n"
#endif
asm(R"(
  .pushsection .text
  .balign 65536
far_code:
  .skip 1 << 20
first_function:
  )" RETURN(2) R"(
  .balign 65536
  .skip 1 << 20
second_function:
  )" RETURN(3) R"(
  .balign 65536
far_code_end:
  .popsection
)");
// code]

extern "C" {
[[gnu::visibility("hidden")]] int first_function();
[[gnu::visibility("hidden")]] int second_function();
[[gnu::visibility("hidden")]] extern const char far_code[], far_code_end[];
}

namespace {

// For each page of the code, whether the page table has it.
std::vector<bool> pages_present() {
  const auto first = reinterpret_cast<std::uintptr_t>(far_code) / page_bytes;
  const auto end = reinterpret_cast<std::uintptr_t>(far_code_end) / page_bytes;
  std::vector<std::uint64_t> entries(end - first);
  const int file = open("/proc/self/pagemap", O_RDONLY);
  const auto bytes = static_cast<ssize_t>(entries.size() * 8);
  const bool all = pread(file, entries.data(), entries.size() * 8,
                         static_cast<off_t>(first * 8)) == bytes;
  close(file);
  std::vector<bool> present;
  for (const std::uint64_t entry : entries) {
    present.push_back((entry >> 63) != 0);
  }
  return all ? present : std::vector<bool>();
}

std::string count(const std::vector<bool>& present) {
  int pages = 0;
  for (const bool is_present : present) {
    pages += is_present ? 1 : 0;
  }
  return std::to_string(pages);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "code_residency", "Is the whole code loaded at the start?",
      [](Demo& demo) {
        // [call
        int called = 0;
        const std::vector<bool> at_start = pages_present();
        called += first_function();
        const std::vector<bool> after_first = pages_present();
        called += second_function();
        const std::vector<bool> after_both = pages_present();
        // call]
        demo.expect_equal("both functions ran", called, 5);
        if (at_start.empty()) {
          demo.not_measured("pages of the code",
                            "this system has no /proc/self/pagemap");
          return;
        }
        Table& table = demo.table("2 MiB of the program's code",
                                  {"when", "pages present", "of"});
        const auto all = std::to_string(at_start.size());
        table.row({"before a call", measured(count(at_start)), measured(all)});
        table.row({"after the first function's", measured(count(after_first)),
                   measured(all)});
        table.row({"after the second function's", measured(count(after_both)),
                   measured(all)});
        const auto page_of_first =
            static_cast<std::size_t>(
                reinterpret_cast<const char*>(&first_function) - far_code) /
            page_bytes;
        demo.expect("the page of a function that ran is present",
                    after_first[page_of_first]);
        demo.expect("not all of the code is",
                    count(after_first) != std::to_string(at_start.size()));
      });
}
