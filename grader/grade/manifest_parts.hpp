// Parts of lab.toml that only some labs have.
#pragma once

#include "grade/manifest.hpp"
#include "grade/toml_table.hpp"

namespace heaplab::grade {

// [programs], [checker] and [[bonus]], where they are there. `lab` has its path
// and file names. All throw InputError as read_manifest() does.
void read_programs(TomlTable& top, Manifest& lab);
void read_checker(TomlTable& top, Manifest& lab);
void read_bonuses(TomlTable& top, Manifest& lab);

}  // namespace heaplab::grade
