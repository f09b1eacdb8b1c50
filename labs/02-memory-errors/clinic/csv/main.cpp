// csv FILE           the table, a row a line
// csv FILE TITLE...  a summary of each of these columns
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "csv.hpp"

namespace {

void print_table(const csv::Table& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t column = 0; column < table.columns(row); ++column) {
      std::printf("%s[%s]", column == 0 ? "" : " ", table.field(row, column));
    }
    std::printf("\n");
  }
}

int print_summaries(const csv::Table& table,
                    const std::vector<std::string_view>& titles) {
  csv::Summary* summaries = table.summarise(titles);
  if (summaries == nullptr) {
    std::fprintf(stderr, "csv: no such column, or no number in it\n");
    return 1;
  }
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const csv::Summary& summary = summaries[i];
    std::printf("%s: from %g to %g, mean %g\n", titles[i].data(),
                summary.minimum, summary.maximum, summary.mean);
  }
  std::free(summaries);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: csv FILE [TITLE...]\n");
    return 2;
  }
  csv::Table table;
  if (!table.load(argv[1])) {
    std::fprintf(stderr, "csv: %s\n", table.error().c_str());
    return 1;
  }
  if (argc > 2) {
    return print_summaries(table, {argv + 2, argv + argc});
  }
  print_table(table);
}
