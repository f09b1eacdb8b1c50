// What the sanitizers print, as findings.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <regex>

#include "grade/memory/block_access.hpp"
#include "grade/memory/sanitizer_report.hpp"
#include "grade/memory/sanitizer_tell.hpp"
#include "grade/memory_error.hpp"

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;

struct Phrase {
  std::string_view words;
  FindingKind kind;
};

constexpr Phrase of_address[] = {
    {"heap-buffer-overflow", FindingKind::out_of_bounds},
    {"stack-buffer-", FindingKind::out_of_bounds},
    {"global-buffer-overflow", FindingKind::out_of_bounds},
    {"container-overflow", FindingKind::out_of_bounds},
    {"intra-object-overflow", FindingKind::out_of_bounds},
    {"negative-size-param", FindingKind::out_of_bounds},
    {"heap-use-after-free", FindingKind::use_after_free},
    {"stack-use-after-", FindingKind::use_after_scope},
    {"attempting double-free", FindingKind::double_free},
    {"alloc-dealloc-mismatch", FindingKind::mismatched_free},
    {"new-delete-type-mismatch", FindingKind::mismatched_free},
    {"not malloc()-ed", FindingKind::bad_free},
    {"not owned", FindingKind::bad_free},
    {"-param-overlap", FindingKind::overlapping_copy},
    {"requested allocation size", FindingKind::too_much_memory},
    {"calloc parameters overflow", FindingKind::too_much_memory},
    {"out of memory", FindingKind::too_much_memory},
    {"stack-overflow", FindingKind::stack_overflow},
    {"ABRT on", FindingKind::abort},
    {"FPE on", FindingKind::crash},
    {"ILL on", FindingKind::crash},
    {"BUS on", FindingKind::crash},
    {"SEGV on", FindingKind::invalid_access},
    {"use-after-poison", FindingKind::invalid_access},
    {"unknown-crash", FindingKind::invalid_access},
};

constexpr Phrase of_undefined[] = {
    {"null pointer", FindingKind::null_pointer},
    {"out of bounds", FindingKind::out_of_bounds},
    {"insufficient space", FindingKind::out_of_bounds},
};

template <std::size_t size>
FindingKind kind_in(const Phrase (&phrases)[size], const std::string& what,
                    FindingKind otherwise) {
  for (const Phrase& phrase : phrases) {
    if (what.find(phrase.words) != std::string::npos) return phrase.kind;
  }
  return otherwise;
}

bool is_null_page(const std::string& what) {
  static const std::regex form("SEGV on unknown address 0x0*([0-9a-f]*) ");
  std::smatch found;
  return std::regex_search(what, found, form) && found[1].length() <= 4;
}

FindingKind kind_of(const SanitizerReport& report) {
  switch (report.tool) {
    case SanitizerTool::leak:
      return FindingKind::memory_leak;
    case SanitizerTool::assertion:
      return FindingKind::library_assertion;
    case SanitizerTool::undefined:
      return kind_in(of_undefined, report.what,
                     FindingKind::undefined_behaviour);
    case SanitizerTool::address:
      break;
  }
  if (is_null_page(report.what)) return FindingKind::null_pointer;
  return kind_in(of_address, report.what, FindingKind::other_error);
}

// UBSan and ASan often see the same access; then ASan tells more.
const SanitizerReport& told_best(const std::vector<SanitizerReport>& reports,
                                 const StudentFiles& files) {
  const SanitizerReport& first = reports.front();
  if (first.tool != SanitizerTool::undefined || reports.size() < 2)
    return first;
  const SanitizerReport& second = reports[1];
  const std::string line = place_of(second.frames, files).line;
  const bool is_same = second.tool == SanitizerTool::address && !line.empty() &&
                       line == first.where && kind_of(first) == kind_of(second);
  return is_same ? second : first;
}

// The stack of an assertion comes after it, from ASan's handler of SIGABRT.
std::vector<valgrind::Frame> frames_after(
    const std::vector<SanitizerReport>& reports,
    const SanitizerReport& report) {
  if (report.tool != SanitizerTool::assertion) return report.frames;
  for (const SanitizerReport& other : reports) {
    if (other.what.starts_with("ABRT on")) return other.frames;
  }
  return report.frames;
}

// Lost blocks are told from the outermost: what hangs on it is lost with it.
std::vector<SanitizerReport> in_order(std::vector<SanitizerReport> reports) {
  std::stable_partition(reports.begin(), reports.end(),
                        [](const SanitizerReport& report) {
                          return !report.what.starts_with("Indirect leak");
                        });
  return reports;
}

}  // namespace

std::optional<Finding> sanitizer_finding(std::string_view output,
                                         const StudentFiles& files) {
  const auto reports = in_order(read_sanitizer_reports(output));
  if (reports.empty()) return std::nullopt;
  SanitizerReport report = told_best(reports, files);
  report.frames = frames_after(reports, report);
  Finding finding;
  finding.kind = kind_of(report);
  tell_sanitizer(finding, report, files);
  return finding;
}

std::string text_before_sanitizer(std::string_view output) {
  static constexpr std::string_view beginnings[] = {
      "=================", "AddressSanitizer:", "==ERROR: AddressSanitizer:",
      ": runtime error: ", ": Assertion "};
  std::size_t end = output.size();
  for (const std::string_view beginning : beginnings)
    end = std::min(end, output.find(beginning));
  if (end < output.size()) end = output.rfind('\n', end) + 1;  // 0: no line
  return std::string(output.substr(0, end));
}

}  // namespace heaplab::grade
