// A reader of CSV files. Fields become C strings of their own, because the
// plotting library that takes them wants `const char*`.
#include "csv.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace csv {
namespace {

constexpr std::size_t first_capacity = 16;

// The characters of the field that is being read. One buffer serves a whole
// text. Invariant: length <= capacity, the number of bytes at `bytes`.
struct Buffer {
  char* bytes;
  std::size_t length;
  std::size_t capacity;
};

Buffer make_buffer() {
  char* bytes = static_cast<char*>(std::malloc(first_capacity));
  return {bytes, 0, first_capacity};
}

void grow(Buffer& buffer) {
  buffer.capacity *= 2;
  void* bytes = std::realloc(buffer.bytes, buffer.capacity);
  buffer.bytes = static_cast<char*>(bytes);
}

void append(Buffer& buffer, char character) {
  if (buffer.length == buffer.capacity) {
    grow(buffer);
  }
  buffer.bytes[buffer.length++] = character;
}

// The field as a C string from std::malloc(). The buffer is empty afterwards.
char* take_field(Buffer& buffer) {
  // [solution
  append(buffer, '\0');
  char* field = static_cast<char*>(std::malloc(buffer.length));
  std::memcpy(field, buffer.bytes, buffer.length);
  // solution]
  // [starter
  // buffer.bytes[buffer.length] = '\0';
  // char* field = static_cast<char*>(std::malloc(buffer.length + 1));
  // std::memcpy(field, buffer.bytes, buffer.length + 1);
  // starter]
  buffer.length = 0;
  return field;
}

// A place in the text that is being read.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;
  std::size_t line = 1;
};

bool at_end(const Cursor& cursor) { return cursor.at == cursor.text.size(); }

char next(Cursor& cursor) {
  const char character = cursor.text[cursor.at++];
  cursor.line += character == '\n';
  return character;
}

// Goes over the next character if it is that one.
bool skip(Cursor& cursor, char character) {
  if (at_end(cursor) || cursor.text[cursor.at] != character) {
    return false;
  }
  next(cursor);
  return true;
}

// Reads behind the opening quote; false if the text ends before the closing
// one.
bool read_quoted(Cursor& cursor, Buffer& buffer) {
  while (!at_end(cursor)) {
    const char character = next(cursor);
    if (character == '"' && !skip(cursor, '"')) {
      return true;
    }
    append(buffer, character);
  }
  return false;
}

void read_plain(Cursor& cursor, Buffer& buffer) {
  constexpr std::string_view ends = ",\r\n";
  while (!at_end(cursor) && ends.find(cursor.text[cursor.at]) == ends.npos) {
    append(buffer, next(cursor));
  }
}

// Reads one row with its line end; false if a quoted field is not closed.
bool read_row(Cursor& cursor, Buffer& buffer, std::vector<char*>& row) {
  do {
    if (skip(cursor, '"')) {
      if (!read_quoted(cursor, buffer)) {
        return false;
      }
    } else {
      read_plain(cursor, buffer);
    }
    row.push_back(take_field(buffer));
  } while (skip(cursor, ','));
  skip(cursor, '\r');
  skip(cursor, '\n');
  return true;
}

// [solution
struct Bytes {
  char* begin;  // nullptr if the file could not be read
  std::size_t count;
};

// The bytes of a file. The caller frees them.
Bytes read_file(const char* path) {
  std::FILE* file = std::fopen(path, "rb");
  if (file == nullptr) {
    return {nullptr, 0};
  }
  std::fseek(file, 0, SEEK_END);
  const std::size_t bytes = static_cast<std::size_t>(std::ftell(file));
  std::rewind(file);
  char* begin = static_cast<char*>(std::malloc(bytes));
  const std::size_t count =
      begin == nullptr ? 0 : std::fread(begin, 1, bytes, file);
  std::fclose(file);
  return {begin, count};
}
// solution]
// [starter
// // The bytes of a file; nullptr if it cannot be read. The caller frees them.
// char* read_file(const char* path) {
//   std::FILE* file = std::fopen(path, "rb");
//   if (file == nullptr) {
//     return nullptr;
//   }
//   std::fseek(file, 0, SEEK_END);
//   const std::size_t bytes = static_cast<std::size_t>(std::ftell(file));
//   std::rewind(file);
//   char* text = static_cast<char*>(std::malloc(bytes));
//   if (text != nullptr && std::fread(text, 1, bytes, file) != bytes) {
//     std::free(text);
//     text = nullptr;
//   }
//   std::fclose(file);
//   return text;
// }
// starter]

