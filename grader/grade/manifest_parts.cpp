#include "grade/manifest_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace heaplab::grade {
namespace {

bool is_group(const Manifest& lab, const std::string& name) {
  const auto has_name = [&name](const TraceGroup& group) {
    return group.group == name;
  };
  return name == "tests" || name == "checker" || name == "programs-run" ||
         lab.exercise(name) != nullptr ||
         std::any_of(lab.traces.begin(), lab.traces.end(), has_name) ||
         std::any_of(lab.hidden.begin(), lab.hidden.end(), has_name);
}

void read_file(TomlTable& table, const Manifest& lab, BonusRule& bonus) {
  bonus.file = table.text("file");
  const auto& also = lab.also;
  if (std::find(also.begin(), also.end(), bonus.file) != also.end()) return;
  table.fail("file",
             fmt::format("\"file\" must be one that \"also\" of the top "
                         "level names, found \"{}\"; add it there",
                         bonus.file));
}

void read_other_isa(TomlTable& table, const Manifest& lab, BonusRule& bonus) {
  bonus.other_isa = table.flag("other_isa");
  if (bonus.other_isa && !lab.exercises.empty()) return;
  table.fail("other_isa",
             "\"other_isa\" must be true, in a lab with exercises; leave it "
             "out or give the lab some");
}

void read_limits(TomlTable& table, const Manifest& lab, BonusRule& bonus) {
  bonus.ratio_most = table.number("ratio_most", 0.01, 1000);
  bonus.fraction_least = table.number("fraction_least", 0, 1);
  if (lab.points.throughput > 0 && lab.points.utilization > 0) return;
  table.fail("ratio_most",
             "a bonus for measurements needs a lab with points for throughput "
             "and for utilization; give both some");
}

BonusRule read_bonus(TomlTable table, const Manifest& lab) {
  BonusRule bonus;
  bonus.name = table.text("name");
  if (bonus.name.find('/') != std::string::npos || is_group(lab, bonus.name)) {
    table.fail(
        "name",
        fmt::format("\"name\" must be a word without \"/\" that no group "
                    "of checks has, found \"{}\"",
                    bonus.name));
  }
  bonus.title = table.text("title");
  bonus.points = table.number("points", 0.01, 1000);
  if (table.has("file")) {
    read_file(table, lab, bonus);
  } else if (table.has("other_isa")) {
    read_other_isa(table, lab, bonus);
  } else {
    read_limits(table, lab, bonus);
  }
  table.finish();
  return bonus;
}

}  // namespace

void read_programs(TomlTable& top, Manifest& lab) {
  if (!top.has("programs")) return;
  TomlTable table = top.table("programs");
  lab.programs.folder =
      (lab.folder() / table.text("folder")).lexically_normal();
  lab.programs.points = table.number("points", 0, 1000);
  table.finish();
}

void read_checker(TomlTable& top, Manifest& lab) {
  if (!top.has("checker")) return;
  TomlTable table = top.table("checker");
  lab.checker.points = table.number("points", 0.01, 1000);
  lab.checker.folder = table.text("folder");
  table.finish();
  if (lab.checker.folder.has_parent_path() || lab.checker.folder.empty() ||
      lab.checker.folder == "..") {
    table.fail("folder",
               fmt::format("\"folder\" must be a folder beside lab.toml, "
                           "found \"{}\"",
                           lab.checker.folder.string()));
  }
}

void read_bonuses(TomlTable& top, Manifest& lab) {
  if (!top.has("bonus")) return;
  for (const TomlTable& table : top.tables("bonus")) {
    lab.bonuses.push_back(read_bonus(table, lab));
  }
}

}  // namespace heaplab::grade
