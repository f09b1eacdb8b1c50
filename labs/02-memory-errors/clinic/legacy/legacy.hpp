// A cash book in the manner of C: handles, lengths, and 0 or -1 for errors. Old
// programs call it, so its functions stay as they are.
#pragma once

#include <cstddef>

namespace legacy {

inline constexpr int days = 31;

struct Entry {
  int day = 0;  // 1 to 31
  long cents = 0;
  char* text = nullptr;  // belongs to the book
};

struct Book;

// Return nullptr when there is no memory. `book_close` takes nullptr too.
Book* book_open();
void book_close(Book* book);

std::size_t book_size(const Book* book);
// The entry with this index, from 0 on, in the order of their arrival; nullptr
// when there is none. Valid until the next entry is added.
const Entry* book_entry(const Book* book, std::size_t index);

// Add an entry, and return 0; or return -1 when it is malformed, its day is not
// 1 to 31, or there is no memory. A line is "DAY CENTS TEXT", with blanks
// before it or not.
int book_add(Book* book, int day, long cents, const char* text);
int book_add_line(Book* book, const char* line);

// Adds the entry with this index once more, on another day. Returns -1 as
// book_add() does, and when there is no such entry.
int book_repeat(Book* book, std::size_t index, int day);

// Adds the lines of a file, each of which ends in a newline. Returns how many;
// -1 when the file cannot be read, or does not begin with the line "book 1". It
// stops at the first malformed line.
int book_load(Book* book, const char* path);

// Adds to `totals`, one for each day, the cents of that day's entries.
void book_add_totals(const Book* book, long totals[days]);

// Writes "DAY. TEXT: EUROS.CENTS" to `line`, cut off to fit into `bytes` with
// its NUL. In the text every '\t' becomes a blank.
void book_describe(const Entry* entry, char* line, std::size_t bytes);

// Amounts in a heap, the largest first, for programs that pick the largest ones
// one by one. `size` is how many there are; `heap` has room for one more.
void heap_push(long* heap, int* size, long cents);
// Takes the largest one out. `*size` must not be 0.
long heap_pop(long* heap, int* size);

}  // namespace legacy
