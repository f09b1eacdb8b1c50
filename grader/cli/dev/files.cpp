#include <fmt/format.h>
#include <fmt/ranges.h>

#include <regex>
#include <set>

#include "cli/dev/parts.hpp"
#include "cli/dev/tree.hpp"

namespace heaplab::cli::dev {
namespace fs = std::filesystem;
namespace {

constexpr std::uintmax_t most_trace_bytes = 12'000'000;

// What may lie in labs/, starter/ and solutions/; LAB is a manifest's id, FILE
// each file that its students hand in.
constexpr const char* lab_files[] = {
    "labs/LAB/lab\\.toml",
    "labs/LAB/README\\.md",
    "labs/LAB/[a-z0-9_]+\\.hpp",
    "labs/LAB/(traces|patterns)/([a-z0-9-]+/)?[^/]+\\.(trace|rep|script)",
    "labs/LAB/exercises/[a-z0-9_]+\\.(cpp|hpp)",
    "labs/LAB/(gdb|frames)/[A-Za-z0-9_.-]+",
    "labs/LAB/clinic/[a-z0-9_]+/[a-z0-9_]+\\.(cpp|hpp)",
    "labs/LAB/clinic/[a-z0-9_]+/(program|memory)\\.toml",
    "labs/LAB/clinic/[a-z0-9_]+/inputs/[A-Za-z0-9_.-]+",
    "solutions/LAB/hidden/clinic/[a-z0-9_]+(_test\\.cpp|_memory\\.toml)",
    "labs/LAB/heaps/[a-z0-9-]+\\.heap",
    "labs/LAB/detectors/[a-z0-9_]+\\.cpp",
    "labs/LAB/diagnosis/[0-9][0-9]-[a-z-]+\\.(cpp|toml)",
    "labs/LAB/suppression/[a-z_]+\\.(cpp|hpp)",
    "labs/LAB/reports/[a-z_]+\\.(cpp|sh|txt)",
    "labs/LAB/tests/[a-z0-9_]+(_test\\.cpp|\\.hpp)",
    "labs/LAB/programs/[a-z0-9-]+\\.toml",
    "labs/LAB/programs/inputs/([a-z0-9-]+/)?[A-Za-z0-9_.-]+",
    "solutions/LAB/[a-z0-9_]+\\.(hpp|cpp)",
    "starter/LAB/FILE",
    "solutions/LAB/FILE",
    "solutions/LAB/notes\\.md",
    "solutions/LAB/hidden/([a-z0-9-]+/)?[^/]+\\.(trace|rep|script)",
    "solutions/LAB/heaps/[a-z0-9-]+\\.heap",
    "solutions/LAB/(mutants|chaffs)/[a-z0-9_-]+\\.patch",
    // Other versions: the first evening's, those of the bonus tasks.
    "solutions/LAB/[a-z-]+/([a-z0-9_]+\\.(hpp|cpp)|notes\\.md)",
};
constexpr const char* shared_files[] = {
    "(labs|solutions)/README\\.md",
    "solutions/lectures/[0-9][0-9]-[a-z0-9-]+\\.md",
    "(labs|solutions)/traces/README\\.md",
    "(labs|solutions)/traces/[a-z0-9-]+\\.sh",
    "(labs|solutions)/traces/inputs/[^/]+",
    "(labs|solutions)/traces/(short|long|large|calls)/[^/]+\\.trace",
};
// What must be there for each lab.
constexpr const char* needed_files[] = {
    "labs/LAB/README.md", "starter/LAB/FILE", "solutions/LAB/FILE",
    "solutions/LAB/notes.md"};

std::string filled_in(std::string form, const grade::Manifest& lab,
                      const std::string& file) {
  form = std::regex_replace(form, std::regex("LAB"), lab.id);
  return std::regex_replace(form, std::regex("FILE"), file);
}

// "(?:structs\\.cpp|x86-64/leaf\\.S)"
std::string any_submitted(const grade::Manifest& lab) {
  const std::regex dot("\\.");
  std::vector<std::string> files;
  for (const std::string& file : lab.submitted())
    files.push_back(std::regex_replace(file, dot, "\\."));
  return fmt::format("(?:{})", fmt::join(files, "|"));
}

std::vector<std::regex> expected_files(const Tree& tree) {
  std::vector<std::regex> expected(std::begin(shared_files),
                                   std::end(shared_files));
  for (const grade::Manifest& lab : tree.labs) {
    const std::string submitted = any_submitted(lab);
    for (const char* form : lab_files)
      expected.emplace_back(filled_in(form, lab, submitted));
  }
  return expected;
}

bool is_checked(const std::string& file) {
  return file.starts_with("labs/") || file.starts_with("starter/") ||
         file.starts_with("solutions/");
}

}  // namespace

Outcome check_files(const Tree& tree) {
  Outcome outcome;
  const std::vector<std::regex> expected = expected_files(tree);
  std::uintmax_t trace_bytes = 0;
  std::size_t count = 0;
  for (const std::string& file : files_of(tree.kit.root, false)) {
    if (!is_checked(file)) continue;
    ++count;
    if (file.ends_with(".trace")) {
      trace_bytes += fs::file_size(tree.kit.root / file);
    }
    if (std::none_of(
            expected.begin(), expected.end(),
            [&](const std::regex& one) { return regex_match(file, one); })) {
      outcome.faults.push_back(file +
                               ": no such file is expected there; move it, or "
                               "tell grader/cli/dev/files.cpp");
    }
  }
  std::set<std::string> missing;
  for (const grade::Manifest& lab : tree.labs) {
    for (const char* form : needed_files) {
      for (const std::string& submitted : lab.submitted())
        missing.insert(filled_in(form, lab, submitted));
    }
  }
  std::erase_if(missing, [&tree](const std::string& file) {
    return fs::exists(tree.kit.root / file);
  });
  for (const std::string& file : missing)
    outcome.faults.push_back(file + ": missing; write it");
  if (trace_bytes > most_trace_bytes) {
    outcome.faults.push_back(fmt::format(
        "all traces together have {} bytes, more than {}; shorten some",
        trace_bytes, most_trace_bytes));
  }
  outcome.detail = fmt::format("{} files, {:.1f} MB of traces", count,
                               static_cast<double>(trace_bytes) / 1e6);
  return outcome;
}

}  // namespace heaplab::cli::dev
