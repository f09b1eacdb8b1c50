// A lab's manifest, lab.toml: its points, limits and traces.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grade/bound.hpp"
#include "grade/exercise.hpp"
#include "grade/result.hpp"
#include "judge/judge.hpp"

namespace heaplab::grade {

// One [[traces]] or [[hidden]] table: every trace file in one folder.
struct TraceGroup {
  std::string group;             // first part of the check ids
  std::filesystem::path folder;  // absolute
  std::vector<Axis> axes;        // what the traces count for; never empty
  std::optional<double> points;  // each; none: what each trace's header says
  bool variants = false;         // seeded variants enter an instructor's score
  std::string exercise;  // whose object they are replayed on; empty: the lab's

  bool counts_for(Axis axis) const;
};

struct Points {
  double correctness = 0;
  double throughput = 0;
  double utilization = 0;

  double of(Axis axis) const;
  double total() const { return correctness + throughput + utilization; }
};

struct ThroughputRule {
  // "next-fit"; empty: the lab does not score it. In a lab with exercises: the
  // names of theirs, in words.
  std::string baseline;
  double ratio_none = 0;  // R0: no points from this ratio on
  double ratio_full = 0;  // R1: full points up to this ratio
  // Charged for what the system does: see judge::TimingOptions.
  double system_call_ns = 0;
  double page_ns = 0;
};

struct UtilizationRule {
  Layout layout;
  double none = 0;            // fraction of the bound: no points up to here
  double full = 1;            // full points from here on
  double average_weight = 0;  // of the average over time; the peak has the rest
};

// [programs]: real programs that run on the submission.
struct ProgramsRule {
  std::filesystem::path folder;  // absolute; empty: the lab has none
  double points = 0;             // for each program
};

// [checker]: the grading of the submission's own heap checker.
struct CheckerRule {
  std::filesystem::path folder;  // of heaps, in the lab's folder and in that of
                                 // its solution; empty: the lab has none
  double points = 0;             // shared by the broken heaps
};

// One [[bonus]] table: points beyond those of the axes. One of these is set:
// `file`, and the bonus is for a thread-safe allocator in that file;
// `other_isa`, and it is for the exercises on the other instruction set;
// `exercise`, for an exercise that is a bonus as a whole; else the limits, and
// it is for measurements of the lab's traces.
struct BonusRule {
  std::string name;  // first part of its check ids
  std::string title;
  double points = 0;
  std::string file;           // one of `also`
  double ratio_most = 0;      // throughput: the geometric mean of the ratios
  double fraction_least = 0;  // utilization: the mean of the fractions
  bool other_isa = false;
  bool exercise = false;  // the one called `name`

  bool is_measured() const { return file.empty() && !other_isa && !exercise; }
};

inline constexpr std::string_view every_header = "*.hpp";

struct Manifest {
  std::filesystem::path path;  // of lab.toml
  std::string id;              // the folder's name
  std::string title;
  std::vector<std::string> needs;  // ids of labs to do first
  // What is submitted: "allocator.cpp". Empty in a lab with exercises.
  std::string file;
  // Files beside it that may be submitted; every_header: all headers there.
  std::vector<std::string> also;
  std::string class_name;
  Points points;
  ThroughputRule throughput;
  UtilizationRule utilization;
  judge::Limits limits;
  double test_points = 1;  // for each unit test
  std::vector<TraceGroup> traces;
  std::vector<TraceGroup> hidden;  // folders under solutions/
  ProgramsRule programs;
  CheckerRule checker;
  std::vector<BonusRule> bonuses;
  std::vector<Exercise> exercises;

  std::filesystem::path folder() const { return path.parent_path(); }
  // Null where there is none.
  const Exercise* exercise(std::string_view id) const;
  // What a student hands in, as paths from the submission's folder on: the
  // lab's file, or all files of all exercises.
  std::vector<std::string> submitted() const;
};

// Reads labs/NN-name/lab.toml. Throws InputError, `file:line:column: what is
// wrong, what to do`, for everything that is not as it must be: unknown keys,
// wrong types, missing keys, values out of range.
Manifest read_manifest(const std::filesystem::path& path);

// Every manifest at labs_folder/*/lab.toml, by name. Throws InputError when
// there is none.
std::vector<Manifest> find_labs(const std::filesystem::path& labs_folder);

// The lab called `name`: its id, or a beginning that only one id has ("04").
// Throws InputError that lists the labs, the nearest names first.
const Manifest& find_lab(const std::vector<Manifest>& labs,
                         const std::string& name);

}  // namespace heaplab::grade
