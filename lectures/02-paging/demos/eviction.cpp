// Pages that leave memory, and what it costs to have them back.
// break it: `pages[i * page_bytes] != 'x'` -> `pages[i * page_bytes] != 'y'`
#include <fcntl.h>

#include <cstdlib>
#include <filesystem>

#include "demo/clock.hpp"
#include "demo/demo.hpp"
#include "pages.hpp"

#ifndef MADV_PAGEOUT
#define MADV_PAGEOUT 21
#endif

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::now_ns;
using heaplab::demo::Table;

namespace {

constexpr std::size_t count = 256;

void fill(char* pages) {
  for (std::size_t i = 0; i < count; i++) {
    pages[i * page_bytes] = 'x';
  }
}

// [again
// The first byte of each page; false: one has changed.
bool read_again(const volatile char* pages) {
  for (std::size_t i = 0; i < count; i++) {
    if (pages[i * page_bytes] != 'x') {
      return false;
    }
  }
  return true;
}
// again]

// Asks the kernel to move the pages out, and goes through them afterwards.
void push_out_and_read(Demo& demo, Table& table, const std::string& what,
                       char* pages, const std::string& why_not) {
  // [out
  const std::size_t before = resident_pages(pages, count);
  madvise(pages, count * page_bytes, MADV_PAGEOUT);
  const std::size_t outside = count - resident_pages(pages, count);
  const Faults start = faults_so_far();
  const double t0 = now_ns();
  const bool unchanged = read_again(pages);
  const double ns = now_ns() - t0;
  const Faults end = faults_so_far();
  // out]
  table.row({what, measured(std::to_string(before)),
             measured(std::to_string(outside)),
             measured(std::to_string(end.major - start.major)),
             measured(ns / count, "ns")});
  demo.expect(what + " come back unchanged", unchanged);
  if (outside == 0) {
    demo.not_measured("the way back of " + what, why_not);
  }
}

void pages_of_a_file(Demo& demo, Table& table) {
  std::string name = std::filesystem::temp_directory_path() / "evicted-XXXXXX";
  const int file = mkstemp(name.data());
  const std::size_t bytes = count * page_bytes;
  if (file < 0 || ftruncate(file, static_cast<off_t>(bytes)) != 0) {
    demo.not_measured("pages of a file", "no file can be made here");
    return;
  }
  unlink(name.c_str());
  auto* pages = static_cast<char*>(
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
  fill(pages);
  fsync(file);  // now the disk has them, and memory may forget them
  push_out_and_read(demo, table, "pages of a file", pages,
                    "the kernel kept them (files in memory, or too new)");
  munmap(pages, bytes);
  close(file);
}

void pages_without_a_file(Demo& demo, Table& table) {
  char* pages = new_pages(count);
  fill(pages);
  const bool has_swap = kib_of("/proc/meminfo", "SwapTotal") > 0;
  push_out_and_read(
      demo, table, "pages of no file", pages,
      has_swap ? "the kernel kept them" : "this machine has no swap space");
  give_back(pages, count);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "eviction", "Where do pages go when memory is short?",
      [](Demo& demo) {
        Table& table = demo.table(
            "256 pages; time a page to read them again",
            {"what", "resident", "moved out", "disk reads", "read again"});
        pages_of_a_file(demo, table);
        pages_without_a_file(demo, table);
      });
}
