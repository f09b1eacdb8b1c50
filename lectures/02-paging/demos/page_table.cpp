// From the page of an address to the page frame that holds it.
// break it: `touch(memory, 2);` -> `touch(memory, 3);`
#include <fcntl.h>

#include "demo/demo.hpp"
#include "pages.hpp"

using heaplab::demo::Cell;
using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::Table;

namespace {

constexpr std::size_t pages = 4;

void touch(volatile char* memory, std::size_t page) {
  memory[page * page_bytes] = 1;
}

// [entry
// What the kernel tells of one page: eight bytes of /proc/self/pagemap.
struct Entry {
  std::uint64_t word = 0;

  bool present() const { return (word >> 63 & 1) != 0; }
  bool swapped() const { return (word >> 62 & 1) != 0; }
  std::uint64_t frame() const { return word & ((1ull << 55) - 1); }
};

Entry entry_of(int pagemap, const char* address) {
  const std::uint64_t page =
      reinterpret_cast<std::uintptr_t>(address) / page_bytes;
  Entry entry;
  const auto at = static_cast<off_t>(page * sizeof entry.word);
  const ssize_t got = pread(pagemap, &entry.word, sizeof entry.word, at);
  return got == sizeof entry.word ? entry : Entry{};
}
// entry]

std::string in_hexadecimal(std::uint64_t number) {
  std::ostringstream text;
  text << "0x" << std::hex << number;
  return text.str();
}

void show_entries(Demo& demo, const char* memory, int pagemap) {
  Table& table = demo.table(
      "Four pages, side by side; the first and the third were written to",
      {"page", "number", "present", "page frame"});
  const char* names[] = {"first", "second", "third", "fourth"};
  bool hidden = false;
  std::string present;
  for (std::size_t i = 0; i < pages; i++) {
    const char* page = memory + i * page_bytes;
    const Entry entry = entry_of(pagemap, page);
    const bool is_hidden = entry.present() && entry.frame() == 0;
    hidden = hidden || is_hidden;
    present += entry.present() ? '1' : '0';
    table.row({names[i],
               measured(in_hexadecimal(reinterpret_cast<std::uintptr_t>(page) /
                                       page_bytes)),
               entry.present() ? "yes" : "no",
               !entry.present() ? Cell(measured("-"))
               : is_hidden      ? Cell(measured("hidden"))
                                : measured(in_hexadecimal(entry.frame()))});
  }
  demo.expect_equal("pages that were touched are present, and no others",
                    present, std::string("1010"));
  if (hidden) {
    demo.not_measured("numbers of page frames",
                      "the kernel shows them to root only");
  }
}

void show_size(Demo& demo) {
  Table& table = demo.table("The process's page tables", {"what", "value"});
  const auto before = kib_of("/proc/self/status", "VmPTE");
  table.row({"size", measured(double(before), "KiB")});
  const std::size_t many = 64 * 1024;
  char* memory = new_pages(many);
  if (memory == nullptr) {
    demo.not_measured("how the page tables grow",
                      "this system refuses so many addresses");
    return;
  }
  for (std::size_t i = 0; i < many; i += 512) {
    touch(memory, i);
  }
  const auto after = kib_of("/proc/self/status", "VmPTE");
  give_back(memory, many);
  table.row({"after 128 pages, 512 apart", measured(double(after), "KiB")});
  demo.expect("page tables grow where pages are touched", after >= before);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "page_table", "Which page frame stands behind an address?",
      [](Demo& demo) {
        // [touch
        char* memory = new_pages(pages);
        touch(memory, 0);
        touch(memory, 2);
        // touch]
        std::string present;
        for (std::size_t i = 0; i < pages; i++) {
          present += resident_pages(memory + i * page_bytes, 1) ? '1' : '0';
        }
        demo.expect_equal("mincore finds the touched pages resident", present,
                          std::string("1010"));
        const int pagemap = open("/proc/self/pagemap", O_RDONLY);
        if (pagemap < 0) {
          demo.not_measured("entries of the page table",
                            "this system has no /proc/self/pagemap");
        } else {
          show_entries(demo, memory, pagemap);
          close(pagemap);
        }
        give_back(memory, pages);
        show_size(demo);
      });
}
