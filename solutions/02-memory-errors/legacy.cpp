#include "legacy.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace legacy {

struct Book {
  Entry* entries = nullptr;
  std::size_t size = 0;
  std::size_t capacity = 0;
};

namespace {

// Makes room for one more entry. Entries may move.
bool grow(Book* book) {
  if (book->size < book->capacity) return true;
  const std::size_t capacity = book->capacity == 0 ? 4 : 2 * book->capacity;
  void* entries = std::realloc(book->entries, capacity * sizeof(Entry));
  if (entries == nullptr) return false;
  book->entries = static_cast<Entry*>(entries);
  book->capacity = capacity;
  return true;
}

bool is_day(int day) { return 1 <= day && day <= days; }

// Reads a whole file into a string. Returns nullptr when it cannot.
char* read_all(int descriptor) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return nullptr;
  const auto bytes = static_cast<std::size_t>(status.st_size);
  char* text = static_cast<char*>(std::malloc(bytes + 1));
  if (text == nullptr) return nullptr;
  const ssize_t count = read(descriptor, text, bytes);
  text[count < 0 ? 0 : count] = '\0';
  return text;
}

int add_lines(Book* book, char* text) {
  int count = 0;
  char* rest = text;
  while (char* newline = std::strchr(rest, '\n')) {
    *newline = '\0';
    if (book_add_line(book, rest) != 0) break;
    ++count;
    rest = newline + 1;
  }
  return count;
}

}  // namespace

// ---- the book ----

Book* book_open() { return new (std::nothrow) Book; }

void book_close(Book* book) {
  if (book == nullptr) return;
  for (std::size_t i = 0; i < book->size; ++i) std::free(book->entries[i].text);
  std::free(book->entries);
  delete book;
}

std::size_t book_size(const Book* book) { return book->size; }

const Entry* book_entry(const Book* book, std::size_t index) {
  return index < book->size ? &book->entries[index] : nullptr;
}

int book_add(Book* book, int day, long cents, const char* text) {
  if (!is_day(day) || !grow(book)) return -1;
  char* copy = strdup(text);
  if (copy == nullptr) return -1;
  book->entries[book->size++] = {day, cents, copy};
  return 0;
}

int book_add_line(Book* book, const char* line) {
  char* copy = strdup(line);
  if (copy == nullptr) return -1;
  // [solution
  char* word = copy;
  while (*word == ' ') ++word;
  char* end = word;
  const long day = std::strtol(word, &end, 10);
  // solution]
  // [starter
  // while (*copy == ' ') ++copy;
  // char* end = copy;
  // const long day = std::strtol(copy, &end, 10);
  // starter]
  const long cents = std::strtol(end, &end, 10);
  const bool good = *end == ' ' && end[1] != '\0' && 1 <= day && day <= days;
  int result = -1;
  if (good) result = book_add(book, static_cast<int>(day), cents, end + 1);
  std::free(copy);
  return result;
}

int book_repeat(Book* book, std::size_t index, int day) {
  if (index >= book->size || !is_day(day)) return -1;
  // [solution
  if (!grow(book)) return -1;
  const Entry* entry = &book->entries[index];  // only now: entries may move
  // solution]
  // [starter
  // const Entry* entry = &book->entries[index];
  // if (!grow(book)) return -1;
  // starter]
  char* copy = strdup(entry->text);
  if (copy == nullptr) return -1;
  book->entries[book->size++] = {day, entry->cents, copy};
  return 0;
}

// ---- files ----

int book_load(Book* book, const char* path) {
  constexpr char first_line[] = "book 1\n";
  constexpr std::size_t first_bytes = sizeof first_line - 1;
  const int descriptor = open(path, O_RDONLY);
  if (descriptor < 0) return -1;
  char* text = read_all(descriptor);
  // [solution
  close(descriptor);
  // solution]
  if (text == nullptr || std::strncmp(text, first_line, first_bytes) != 0) {
    std::free(text);
    return -1;
  }
  const int count = add_lines(book, text + first_bytes);
  std::free(text);
  // [starter
  // close(descriptor);
  // starter]
  return count;
}

// ---- reports ----

void book_add_totals(const Book* book, long totals[days]) {
  for (std::size_t i = 0; i < book->size; ++i) {
    const Entry& entry = book->entries[i];
    // [solution
    totals[entry.day - 1] += entry.cents;
    // solution]
    // [starter
    // *(totals + (entry.day - 1) * sizeof(long)) += entry.cents;
    // starter]
  }
}

void book_describe(const Entry* entry, char* line, std::size_t bytes) {
  char small[32];
  char* text = small;
  const std::size_t needed = std::strlen(entry->text) + 1;
  if (needed > sizeof small) text = static_cast<char*>(std::malloc(needed));
  if (text == nullptr) return;
  std::memcpy(text, entry->text, needed);
  for (char* c = text; *c != '\0'; ++c) {
    if (*c == '\t') *c = ' ';
  }
  std::snprintf(line, bytes, "%d. %s: %ld.%02ld", entry->day, text,
                entry->cents / 100, entry->cents % 100);
  // [solution
  if (text != small) std::free(text);
  // solution]
  // [starter
  // std::free(text);
  // starter]
}

// ---- a heap of amounts ----

void heap_push(long* heap, int* size, long cents) {
  int child = (*size)++;
  heap[child] = cents;
  while (child > 0 && heap[(child - 1) / 2] < heap[child]) {
    std::swap(heap[child], heap[(child - 1) / 2]);
    child = (child - 1) / 2;
  }
}

long heap_pop(long* heap, int* size) {
  const long largest = heap[0];
  // [solution
  const int left = --*size;
  // solution]
  // [starter
  // const int left = *size-- - 1;
  // starter]
  heap[0] = heap[left];
  int parent = 0;
  for (int child = 1; child < left; child = 2 * parent + 1) {
    if (child + 1 < left && heap[child + 1] > heap[child]) ++child;
    if (heap[parent] >= heap[child]) break;
    std::swap(heap[parent], heap[child]);
    parent = child;
  }
  return largest;
}

}  // namespace legacy
