// legacy FILE ...: prints the entries, the totals and the largest amounts.
#include <cstdio>
#include <vector>

#include "legacy.hpp"

namespace {

void print_entries(const legacy::Book* book) {
  for (std::size_t i = 0; i < legacy::book_size(book); ++i) {
    char line[80];
    legacy::book_describe(legacy::book_entry(book, i), line, sizeof line);
    std::puts(line);
  }
}

void print_totals(const legacy::Book* book) {
  std::vector<long> totals(legacy::days);
  legacy::book_add_totals(book, totals.data());
  for (int day = 1; day <= legacy::days; ++day) {
    if (totals[day - 1] != 0) std::printf("%2d: %ld\n", day, totals[day - 1]);
  }
}

void print_largest(const legacy::Book* book) {
  std::vector<long> heap(legacy::book_size(book) + 1);
  int size = 0;
  for (std::size_t i = 0; i < legacy::book_size(book); ++i) {
    legacy::heap_push(heap.data(), &size, legacy::book_entry(book, i)->cents);
  }
  for (int i = 0; i < 3 && size > 0; ++i) {
    std::printf("%ld\n", legacy::heap_pop(heap.data(), &size));
  }
}

}  // namespace

int main(int argc, char** argv) {
  legacy::Book* book = legacy::book_open();
  if (book == nullptr) return 1;
  if (argc < 2) legacy::book_load(book, "inputs/may.book");
  for (int i = 1; i < argc; ++i) {
    if (legacy::book_load(book, argv[i]) < 0) {
      std::fprintf(stderr, "cannot load %s\n", argv[i]);
    }
  }
  print_entries(book);
  print_totals(book);
  print_largest(book);
  legacy::book_close(book);
}
