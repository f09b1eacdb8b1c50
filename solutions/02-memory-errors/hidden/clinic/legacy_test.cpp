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

TEST(Works, NoBook) { book_close(nullptr); }

TEST(Works, LinesInOrder) {
  const Handle book = open_book();
  for (const char* line : {"31 1 a", "1 2 b c", "9 -3 d", "9 0 e", "8 5 f"}) {
    EXPECT_EQ(book_add_line(book.get(), line), 0) << line;
  }
  EXPECT_EQ(book_add_line(book.get(), "0 1 x"), -1);
  EXPECT_EQ(book_add_line(book.get(), "4 1x"), -1);
  ASSERT_EQ(book_size(book.get()), 5);
  EXPECT_STREQ(book_entry(book.get(), 1)->text, "b c");
  EXPECT_EQ(book_entry(book.get(), 4)->day, 8);
}

TEST(Works, AFileAfterAnother) {
  const Handle book = open_book();
  const std::string path = clinic::input("may.book");
  EXPECT_EQ(book_load(book.get(), path.c_str()), 6);
  EXPECT_EQ(book_load(book.get(), path.c_str()), 6);
  ASSERT_EQ(book_size(book.get()), 12);
  EXPECT_STREQ(book_entry(book.get(), 10)->text,
               "train to Leipzig and back, with a bicycle");
}

TEST(Works, TotalsAreAdded) {
  const Handle book = open_book();
  book_add(book.get(), 1, 7, "a");
  std::vector<long> totals(days, 100);
  book_add_totals(book.get(), totals.data());
  EXPECT_EQ(totals[0], 107);
  EXPECT_EQ(totals[1], 100);
}

TEST(Works, ATextOf32Characters) {
  char text[] = "thirty-two characters of a text.";
  EXPECT_EQ(described({31, 5, text}),
            "31. thirty-two characters of a text.: 0.05");
}

TEST(Blanks, MoreOfThem) {
  const Handle book = open_book();
  ASSERT_EQ(book_add_line(book.get(), "          31   -5 x"), 0);
  EXPECT_EQ(book_entry(book.get(), 0)->cents, -5);
}

TEST(Blanks, BeforeAMalformedLine) {
  const Handle book = open_book();
  EXPECT_EQ(book_add_line(book.get(), " 31 5"), -1);
  EXPECT_EQ(book_add_line(book.get(), "    "), -1);
  EXPECT_EQ(book_size(book.get()), 0);
}

TEST(Repeat, WhenEightEntriesAreThere) {
  const Handle book = open_book();
  for (int i = 0; i < 8; ++i) book_add(book.get(), 1, i, "entry");
  EXPECT_EQ(book_repeat(book.get(), 7, 31), 0);
  EXPECT_EQ(book_repeat(book.get(), 8, 30), 0);
  ASSERT_EQ(book_size(book.get()), 10);
  EXPECT_EQ(book_entry(book.get(), 9)->cents, 7);
  EXPECT_STREQ(book_entry(book.get(), 9)->text, "entry");
}

TEST(Load, AFileThatIsNoBook) {
  const Handle book = open_book();
  EXPECT_EQ(book_load(book.get(), "/dev/null"), -1);
  EXPECT_EQ(book_load(book.get(), clinic::input("newer.book").c_str()), -1);
}

TEST(Totals, OfSeveralDays) {
  const Handle book = open_book();
  book_add(book.get(), 5, 3, "a");
  book_add(book.get(), 5, 4, "b");
  std::vector<long> totals(days);
  book_add_totals(book.get(), totals.data());
  EXPECT_EQ(totals[4], 7);
  EXPECT_EQ(totals[0], 0);
  EXPECT_EQ(totals[30], 0);
}

TEST(Describe, TheLongestTextThatIsShort) {
  char text[] = "thirty-one characters of a text";
  EXPECT_EQ(described({1, 100, text}),
            "1. thirty-one characters of a text: 1.00");
  char nothing[] = "";
  EXPECT_EQ(described({1, 99, nothing}, 7), "1. : 0");
}

TEST(Pop, UntilThereIsNone) {
  std::vector<long> heap(8);
  int size = 0;
  for (const long cents : {3, 1, 4, 1, 5, 9, 2}) {
    heap_push(heap.data(), &size, cents);
  }
  std::vector<long> popped;
  for (int i = 0; i < 7; ++i) popped.push_back(heap_pop(heap.data(), &size));
  EXPECT_EQ(popped, (std::vector<long>{9, 5, 4, 3, 2, 1, 1}));
  EXPECT_EQ(size, 0);
}

}  // namespace
}  // namespace legacy
