// Reads notes with headings without copying them: lines that begin with "# "
// begin a section, whose body is the text up to the next such line.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace views {

class Error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Section {
  std::string title;      // may end in tags: "Shopping @home @week"
  std::string_view body;  // in the notes; without blank lines at its ends
};

struct Query {
  std::string word;                // in the line, in any case; empty: any line
  std::size_t shortest_bytes = 0;  // of a line
};

class Notes {
 public:
  // Throws Error when there is text before the first heading.
  explicit Notes(std::string text);
  Notes(const Notes&) = delete;
  Notes& operator=(const Notes&) = delete;

  std::size_t size() const { return sections_.size(); }

  // "2. Shopping": the title of a section without its tags. The first has the
  // number 1. Throws Error when there is none of this number.
  std::string heading(std::size_t number) const;

  // The body of the first section with this title, in any case, with blanks
  // around it and with all of its tags. Throws Error when there is none.
  std::string body(const std::string& title) const;

  // For each section a line: how much of the text of all bodies it has, with no
  // more decimals than needed, and the title: "12.5 % Shopping @home".
  std::string shares() const;

  // The lines of all bodies that meet the query; never a blank one.
  std::vector<std::string> search(const Query& query) const;

 private:
  std::string text_;
  std::vector<Section> sections_;
};

}  // namespace views
