#include "grade/preload.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <sstream>
#include <system_error>

#include "judge/source_lines.hpp"
#include "shim/crash_log.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_crashes = 4;

// Thread-local variables must stand in the memory that a thread has from its
// beginning: the loader would ask malloc for others.
Build preload_build(const Kit& kit, const std::string& file) {
  Build build;
  build.file = file;
  build.add = {"-ftls-model=initial-exec", "-fno-builtin-malloc",
               "-Wl,--whole-archive",      kit.shim().string(),
               "-Wl,--no-whole-archive",   "-pthread"};
  build.readable = {kit.shim()};
  return build;
}

std::vector<std::string> missing_operations(const Kit& kit,
                                            const fs::path& object,
                                            const Services& services) {
  sandbox::CommandLimits limits;
  limits.readable = {"/usr",           "/lib",
                     "/lib64",         "/etc/ld.so.cache",
                     kit.shim_probe(), object.parent_path()};
  limits.wall_s = limits.cpu_s = 5;
  limits.isolated = true;
  const sandbox::CommandOutcome outcome = services.run_confined(
      {kit.shim_probe().string(), object.string()}, limits, {"LC_ALL=C"});
  if (outcome.exit_code != 0) {
    throw GraderError(fmt::format("{} could not look at the submission: {}",
                                  kit.shim_probe().string(), outcome.output));
  }
  std::vector<std::string> missing;
  std::istringstream lines(outcome.output);
  for (std::string line; std::getline(lines, line);) missing.push_back(line);
  return missing;
}

Crash describe(const shim::CrashRecord& record, const fs::path& object) {
  std::vector<judge::CodeAddress> addresses;
  for (const std::uint64_t frame : record.frames) {
    if (frame == 0) break;
    addresses.push_back({frame, !addresses.empty()});
  }
  return {record.process, record.signal,
          judge::source_lines(object, addresses)};
}

}  // namespace

Preload compile_preload(const Kit& kit, const Manifest& lab,
                        const fs::path& folder, const Services& services,
                        const std::string& file) {
  Preload preload{
      compile_submission(kit, lab, folder, services, preload_build(kit, file)),
      {}};
  if (!preload.compiled.finding) {
    preload.missing = missing_operations(kit, preload.object(), services);
  }
  return preload;
}

std::string preload_value(const fs::path& object) {
  const char* const others = std::getenv("LD_PRELOAD");
  if (others == nullptr || *others == '\0') return object.string();
  return fmt::format("{}:{}", object.string(), others);
}

std::vector<Crash> read_crashes(const fs::path& object) {
  const fs::path log = object.string() + shim::crash_log_suffix;
  std::error_code none;
  if (!fs::exists(log, none)) return {};
  const std::string text = read_file(log);
  std::vector<Crash> crashes;
  shim::CrashRecord record{};
  for (std::size_t at = 0;
       at + sizeof record <= text.size() && crashes.size() < most_crashes;
       at += sizeof record) {
    std::memcpy(&record, text.data() + at, sizeof record);
    crashes.push_back(describe(record, object));
  }
  return crashes;
}

}  // namespace heaplab::grade
