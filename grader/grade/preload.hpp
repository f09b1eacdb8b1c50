// A submission as the malloc of real programs: an object for LD_PRELOAD.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grade/compile.hpp"

namespace heaplab::grade {

struct Preload {
  Compiled compiled;
  // Operations that the class lacks to be a malloc, by name. Then it must not
  // be preloaded.
  std::vector<std::string> missing;

  const std::filesystem::path& object() const {
    return compiled.submission.object;
  }
};

// Compiles `file` of the submission (empty: the lab's own) together with the
// kit's shim. Throws as compile_submission() does, and GraderError when the
// result cannot be looked at.
Preload compile_preload(const Kit& kit, const Manifest& lab,
                        const std::filesystem::path& folder,
                        const Services& services, const std::string& file = {});

// The value for LD_PRELOAD: the object, and after it what is there already.
std::string preload_value(const std::filesystem::path& object);

// Crashes of programs inside the allocator, first to last.
struct Crash {
  int process;
  int signal;
  std::string source;  // "allocator.cpp:57 in List::coalesce", a line a frame
};
// What the shim has written beside the object. Untrusted text made safe.
std::vector<Crash> read_crashes(const std::filesystem::path& object);

}  // namespace heaplab::grade
