#include "grade/detectors/detector_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/error.hpp"

namespace heaplab::grade {
namespace {

constexpr std::string_view begin_mark = "<!-- detectors -->\n";
constexpr std::string_view end_mark = "<!-- /detectors -->";
constexpr std::string_view with = "Measured with ";

std::string memcheck_of(const Noticed& noticed) {
  return noticed.memcheck.value_or("not installed");
}

std::string_view cell(const std::string& kind) {
  return kind == "nothing" ? std::string_view() : kind;
}

template <typename Column>
std::size_t seen(const DetectorTable& table, Column column) {
  return static_cast<std::size_t>(std::count_if(
      table.noticed.begin(), table.noticed.end(), [column](const Noticed& one) {
        const std::string kind = column(one);
        return kind != "nothing" && kind != "not installed";
      }));
}

struct Counts {
  std::size_t memcheck, asan, assertions, native, all;
};

Counts counts_of(const DetectorTable& table) {
  return {seen(table, memcheck_of),
          seen(table, [](const Noticed& one) { return one.asan; }),
          seen(table, [](const Noticed& one) { return one.assertions; }),
          seen(table, [](const Noticed& one) { return one.native; }),
          table.cases.size()};
}

std::size_t begin_of(const std::string& text, const std::string& file) {
  const std::size_t begin = text.find(begin_mark);
  const std::size_t end = text.find(end_mark);
  if (begin == std::string::npos || end == std::string::npos || end < begin) {
    throw InputError(fmt::format(
        "{}: expected the lines <!-- detectors --> and <!-- /detectors -->, "
        "found {}; write both where the table belongs",
        file, begin == std::string::npos ? "no first one" : "no second one"));
  }
  return begin + begin_mark.size();
}

void compare(std::vector<std::string>& all, const DetectorCase& one,
             std::string_view column, const std::string& expected,
             const std::string& found) {
  if (expected == found) return;
  all.push_back(fmt::format("{}.cpp: {}: expected {}, found {}", one.name,
                            column, expected, found));
}

}  // namespace

std::string terminal_table(const DetectorTable& table) {
  std::string text =
      fmt::format("With {}. A dot: nothing was noticed.\n\n", table.versions);
  for (std::size_t i = 0; i < table.cases.size(); ++i) {
    const Noticed& noticed = table.noticed[i];
    const auto dotted = [](const std::string& kind) {
      return kind == "nothing" ? "." : kind;
    };
    text +=
        fmt::format("CWE-{:<5}{}\n", table.cases[i].cwe, table.cases[i].title);
    text += fmt::format("         {:20}{:20}{:18}{}\n",
                        dotted(memcheck_of(noticed)), dotted(noticed.asan),
                        dotted(noticed.assertions), dotted(noticed.native));
  }
  const Counts counts = counts_of(table);
  text += fmt::format(
      "\n         {:20}{:20}{:18}{}\n"
      "of {:<6}{:<20}{:<20}{:<18}{}\n",
      "Memcheck", "ASan + UBSan", "assertions", "none", counts.all,
      counts.memcheck, counts.asan, counts.assertions, counts.native);
  return text;
}

std::string markdown_table(const DetectorTable& table) {
  std::string text =
      "| error | CWE | Memcheck | ASan + UBSan | assertions | none |\n"
      "|---|---|---|---|---|---|\n";
  for (std::size_t i = 0; i < table.cases.size(); ++i) {
    const Noticed& noticed = table.noticed[i];
    const std::string memcheck = memcheck_of(noticed);
    text += fmt::format("| [{}](detectors/{}.cpp) | {} | {} | {} | {} | {} |\n",
                        table.cases[i].title, table.cases[i].name,
                        table.cases[i].cwe, cell(memcheck), cell(noticed.asan),
                        cell(noticed.assertions), cell(noticed.native));
  }
  const Counts counts = counts_of(table);
  text += fmt::format("| **noticed, of {}** | | {} | {} | {} | {} |\n",
                      counts.all, counts.memcheck, counts.asan,
                      counts.assertions, counts.native);
  return text + fmt::format("\n{}{}. An empty cell: nothing was noticed.\n",
                            with, table.versions);
}

std::string versions_in(const std::string& markdown) {
  const std::size_t start = markdown.find(with);
  if (start == std::string::npos) return "";
  const std::size_t first = start + with.size();
  const std::size_t end = markdown.find(". An empty cell", first);
  return end == std::string::npos ? "" : markdown.substr(first, end - first);
}

std::string between_marks(const std::string& text, const std::string& file) {
  const std::size_t begin = begin_of(text, file);
  return text.substr(begin, text.find(end_mark) - begin);
}

std::string with_table(const std::string& text, const std::string& table,
                       const std::string& file) {
  const std::size_t begin = begin_of(text, file);
  return text.substr(0, begin) + table + text.substr(text.find(end_mark));
}

std::vector<std::string> differences(const DetectorTable& table) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < table.cases.size(); ++i) {
    const DetectorCase& one = table.cases[i];
    const Noticed& found = table.noticed[i];
    if (found.memcheck)
      compare(all, one, "memcheck", *one.expected.memcheck, *found.memcheck);
    compare(all, one, "asan", one.expected.asan, found.asan);
    compare(all, one, "assertions", one.expected.assertions, found.assertions);
    compare(all, one, "native", one.expected.native, found.native);
  }
  return all;
}

}  // namespace heaplab::grade
