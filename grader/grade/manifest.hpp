// A lab's manifest, lab.toml: its points, limits and traces.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grade/bound.hpp"
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
  std::string baseline;   // "next-fit"; empty: the lab does not score it
  double ratio_none = 0;  // R0: no points from this ratio on
  double ratio_full = 0;  // R1: full points up to this ratio
};

struct UtilizationRule {
  Layout layout;
  double none = 0;  // fraction of the bound: no points up to here
  double full = 1;  // full points from here on
};

struct Manifest {
  std::filesystem::path path;  // of lab.toml
  std::string id;              // the folder's name
  std::string title;
  std::vector<std::string> needs;  // ids of labs to do first
  std::string file;                // what is submitted: "allocator.cpp"
  std::string class_name;
  Points points;
  ThroughputRule throughput;
  UtilizationRule utilization;
  judge::Limits limits;
  double test_points = 1;  // for each unit test
  std::vector<TraceGroup> traces;
  std::vector<TraceGroup> hidden;  // folders under solutions/

  std::filesystem::path folder() const { return path.parent_path(); }
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
