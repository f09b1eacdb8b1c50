// A sheet of named cells, each with a formula, as in a spreadsheet.
//
//   formula = term {("+" | "-") term}      term  = factor {("*" | "/") factor}
//   factor  = number | "(" formula ")" | cell
//           | function "(" formula {"," formula} ")"
//
// Names begin with a letter, and consist of letters, digits and `_`.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace expression {

// What is wrong with a formula, in one sentence.
class Error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Point {
  double x = 0;
  double y = 0;
};

class Sheet {
 public:
  // Knows the functions `min`, `max` and `avg`, of one value or more.
  Sheet();
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  // A function in steps: from each point's x on its y, and before the first
  // point the first y. Its first value counts, the others do not matter. Throws
  // Error when there are no points, or when they are not in order of x. A
  // second definition replaces the first.
  void define_curve(const std::string& name, const std::vector<Point>& points);

  // Gives the cell a formula, in place of an older one. Throws Error when the
  // formula is malformed, when it names a cell or a function that does not
  // exist yet, or when the cell would depend on itself. The cell stays as it
  // was then.
  void set(const std::string& cell, std::string_view formula);

  // The value of a cell. Kept until a cell that it depends on is set again.
  // Throws Error when there is no such cell.
  double value(const std::string& cell) const;

  // Computes every operation on two numbers in the cell's formula now, and says
  // which these were, in order: "*+" for 1+2*3. Throws as value() does.
  std::string simplify(const std::string& cell);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace expression
