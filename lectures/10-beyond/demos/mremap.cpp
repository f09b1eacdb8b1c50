// A large block that grows: the kernel moves its pages and copies none.
// break it: `new_bytes, MREMAP_MAYMOVE` -> `new_bytes, 0`
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstring>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::keep;
using heaplab::demo::measured;
using heaplab::demo::now_ns;

namespace {

constexpr std::size_t old_bytes = std::size_t{32} << 20;
constexpr std::size_t new_bytes = 2 * old_bytes;

std::size_t bytes_of_a_page() {
  return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}
std::size_t old_pages() { return old_bytes / bytes_of_a_page(); }

long faults_so_far() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

// Fresh pages. Huge ones would make the faults fewer, so they are refused.
char* map(std::size_t bytes) {
  void* start = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) return nullptr;
  madvise(start, bytes, MADV_NOHUGEPAGE);
  return static_cast<char*>(start);
}

// A mapping that cannot grow where it stands: the page behind it is taken.
char* map_before_a_neighbour() {
  char* start = map(old_bytes + bytes_of_a_page());
  if (start != nullptr)
    mprotect(start + old_bytes, bytes_of_a_page(), PROT_NONE);
  return start;
}

// Writes into each page its number, and finds the numbers again.
void number_pages(char* start) {
  for (std::size_t page = 0; page < old_pages(); ++page)
    std::memcpy(start + page * bytes_of_a_page(), &page, sizeof page);
}

std::size_t numbers_found(const char* start) {
  std::size_t found = 0;
  for (std::size_t page = 0; page < old_pages(); ++page)
    found +=
        std::memcmp(start + page * bytes_of_a_page(), &page, sizeof page) == 0;
  return found;
}

// [grow
char* grow_by_copying(char* old) {
  char* grown = map(new_bytes);
  if (grown == nullptr) return nullptr;
  std::memcpy(grown, old, old_bytes);
  munmap(old, old_bytes);
  return grown;
}

char* grow_by_moving(char* old) {
  void* grown = mremap(old, old_bytes, new_bytes, MREMAP_MAYMOVE);
  return grown == MAP_FAILED ? nullptr : static_cast<char*>(grown);
}
// grow]

struct Result {
  bool done = false;
  bool moved = false;
  double ns = 0;
  long first_faults = 0;  // of the pages when they were numbered
  long faults = 0;        // of growing, and of reading the pages afterwards
  std::size_t found = 0;
};

Result grow(char* (*how)(char*)) {
  Result result;
  char* old = map_before_a_neighbour();
  if (old == nullptr) return result;
  const long at_first = faults_so_far();
  number_pages(old);
  const long before = faults_so_far();
  const double start = now_ns();
  char* grown = how(old);
  result.ns = now_ns() - start;
  munmap(old + old_bytes, bytes_of_a_page());
  if (grown == nullptr) return result;
  result.done = true;
  result.moved = grown != old;
  result.found = numbers_found(grown);
  result.faults = faults_so_far() - before;
  result.first_faults = before - at_first;
  munmap(grown, new_bytes);
  return result;
}

void compare(Demo& demo) {
  auto& table = demo.table("From 32 to 64 MiB",
                           {"how", "time", "page faults", "address"});
  const auto row = [&](const char* how, const Result& result) {
    table.row({how, measured(result.ns / 1e6, "ms"),
               measured(static_cast<double>(result.faults), ""),
               result.moved ? "another" : "the same"});
  };
  const Result copied = grow(grow_by_copying);
  const Result moved = grow(grow_by_moving);
  row("map anew, copy, unmap", copied);
  row("mremap", moved);

  demo.expect("the mapping could grow both ways", copied.done && moved.done);
  demo.expect_equal("pages with their content after copying", copied.found,
                    old_pages());
  demo.expect_equal("pages with their content after mremap", moved.found,
                    old_pages());
  demo.expect("with a neighbour behind it, the mapping had to move",
              moved.moved);
  const auto pages = static_cast<long>(old_pages());
  if (copied.first_faults < pages) {
    demo.not_measured("page faults", "this system does not count each of them");
    return;
  }
  demo.expect("copying takes a new page for each old one",
              copied.faults >= pages);
  demo.expect("mremap takes no new pages for the old ones",
              moved.faults < pages / 10);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "mremap",
                            "Can a large block grow without being copied?",
                            compare);
}
