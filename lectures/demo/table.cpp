#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "demo/demo.hpp"

namespace heaplab::demo {
namespace {

// Three digits, without an exponent: 1750, 26.7, 1.34, 0.021; all of a count.
std::string three_digits(double number) {
  if (number == std::round(number)) return fmt::format("{:.0f}", number);
  const int digits = static_cast<int>(std::floor(std::log10(std::abs(number))));
  const double step = std::pow(10.0, digits - 2);
  const double rounded = std::round(number / step) * step;
  return fmt::format("{:.{}f}", rounded, std::clamp(2 - digits, 0, 6));
}

// Columns that a terminal needs for it: one for each character of UTF-8.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// Numbers stand to the right.
bool is_number(const Cell& cell) {
  return !std::holds_alternative<std::string>(cell.value());
}

std::string padded(std::string_view text, std::size_t width, bool right) {
  const std::string space(width - std::min(width, width_of(text)), ' ');
  return right ? space + std::string(text) : std::string(text) + space;
}

std::string without_trailing_space(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

Cell::Cell(std::string text) : text_(std::move(text)), value_(text_) {}
Cell::Cell(const char* text) : Cell(std::string(text)) {}
Cell::Cell(std::string_view text) : Cell(std::string(text)) {}
Cell::Cell(std::string text, std::int64_t number)
    : text_(std::move(text)), value_(number) {}
Cell::Cell(std::string text, Value value, std::string_view unit)
    : text_(std::move(text)),
      value_(std::move(value)),
      unit_(unit),
      measured_(true) {}
Cell::Cell(const Cell& other) = default;
Cell& Cell::operator=(const Cell& other) = default;
Cell::~Cell() = default;

Cell measured(double number, std::string_view unit) {
  return Cell(fmt::format("~{}{}{}", three_digits(number),
                          unit.empty() ? "" : " ", unit),
              number, unit);
}

Cell measured(std::string_view text) {
  return Cell(fmt::format("~{}", text), std::string(text), "");
}

Cell unknown() { return Cell("~-", std::monostate(), ""); }

Table::Table(std::string_view title, std::vector<std::string> columns)
    : title_(title), columns_(std::move(columns)) {}

void Table::row(std::initializer_list<Cell> cells) {
  row(std::vector<Cell>(cells));
}

void Table::row(std::vector<Cell> cells) {
  if (cells.size() != columns_.size())
    throw std::logic_error(
        fmt::format("a row of table \"{}\" has {} cells, its columns are {}",
                    title_, cells.size(), columns_.size()));
  rows_.push_back(std::move(cells));
}

std::string Table::text() const {
  std::vector<std::size_t> widths;
  std::vector<bool> right;
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    std::size_t width = width_of(columns_[k]);
    bool numbers = !rows_.empty();
    for (const auto& row : rows_) {
      width = std::max(width, width_of(row[k].text()));
      numbers = numbers && is_number(row[k]);
    }
    widths.push_back(width);
    right.push_back(numbers);
  }
  const auto line = [&](const auto& text_of) {
    std::string text;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      if (k > 0) text += "   ";
      text += padded(text_of(k), widths[k], right[k]);
    }
    return without_trailing_space(text) + "\n";
  };
  std::string text = title_.empty() ? "" : title_ + "\n";
  text += line([&](std::size_t k) { return columns_[k]; });
  for (const auto& row : rows_)
    text += line([&](std::size_t k) { return row[k].text(); });
  return text;
}

}  // namespace heaplab::demo
