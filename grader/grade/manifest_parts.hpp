// Parts of lab.toml that only some labs have.
#pragma once

#include "grade/manifest.hpp"
#include "grade/toml_table.hpp"

namespace heaplab::grade {

// [[exercises]], which are there; `lab` has its path. All throw InputError as
// read_manifest() does.
void read_exercises(TomlTable& top, Manifest& lab);
// "frame-stack and coroutines": of all exercises.
std::string baselines_of(const Manifest& lab);

// [[traces]] and [[hidden]]. `lab` has its path and exercises.
void read_traces(TomlTable& top, Manifest& lab);

// [programs], [checker] and [[bonus]], where they are there. `lab` has its path
// and file names.
void read_programs(TomlTable& top, Manifest& lab);
void read_checker(TomlTable& top, Manifest& lab);
void read_bonuses(TomlTable& top, Manifest& lab);

}  // namespace heaplab::grade
