#include "trace/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "support/error.hpp"
#include "trace/formats.hpp"
#include "trace/forms.hpp"
#include "trace/header.hpp"
#include "trace/load.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

bool is_common_operation(std::string_view word) {
  return word == "a" || word == "r" || word == "f";
}

bool is_kit_only(const Fields& fields) {
  if (is_common_operation(fields[0])) return false;
  return find_operation(fields[0]) != nullptr ||
         !split_header(fields.line.text).key.empty();
}

bool is_trace_file(const std::filesystem::directory_entry& entry) {
  const std::string ending = entry.path().extension().string();
  return entry.is_regular_file() &&
         (ending == ".trace" || ending == ".rep" || ending == ".script");
}

}  // namespace

Dialect detect_format(std::string_view path, std::string_view text) {
  Lines lines(path, text);
  bool is_first = true;
  for (Line line; lines.next(line);) {
    const Fields fields = split_fields(line);
    if (fields.count == 0) continue;
    if (is_first && fields.count == 1 && is_number(fields[0])) {
      return Dialect::rep;
    }
    if (is_first && !is_common_operation(fields[0])) return Dialect::kit;
    if (is_kit_only(fields)) return Dialect::kit;
    is_first = false;
  }
  return is_first ? Dialect::kit : Dialect::script;
}

Trace parse_trace(std::string_view text, const std::filesystem::path& path) {
  Trace trace;
  trace.name = path.stem().string();
  trace.path = path.string();
  if (text.empty()) {
    throw InputError(fmt::format(
        "{}: expected a trace, found an empty file; restore it, or write one: "
        "grader/trace/README.md has the format",
        printable(trace.path)));
  }
  switch (detect_format(trace.path, text)) {
    case Dialect::kit:
      parse_kit(trace, text);
      break;
    case Dialect::rep:
      parse_rep(trace, text);
      break;
    case Dialect::script:
      parse_script(trace, text);
      break;
  }
  return trace;
}

Trace read_trace(const std::filesystem::path& path) {
  return parse_trace(load_file(path), path);
}

std::vector<Trace> read_traces(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::directory_iterator entries(folder, error);
  if (error) {
    throw InputError(fmt::format(
        "{}: expected a folder of traces, but cannot read it: {}; check the "
        "name of the folder",
        printable(folder.string()), error.message()));
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : entries) {
    if (is_trace_file(entry)) files.push_back(entry.path());
  }
  if (files.empty()) {
    throw InputError(fmt::format(
        "{}: expected files named *.trace, *.rep or *.script in this folder, "
        "found none; add one, or name another folder",
        printable(folder.string())));
  }
  std::sort(files.begin(), files.end());
  std::vector<Trace> traces;
  for (const auto& file : files) traces.push_back(read_trace(file));
  return traces;
}

}  // namespace heaplab::trace
