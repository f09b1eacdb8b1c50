// [[traces]] and [[hidden]].
#include <fmt/format.h>

#include <algorithm>

#include "grade/manifest_parts.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

Axis read_axis(const TomlTable& table, const std::string& name) {
  if (name == "correctness") return Axis::correctness;
  if (name == "throughput") return Axis::throughput;
  if (name == "utilization") return Axis::utilization;
  table.fail("axes", fmt::format("there is no axis \"{}\"; the axes are "
                                 "correctness, throughput, utilization",
                                 name));
}

std::vector<Axis> read_axes(TomlTable& table) {
  std::vector<Axis> axes;
  for (const std::string& name : table.texts("axes")) {
    axes.push_back(read_axis(table, name));
  }
  if (std::find(axes.begin(), axes.end(), Axis::correctness) == axes.end()) {
    table.fail("axes",
               "\"axes\" lacks \"correctness\", without which a trace earns "
               "nothing; add it");
  }
  return axes;
}

// In a lab with exercises each trace is one's that has a `replayed` file.
void read_exercise(TomlTable& table, const Manifest& lab, TraceGroup& group) {
  if (lab.exercises.empty()) {
    if (!table.has("exercise")) return;
    table.fail(
        "exercise",
        "\"exercise\" names one of the lab's exercises, and this lab has "
        "none; leave it out");
  }
  group.exercise = table.text("exercise");
  const Exercise* const found = lab.exercise(group.exercise);
  if (found == nullptr || found->replayed.empty()) {
    table.fail("exercise",
               fmt::format("\"exercise\" must be the id of an exercise with "
                           "\"replayed\", found \"{}\"",
                           group.exercise));
  }
  if (lab.exercise(group.group) == nullptr) return;
  table.fail("group", fmt::format("\"group\" must not be an exercise's id, "
                                  "found \"{}\"; choose another word",
                                  group.group));
}

TraceGroup read_group(TomlTable table, const Manifest& lab,
                      const fs::path& base) {
  TraceGroup group;
  group.group = table.text("group");
  if (group.group.find('/') != std::string::npos || group.group == "tests") {
    table.fail("group",
               "\"group\" must be a word without \"/\" and not "
               "\"tests\", which the unit tests have");
  }
  if (group.group == "checker") {
    table.fail("group",
               "\"group\" must not be \"checker\", which the checks of a "
               "submission's heap checker have");
  }
  group.folder = (base / table.text("folder")).lexically_normal();
  group.axes = read_axes(table);
  if (table.has("points")) group.points = table.number("points", 0, 1000);
  if (table.has("variants")) group.variants = table.flag("variants");
  read_exercise(table, lab, group);
  table.finish();
  return group;
}

std::vector<TraceGroup> read_groups(TomlTable& top, std::string_view key,
                                    const Manifest& lab, const fs::path& base) {
  std::vector<TraceGroup> groups;
  for (TomlTable& table : top.tables(key)) {
    TraceGroup group = read_group(table, lab, base);
    for (const TraceGroup& other : groups) {
      if (other.group != group.group) continue;
      table.fail("group", fmt::format("the group \"{}\" is there twice; give "
                                      "one of them another name",
                                      group.group));
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

bool TraceGroup::counts_for(Axis axis) const {
  return std::find(axes.begin(), axes.end(), axis) != axes.end();
}

void read_traces(TomlTable& top, Manifest& lab) {
  const fs::path root = lab.folder().parent_path().parent_path();
  const bool optional = !lab.exercises.empty() && baselines_of(lab).empty();
  if (!optional || top.has("traces"))
    lab.traces = read_groups(top, "traces", lab, lab.folder());
  if (!top.has("hidden")) return;
  lab.hidden = read_groups(top, "hidden", lab, root / "solutions" / lab.id);
  for (const TraceGroup& group : lab.hidden) {
    for (const TraceGroup& other : lab.traces) {
      if (other.group != group.group) continue;
      top.fail("hidden", fmt::format("the group \"{}\" is there twice; give "
                                     "one of them another name",
                                     group.group));
    }
  }
}

}  // namespace heaplab::grade
