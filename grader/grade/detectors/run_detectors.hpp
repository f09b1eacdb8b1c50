// Compiles and runs the programs of detector_case.hpp with the installed tools.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grade/detectors/detector_case.hpp"

namespace heaplab::grade {

struct DetectorTools {
  std::string compiler;                           // path
  std::optional<std::filesystem::path> valgrind;  // none: not installed
};

// The compiler that built the kit, and Valgrind from `folders`.
DetectorTools find_detector_tools(
    const std::string& folders = "/usr/local/bin:/usr/bin:/bin");

// "g++ 12.2.0 and Valgrind 3.19.0", "clang 14.0.6 without Valgrind"
std::string tool_versions(const DetectorTools& tools);
// "g++ 12.2.0" of what `g++ --version` prints.
std::string compiler_version(const std::string& printed);

// The programs are the kit's own; each has a minute. Throws GraderError when
// one does not compile.
Noticed run_detectors(const DetectorCase& one, const DetectorTools& tools);

// All of them, two at a time, in their order.
std::vector<Noticed> run_detectors(const std::vector<DetectorCase>& cases,
                                   const DetectorTools& tools);

}  // namespace heaplab::grade
