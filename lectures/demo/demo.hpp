// What every demo of a lecture is made of: tables, invariants that the run must
// keep, and what this machine does not let it measure. One run gives all of it
// as text, as JSON (demo.schema.json) and as the files that the lectures show.
#pragma once

#include <concepts>
#include <cstdint>
#include <deque>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace heaplab::demo {

// One cell of a table. A number or a text as such is the same in every run, on
// every machine that the kit supports: the lectures may quote it.
class Cell {
 public:
  using Value = std::variant<std::monostate, std::string, std::int64_t, double>;

  // What demos use by the dozen is compiled here and not in each of them.
  Cell(std::string text);
  Cell(const char* text);
  Cell(std::string_view text);
  template <std::integral Number>
  Cell(Number number)
      : Cell(std::to_string(number), static_cast<std::int64_t>(number)) {}
  Cell(const Cell& other);
  Cell& operator=(const Cell& other);
  ~Cell();

  const std::string& text() const { return text_; }
  const Value& value() const { return value_; }  // nothing: unknown()
  const std::string& unit() const { return unit_; }
  bool is_measured() const { return measured_; }

 private:
  Cell(std::string text, std::int64_t number);
  Cell(std::string text, Value value, std::string_view unit);
  friend Cell measured(double, std::string_view);
  friend Cell measured(std::string_view);
  friend Cell unknown();

  std::string text_;
  Value value_;
  std::string unit_;
  bool measured_ = false;
};

// What differs from run to run or from machine to machine: times, addresses,
// counts that a kernel's settings decide. Printed with three digits (a whole
// number with all) and `~` in front: "~1750 ns". Units: ns, B, KiB, MiB, "x" (a
// ratio), "" for counts.
Cell measured(double number, std::string_view unit);
Cell measured(std::string_view text);
// A cell that this run could not fill: "~-". Say why with not_measured().
Cell unknown();

class Table {
 public:
  Table(std::string_view title, std::vector<std::string> columns);
  // As many cells as there are columns.
  void row(std::initializer_list<Cell> cells);
  void row(std::vector<Cell> cells);

  const std::string& title() const { return title_; }
  const std::vector<std::string>& columns() const { return columns_; }
  const std::vector<std::vector<Cell>>& rows() const { return rows_; }

  std::string text() const;

 private:
  std::string title_;
  std::vector<std::string> columns_;
  std::vector<std::vector<Cell>> rows_;
};

// A run of one demo, filled by its body.
class Demo {
 public:
  Demo(std::string name, std::string question);

  // Stays valid as long as the demo. The title may be empty.
  Table& table(std::string_view title,
               std::initializer_list<std::string_view> columns);
  Table& table(std::string_view title, std::vector<std::string> columns);

  // An invariant, in a sentence without numbers: "a second write to a page
  // costs no fault". It must hold in every run on every machine; never state
  // one about a time.
  void expect(std::string_view invariant, bool holds);
  template <class Found, class Expected>
  void expect_equal(std::string_view invariant, const Found& found,
                    const Expected& expected) {
    add_invariant(invariant, found == expected, Cell(expected).text(),
                  Cell(found).text());
  }

  // Something that this machine does not show, and why: "cache misses", "this
  // machine gives programs no hardware counters".
  void not_measured(std::string_view what, std::string_view why);

  // A picture drawn by the grader's code (heap_picture.hpp), shown by
  // `--picture NAME` and in the lectures.
  void picture(std::string_view name, std::string text);

  bool holds() const;
  std::string text() const;
  std::string json() const;  // by demo.schema.json

 private:
  friend class Run;
  struct Invariant {
    std::string text;
    bool holds;
    std::string expected, found;  // empty where a condition was given
  };
  struct Missing {
    std::string what, why;
  };
  struct Picture {
    std::string name, text;
  };

  void add_invariant(std::string_view text, bool holds, std::string expected,
                     std::string found);

  std::string name_, question_;
  std::deque<Table> tables_;
  std::vector<Invariant> invariants_;
  std::vector<Missing> missing_;
  std::vector<Picture> pictures_;
};

// The main program of a demo: runs `body` once and prints what it filled in.
//   --json           as JSON
//   --picture NAME   that picture alone
//   --capture FOLDER into FOLDER: NAME.txt, NAME.json, NAME.cells,
//                    NAME.PICTURE.txt
// Exit code: 0; 1 when an invariant is broken or `body` threw, with a line on
// stderr; 2 for a wrong option.
int run(int argc, char** argv, std::string_view name, std::string_view question,
        const std::function<void(Demo&)>& body);

}  // namespace heaplab::demo
