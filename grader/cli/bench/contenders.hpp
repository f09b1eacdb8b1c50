// Who takes part in ./lab bench allocators.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/bench/comparison.hpp"
#include "grade/manifest.hpp"

namespace heaplab::cli {

// A folder with work, and the lab that it is for.
struct Entrant {
  std::filesystem::path folder;
  std::string lab;
};

// The allocators called `names` (empty: all that there are), in the kit's
// order, and then the entrants. What cannot take part says why: a library that
// is not installed, a reference that does not compile. Throws InputError for a
// name that does not exist and for an entrant without its file or that does not
// compile.
std::vector<Allocator> find_allocators(const grade::Kit& kit,
                                       const std::vector<grade::Manifest>& labs,
                                       const std::vector<std::string>& names,
                                       const std::vector<Entrant>& entrants);

}  // namespace heaplab::cli
