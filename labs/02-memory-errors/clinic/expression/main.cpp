// expression FILE: reads a sheet, one cell a line, and prints the values.
//   price = 12.5           a cell
//   curve tax 0 0 1000 20  a function in steps: x y, x y ...
#include <fstream>
#include <iostream>
#include <sstream>

#include "expression.hpp"

namespace {

void define_curve(expression::Sheet& sheet, std::istringstream& words) {
  std::string name;
  words >> name;
  std::vector<expression::Point> points;
  for (expression::Point point; words >> point.x >> point.y;) {
    points.push_back(point);
  }
  sheet.define_curve(name, points);
}

void set_cell(expression::Sheet& sheet, const std::string& line) {
  const std::size_t equals = line.find(" = ");
  if (equals == std::string::npos) throw expression::Error("expected NAME = …");
  const std::string cell = line.substr(0, equals);
  sheet.set(cell, std::string_view(line).substr(equals + 3));
  const std::string folded = sheet.simplify(cell);
  std::cout << cell << " = " << sheet.value(cell);
  if (!folded.empty()) std::cout << "   (simplified: " << folded << ")";
  std::cout << "\n";
}

void read_line(expression::Sheet& sheet, const std::string& line) {
  std::istringstream words(line);
  std::string first;
  if (!(words >> first)) return;
  if (first == "curve") {
    define_curve(sheet, words);
  } else {
    set_cell(sheet, line);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::ifstream file(argc > 1 ? argv[1] : "inputs/tax.sheet");
  if (!file) {
    std::cerr << "usage: expression FILE\n";
    return 2;
  }
  expression::Sheet sheet;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    try {
      read_line(sheet, line);
    } catch (const expression::Error& error) {
      std::cout << "line " << number << ": " << error.what() << "\n";
    }
  }
}