std::optional<double> number_in(const char* field) {
  char* end = nullptr;
  const double number = std::strtod(field, &end);
  if (end == field || *end != '\0') {
    return std::nullopt;
  }
  return number;
}

std::optional<Summary> summary_of(const Table& table, std::size_t column) {
  std::vector<double> numbers;
  for (std::size_t row = 1; row < table.rows(); ++row) {
    const char* field = table.field(row, column);
    const auto number = field == nullptr ? std::nullopt : number_in(field);
    if (number) {
      numbers.push_back(*number);
    }
  }
  if (numbers.empty()) {
    return std::nullopt;
  }
  double sum = 0;
  for (const double number : numbers) {
    sum += number;
  }
  const auto [least, most] =
      std::minmax_element(numbers.begin(), numbers.end());
  return Summary{*least, *most, sum / static_cast<double>(numbers.size())};
}

}  // namespace

Table::~Table() { clear(); }

bool Table::load(const char* path) {
  // [solution
  const Bytes text = read_file(path);
  if (text.begin == nullptr) {
    return refuse(std::string(path) + ": cannot be read");
  }
  const bool parsed = parse({text.begin, text.count});
  std::free(text.begin);
  // solution]
  // [starter
  // char* text = read_file(path);
  // if (text == nullptr) {
  //   return refuse(std::string(path) + ": cannot be read");
  // }
  // const bool parsed = parse({text, std::strlen(text)});
  // std::free(text);
  // starter]
  return parsed;
}

bool Table::parse(std::string_view text) {
  clear();
  Cursor cursor{text};
  Buffer buffer = make_buffer();
  while (!at_end(cursor)) {
    const std::size_t line = cursor.line;
    if (!read_row(cursor, buffer, rows_.emplace_back())) {
      // [solution
      std::free(buffer.bytes);
      // solution]
      return refuse("line " + std::to_string(line) +
                    ": a quoted field is not closed");
    }
  }
  std::free(buffer.bytes);
  return true;
}

std::size_t Table::rows() const { return rows_.size(); }

std::size_t Table::columns(std::size_t row) const {
  return row < rows_.size() ? rows_[row].size() : 0;
}

const char* Table::field(std::size_t row, std::size_t column) const {
  return column < columns(row) ? rows_[row][column] : nullptr;
}

std::optional<std::size_t> Table::find_column(std::string_view title) const {
  for (std::size_t column = 0; column < columns(0); ++column) {
    if (title == rows_[0][column]) {
      return column;
    }
  }
  return std::nullopt;
}

Summary* Table::summarise(const std::vector<std::string_view>& titles) const {
  // [solution
  const std::size_t bytes = titles.size() * sizeof(Summary);
  Summary* summaries = static_cast<Summary*>(std::malloc(bytes));
  // solution]
  // [starter
  // Summary* summaries = nullptr;
  // const std::size_t bytes = titles.size() * sizeof(summaries);
  // summaries = static_cast<Summary*>(std::malloc(bytes));
  // starter]
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const auto column = find_column(titles[i]);
    const auto summary = column ? summary_of(*this, *column) : std::nullopt;
    if (!summary) {
      std::free(summaries);
      return nullptr;
    }
    summaries[i] = *summary;
  }
  return summaries;
}

const std::string& Table::error() const { return error_; }

bool Table::refuse(const std::string& error) {
  clear();
  error_ = error;
  return false;
}

void Table::clear() {
  for (const auto& row : rows_) {
    for (char* field : row) {
      std::free(field);
    }
  }
  rows_.clear();
  error_.clear();
}

}  // namespace csv
