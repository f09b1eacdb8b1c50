#include "legacy.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "clinic/support.hpp"

namespace legacy {
namespace {

struct Close {
  void operator()(Book* book) const { book_close(book); }
};
using Handle = std::unique_ptr<Book, Close>;

Handle open_book() { return Handle(book_open()); }

std::string described(const Entry& entry, std::size_t bytes = 80) {
  std::string line(bytes, '\0');
  book_describe(&entry, line.data(), bytes);
  return line.c_str();
}

TEST(Works, Entries) {
  const Handle book = open_book();
  EXPECT_EQ(book_add(book.get(), 31, 250, "tea"), 0);
  EXPECT_EQ(book_add(book.get(), 0, 250, "tea"), -1);
  EXPECT_EQ(book_add(book.get(), 32, 250, "tea"), -1);
  ASSERT_EQ(book_size(book.get()), 1);
  EXPECT_EQ(book_entry(book.get(), 0)->day, 31);
  EXPECT_EQ(book_entry(book.get(), 0)->cents, 250);
  EXPECT_STREQ(book_entry(book.get(), 0)->text, "tea");
  EXPECT_EQ(book_entry(book.get(), 1), nullptr);
}

TEST(Works, ManyEntries) {
  const Handle book = open_book();
  for (int i = 0; i < 20; ++i) book_add(book.get(), 1 + i, i, "item");
  ASSERT_EQ(book_size(book.get()), 20);
  EXPECT_EQ(book_entry(book.get(), 13)->cents, 13);
  EXPECT_EQ(book_entry(book.get(), 19)->day, 20);
}

TEST(Works, Lines) {
  const Handle book = open_book();
  ASSERT_EQ(book_add_line(book.get(), "7 -450 money back"), 0);
  EXPECT_EQ(book_entry(book.get(), 0)->cents, -450);
  EXPECT_STREQ(book_entry(book.get(), 0)->text, "money back");
  for (const char* line : {"", "7", "7 450", "7 450 ", "32 1 x", "x 1 x"}) {
    EXPECT_EQ(book_add_line(book.get(), line), -1) << line;
  }
}

TEST(Works, AFile) {
  const Handle book = open_book();
  ASSERT_EQ(book_load(book.get(), clinic::input("may.book").c_str()), 6);
  EXPECT_EQ(book_entry(book.get(), 5)->cents, 1200);
  EXPECT_EQ(book_load(book.get(), "no/such/file"), -1);
}

TEST(Works, RepeatWithRoom) {
  const Handle book = open_book();
  book_add(book.get(), 1, 85000, "rent");
  ASSERT_EQ(book_repeat(book.get(), 0, 30), 0);
  EXPECT_EQ(book_repeat(book.get(), 2, 30), -1);
  EXPECT_EQ(book_repeat(book.get(), 0, 32), -1);
  EXPECT_EQ(book_entry(book.get(), 1)->day, 30);
  EXPECT_STREQ(book_entry(book.get(), 1)->text, "rent");
}

TEST(Works, TotalOfTheFirstDay) {
  const Handle book = open_book();
  book_add(book.get(), 1, 100, "a");
  book_add(book.get(), 1, 20, "b");
  std::vector<long> totals(days);
  book_add_totals(book.get(), totals.data());
  EXPECT_EQ(totals[0], 120);
}

TEST(Works, LongTexts) {
  char text[] = "forty characters of a text,\tor even more.";
  EXPECT_EQ(described({9, 1205, text}),
            "9. forty characters of a text, or even more.: 12.05");
  EXPECT_EQ(described({9, 1205, text}, 9), "9. forty");
}

TEST(Works, TheLargestStandsFirst) {
  std::vector<long> heap(5);
  int size = 0;
  for (const long cents : {30, 10, 50, 20})
    heap_push(heap.data(), &size, cents);
  EXPECT_EQ(size, 4);
  EXPECT_EQ(heap[0], 50);
}

TEST(Blanks, BeforeALine) {
  const Handle book = open_book();
  ASSERT_EQ(book_add_line(book.get(), "  7 450 coffee"), 0);
  EXPECT_STREQ(book_entry(book.get(), 0)->text, "coffee");
}

TEST(Repeat, WhenTheBookIsFull) {
  const Handle book = open_book();
  for (int i = 0; i < 4; ++i) book_add(book.get(), 1, 100 + i, "item");
  EXPECT_EQ(book_repeat(book.get(), 2, 9), 0);
  ASSERT_EQ(book_size(book.get()), 5);
  EXPECT_EQ(book_entry(book.get(), 4)->cents, 102);
}

TEST(Load, AnotherVersion) {
  const Handle book = open_book();
  EXPECT_EQ(book_load(book.get(), clinic::input("newer.book").c_str()), -1);
  EXPECT_EQ(book_size(book.get()), 0);
}

TEST(Totals, OfADayInTheFirstWeek) {
  const Handle book = open_book();
  book_add(book.get(), 5, 1999, "book");
  std::vector<long> totals(days);
  book_add_totals(book.get(), totals.data());
  EXPECT_EQ(totals[4], 1999);
}

TEST(Describe, AShortText) {
  char text[] = "coffee\twith Jana";
  EXPECT_EQ(described({2, 420, text}), "2. coffee with Jana: 4.20");
}

TEST(Pop, AllInOrder) {
  std::vector<long> heap(4);
  int size = 0;
  for (const long cents : {30, 10, 50}) heap_push(heap.data(), &size, cents);
  EXPECT_EQ(heap_pop(heap.data(), &size), 50);
  EXPECT_EQ(size, 2);
  EXPECT_EQ(heap_pop(heap.data(), &size), 30);
}

}  // namespace
}  // namespace legacy
