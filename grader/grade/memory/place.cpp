#include "grade/memory/place.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace heaplab::grade {
namespace {

using valgrind::Frame;

constexpr std::size_t most_frames = 12;
constexpr std::string_view anonymous = "(anonymous namespace)";

// Position of the operator's own text: of " new" in "operator new(…)".
std::size_t operator_text(std::string_view function) {
  constexpr std::string_view word = "operator";
  std::size_t found = function.find(word);
  while (found != std::string_view::npos) {
    const bool starts =
        found == 0 || function[found - 1] == ':' || function[found - 1] == ' ';
    const std::size_t next = found + word.size();
    const bool ends =
        next < function.size() &&
        std::string_view(" ()[]<>=!+-*/%^&|~,").find(function[next]) !=
            std::string_view::npos;
    if (starts && ends) return next;
    found = function.find(word, next);
  }
  return std::string_view::npos;
}

// Without template arguments, and up to the parameters.
std::string plain_name(std::string_view function) {
  std::string name;
  int angles = 0;
  int braces = 0;
  for (std::size_t i = 0; i < function.size(); ++i) {
    const char c = function[i];
    if (function.substr(i).starts_with(anonymous)) {
      if (angles == 0) name += "{anonymous}";
      i += anonymous.size() - 1;
      continue;
    }
    if (c == '{') ++braces;
    if (c == '}') --braces;
    if (braces == 0 && c == '(') break;
    if (braces == 0 && c == '<') ++angles;
    if (angles == 0) name += c;
    if (braces == 0 && c == '>' && angles > 0) --angles;
  }
  return name;
}

// "f" for "void f"; a space inside braces is no end of a type.
std::string without_type(const std::string& name) {
  int braces = 0;
  for (std::size_t i = name.size(); i > 0; --i) {
    const char c = name[i - 1];
    if (c == '}') ++braces;
    if (c == '{') --braces;
    if (c == ' ' && braces == 0) return name.substr(i);
  }
  return name;
}

bool is_students(const Frame& frame, const StudentFiles& files) {
  return frame.line != 0 && files.contains(frame.file);
}

std::string plain_c_name(std::string name) {
  for (const std::string_view prefix : {"__interceptor_", "__asan_"}) {
    if (name.starts_with(prefix)) name.erase(0, prefix.size());
  }
  constexpr std::string_view cxx11 = "__cxx11::";
  const std::size_t inner = name.find(cxx11);
  if (inner != std::string::npos) name.erase(inner, cxx11.size());
  return name.substr(0, name.find('@'));
}

bool is_inner(const std::string& name) {
  return name.empty() || name.starts_with('_') || name.starts_with("??") ||
         name.find("::_") != std::string::npos ||
         name.find("__gnu") != std::string::npos;
}

}  // namespace

std::string short_function(std::string_view function) {
  const std::size_t abi = function.find("[abi:");
  if (abi != std::string_view::npos) {
    const std::size_t end = function.find(']', abi);
    return short_function(std::string(function.substr(0, abi)) +
                          std::string(end == std::string_view::npos
                                          ? ""
                                          : function.substr(end + 1)));
  }
  const std::size_t text = operator_text(function);
  if (text == std::string_view::npos) return without_type(plain_name(function));
  const std::size_t least = function.substr(text).starts_with("()") ? 2 : 1;
  const std::size_t end =
      std::min(function.find('(', text + least), function.size());
  return without_type(plain_name(function.substr(0, text))) +
         std::string(function.substr(text, end - text));
}

Place place_of(const std::vector<Frame>& frames, const StudentFiles& files) {
  Place place;
  for (const Frame& frame : frames) {
    const std::string name = short_function(frame.function);
    if (&frame == &frames.front()) place.innermost = plain_c_name(name);
    if (is_students(frame, files)) {
      const std::string line = fmt::format("{}:{}", frame.file, frame.line);
      if (place.line.empty()) place.line = line;
      if (place.frames.size() == most_frames) break;
      place.frames.push_back(
          name.empty() ? line : fmt::format("{} in {}", line, name));
    } else if (place.line.empty()) {
      const std::string plain = plain_c_name(name);
      place.through = is_inner(plain) ? "" : plain;
    }
  }
  return place;
}

std::string at(const Place& place) {
  const std::string in =
      place.through.empty() ? "" : fmt::format(" in {}", place.through);
  if (place.line.empty()) return "outside your files" + in;
  return fmt::format("at {}{}", place.line, in);
}

std::string who(const Place& place) {
  return place.line.empty() ? "code outside your files" : place.line;
}

std::string source_of(const Place& place) {
  return fmt::format("{}", fmt::join(place.frames, "\n"));
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace heaplab::grade
