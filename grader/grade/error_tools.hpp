// The tools that report memory errors, run on programs of the kit: where they
// are, and what they may do.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/run_confined.hpp"

namespace heaplab::grade {

using RunConfined = std::function<sandbox::CommandOutcome(
    const std::vector<std::string>&, const sandbox::CommandLimits&,
    const std::vector<std::string>&)>;

inline constexpr const char* tool_folders = "/usr/local/bin:/usr/bin:/bin";

// In `folders`, split by colons.
std::optional<std::filesystem::path> find_valgrind(const std::string& folders);

// For a compiler, a tool or a program of the kit that works in `folder`.
sandbox::CommandLimits tool_limits(const std::filesystem::path& folder);
const std::vector<std::string>& tool_environment();

// Compiles `source` in `folder` to `object` with the compiler that built the
// kit, as programs for Memcheck are compiled, and `more`. Nothing of the
// folder's path is left in what it makes.
sandbox::CommandOutcome compile_for_memcheck(
    const std::filesystem::path& folder, const std::string& source,
    const std::string& object, const std::vector<std::string>& more,
    const RunConfined& run_confined);

}  // namespace heaplab::grade
