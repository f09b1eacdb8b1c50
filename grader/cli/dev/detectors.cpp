// The table of detectors in the handout of lab 02.
#include <fmt/format.h>

#include "cli/dev/parts.hpp"
#include "grade/detectors/detector_table.hpp"
#include "grade/detectors/run_detectors.hpp"
#include "support/file.hpp"

namespace heaplab::cli::dev {
namespace {

constexpr const char* lab_id = "02-memory-errors";
constexpr const char* handout = "labs/02-memory-errors/README.md";

}  // namespace

grade::DetectorTable try_detectors(const grade::Kit& kit) {
  grade::DetectorTable table;
  const grade::DetectorTools tools = grade::find_detector_tools();
  table.versions = tool_versions(tools);
  table.cases = grade::read_detector_cases(kit.lab(lab_id) / "detectors");
  table.noticed = run_detectors(table.cases, tools);
  return table;
}

bool write_detectors(const Tree& tree) {
  const auto file = tree.kit.root / handout;
  const std::string old = read_file(file);
  const std::string text =
      grade::with_table(old, markdown_table(try_detectors(tree.kit)), handout);
  if (text == old) return false;
  write_file(file, text);
  return true;
}

Outcome check_detectors(const Tree& tree) {
  const std::string shown =
      grade::between_marks(read_file(tree.kit.root / handout), handout);
  const std::string named = grade::versions_in(shown);
  const std::string installed = tool_versions(grade::find_detector_tools());
  if (named != installed && !named.empty()) {
    return {fmt::format("the table is of {}; {} here: not compared", named,
                        installed),
            {}};
  }
  const grade::DetectorTable table = try_detectors(tree.kit);
  Outcome outcome;
  for (const std::string& difference : differences(table))
    outcome.faults.push_back(fmt::format(
        "labs/{}/detectors/{}; put its first lines right", lab_id, difference));
  if (markdown_table(table) != shown) {
    outcome.faults.push_back(fmt::format(
        "{}: the table of detectors is not what {} give; run ./lab dev "
        "detectors",
        handout, installed));
  }
  outcome.detail =
      fmt::format("{} programs, {}", table.cases.size(), installed);
  return outcome;
}

}  // namespace heaplab::cli::dev
