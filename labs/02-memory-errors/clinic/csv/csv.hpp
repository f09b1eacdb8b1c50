// Tables of text from CSV files (RFC 4180): fields stand between commas, rows
// end at a line end. A field in double quotes may hold commas, line ends and,
// written twice, double quotes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace csv {

// Of the numbers in a column.
struct Summary {
  double minimum;
  double maximum;
  double mean;
};

// The first row holds the columns' titles.
class Table {
 public:
  Table() = default;
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  // Reads a file, or a text; what the table held before is gone. False if that
  // fails: error() says why, and the table is empty.
  bool load(const char* path);
  bool parse(std::string_view text);

  // The row with the titles counts as row 0.
  std::size_t rows() const;
  // The number of fields in a row; 0 where there is no such row.
  std::size_t columns(std::size_t row) const;
  // A C string that belongs to the table; nullptr where there is no such field.
  const char* field(std::size_t row, std::size_t column) const;
  std::optional<std::size_t> find_column(std::string_view title) const;

  // One summary for each title, in an array that the caller gives to
  // std::free(). Fields that are no numbers do not count. nullptr if the table
  // has no such column, or the column no number.
  Summary* summarise(const std::vector<std::string_view>& titles) const;

  // "line 3: a quoted field is not closed"; empty after a success.
  const std::string& error() const;

 private:
  bool refuse(const std::string& error);  // empties the table; false
  void clear();

  std::vector<std::vector<char*>> rows_;  // each field from std::malloc()
  std::string error_;
};

}  // namespace csv
