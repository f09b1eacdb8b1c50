// [[exercises]].
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <regex>

#include "grade/isa.hpp"
#include "grade/manifest_parts.hpp"

namespace heaplab::grade {
namespace {

// Words that begin the ids of other checks.
constexpr std::string_view taken[] = {"tests", "checker", "traces", "compile",
                                      "throughput"};

void require_id(const TomlTable& table, const std::string& id) {
  static const std::regex form("[a-z][a-z0-9_]*");
  const bool is_taken =
      std::find(std::begin(taken), std::end(taken), id) != std::end(taken);
  if (std::regex_match(id, form) && !is_taken) return;
  table.fail("id", fmt::format("\"id\" must be small letters, digits and \"_\" "
                               "and none of {}, found \"{}\"",
                               fmt::join(taken, ", "), id));
}

void require_file(const TomlTable& table, std::string_view key,
                  const std::string& file, std::string_view extension) {
  static const std::regex form("[A-Za-z0-9_]+\\.[A-Za-z]+");
  if (std::regex_match(file, form) && file.ends_with(extension)) return;
  table.fail(key, fmt::format("\"{}\" must name a file NAME{} without a "
                              "folder, found \"{}\"",
                              key, extension, file));
}

std::vector<std::string> read_files(TomlTable& table, std::string_view key,
                                    std::string_view extension) {
  if (!table.has(key)) return {};
  std::vector<std::string> files = table.texts(key);
  for (const std::string& file : files)
    require_file(table, key, file, extension);
  return files;
}

std::string read_file(TomlTable& table, std::string_view key,
                      std::string_view extension) {
  if (!table.has(key)) return {};
  const std::string file = table.text(key);
  require_file(table, key, file, extension);
  return file;
}

std::vector<std::string> files_of(const Exercise& exercise) {
  std::vector<std::string> files = exercise.assembly;
  files.insert(files.end(), exercise.sources.begin(), exercise.sources.end());
  for (const std::string& file :
       {exercise.answers, exercise.repairs, exercise.diagnosis,
        exercise.suppressions, exercise.replayed})
    if (!file.empty()) files.push_back(file);
  return files;
}

Replays read_replays(TomlTable& table) {
  const std::string replays = table.text("replays");
  if (replays == "frames") return Replays::frames;
  if (replays == "coroutines") return Replays::coroutines;
  if (replays == "misuse") return Replays::misuse;
  table.fail("replays",
             fmt::format("\"replays\" must be \"frames\", \"coroutines\" or "
                         "\"misuse\", found \"{}\"",
                         replays));
}

void read_replayed(TomlTable& table, Exercise& exercise) {
  exercise.replayed = read_file(table, "replayed", ".cpp");
  if (!exercise.replayed.empty()) {
    exercise.baseline = table.text("baseline");
    exercise.replays = read_replays(table);
    return;
  }
  for (const char* key : {"baseline", "replays"}) {
    if (!table.has(key)) continue;
    table.fail(key, fmt::format("\"{}\" is for an exercise that traces are "
                                "replayed on; add \"replayed\" or leave it out",
                                key));
  }
}

Exercise read_exercise(TomlTable table) {
  Exercise exercise;
  exercise.id = table.text("id");
  require_id(table, exercise.id);
  exercise.title = table.text("title");
  exercise.points = table.number("points", 0, 1000);
  if (table.has("bonus")) exercise.bonus = table.flag("bonus");
  exercise.assembly = read_files(table, "assembly", ".S");
  exercise.sources = read_files(table, "sources", ".cpp");
  exercise.answers = read_file(table, "answers", ".toml");
  exercise.repairs = read_file(table, "repairs", ".cpp");
  exercise.diagnosis = read_file(table, "diagnosis", ".toml");
  exercise.suppressions = read_file(table, "suppressions", ".supp");
  if (table.has("calls")) exercise.calls = table.texts("calls");
  if (table.has("calls_note")) exercise.calls_note = table.text("calls_note");
  read_replayed(table, exercise);
  table.finish();
  if (files_of(exercise).empty()) {
    table.fail("id", fmt::format("the exercise \"{}\" has no file; give it "
                                 "\"assembly\", \"sources\", \"answers\", "
                                 "\"repairs\", \"diagnosis\", "
                                 "\"suppressions\" or \"replayed\"",
                                 exercise.id));
  }
  return exercise;
}

void require_new(const TomlTable& table, const Manifest& lab,
                 const Exercise& exercise) {
  const std::vector<std::string> files = files_of(exercise);
  for (const Exercise& other : lab.exercises) {
    if (other.id == exercise.id) {
      table.fail("id", fmt::format("the exercise \"{}\" is there twice; give "
                                   "one of them another id",
                                   other.id));
    }
    for (const std::string& file : files_of(other)) {
      if (std::find(files.begin(), files.end(), file) == files.end()) continue;
      table.fail("id", fmt::format("\"{}\" and \"{}\" both have the file {}; "
                                   "take it out of one",
                                   other.id, exercise.id, file));
    }
  }
}

}  // namespace

void read_exercises(TomlTable& top, Manifest& lab) {
  for (const char* key :
       {"file", "class", "also", "tests", "programs", "checker"}) {
    if (!top.has(key)) continue;
    top.fail(key, fmt::format("a lab has either \"file\" and \"class\" or "
                              "exercises, found \"{}\" beside exercises; leave "
                              "it out",
                              key));
  }
  for (const TomlTable& table : top.tables("exercises")) {
    Exercise exercise = read_exercise(table);
    require_new(table, lab, exercise);
    if (exercise.bonus) {
      BonusRule bonus;
      bonus.name = exercise.id;
      bonus.title = exercise.title;
      bonus.points = exercise.points;
      bonus.exercise = true;
      lab.bonuses.push_back(std::move(bonus));
    }
    lab.exercises.push_back(std::move(exercise));
  }
}

std::string baselines_of(const Manifest& lab) {
  std::vector<std::string> names;
  for (const Exercise& exercise : lab.exercises)
    if (!exercise.baseline.empty()) names.push_back(exercise.baseline);
  return fmt::format("{}", fmt::join(names, " and "));
}

const Exercise* Manifest::exercise(std::string_view wanted) const {
  for (const Exercise& one : exercises)
    if (one.id == wanted) return &one;
  return nullptr;
}

std::vector<std::string> Manifest::submitted() const {
  if (exercises.empty()) return {file};
  std::vector<std::string> files;
  for (const Exercise& one : exercises) {
    for (const std::string& name : files_of(one)) {
      if (!name.ends_with(".S")) {
        files.push_back(name);
        continue;
      }
      for (const Isa isa : {Isa::x86_64, Isa::aarch64})
        files.push_back(fmt::format("{}/{}", isa_name(isa), name));
    }
  }
  return files;
}

}  // namespace heaplab::grade
