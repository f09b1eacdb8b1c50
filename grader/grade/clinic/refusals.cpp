#include "grade/clinic/refusals.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <regex>

#include "grade/clinic/plain_text.hpp"

namespace heaplab::grade::clinic {
namespace {

using judge::Finding;
using judge::FindingKind;

// Why a name is refused, by how it begins.
struct Refused {
  std::string_view prefix;
  std::string_view reason;
};

constexpr std::string_view of_detectors =
    "a repair is judged by what the detectors see; it may not talk to them or "
    "find out which one looks";

constexpr Refused words[] = {
    {"VALGRIND_", of_detectors},   {"RUNNING_ON_VALGRIND", of_detectors},
    {"__asan", of_detectors},      {"__lsan", of_detectors},
    {"__ubsan", of_detectors},     {"__sanitizer", of_detectors},
    {"__SANITIZE", of_detectors},  {"__has_feature", of_detectors},
    {"__OPTIMIZE", of_detectors},  {"_GLIBCXX_ASSERTIONS", of_detectors},
    {"no_sanitize", of_detectors}, {"__no_sanitize", of_detectors},
    {"asm", "a repair is C++"},    {"__asm", "a repair is C++"},
};

// What the compiler and the headers of the C++ library refer to by themselves,
// beside is_of_the_compiler(): comparisons of types, std::to_string, std::stoi.
constexpr std::string_view of_the_runtime[] = {"__dso_handle",
                                               "__dynamic_cast",
                                               "__errno_location",
                                               "__libc_single_threaded",
                                               "__pthread_key_create",
                                               "strlen",
                                               "strcmp",
                                               "bcmp",
                                               "memchr",
                                               "wcslen",
                                               "vsnprintf",
                                               "strtol",
                                               "strtoul",
                                               "strtoll",
                                               "strtoull",
                                               "strtof",
                                               "strtod",
                                               "strtold"};

// Replacements of the kit's and the library's own: operator new and delete.
constexpr std::string_view operators[] = {"_Znw", "_Zna", "_Zdl", "_Zda"};

// rol $3, $13, $61 and $51 of %rdi; ror #3, #13, #51 and #61 of x12: what
// Valgrind takes for a request. Source: valgrind.h.
constexpr std::array<std::string_view, 2> requests = {
    std::string_view("\x48\xC1\xC7\x03\x48\xC1\xC7\x0D"
                     "\x48\xC1\xC7\x3D\x48\xC1\xC7\x33",
                     16),
    std::string_view("\x8C\x0D\xCC\x93\x8C\x35\xCC\x93"
                     "\x8C\xCD\xCC\x93\x8C\xF5\xCC\x93",
                     16)};

Finding refusal(const Program& program, std::string expected,
                std::string actual, std::size_t line = 0) {
  Finding finding;
  finding.kind = FindingKind::forbidden_symbol;
  finding.expected = std::move(expected);
  finding.actual = std::move(actual);
  if (line > 0) finding.source = fmt::format("{}:{}", program.file, line);
  return finding;
}

// The line of `word` in the source, comments and strings left out; 0: none.
std::size_t line_of(std::string_view source, const std::string& word) {
  const std::string text = plain_text(source);
  const std::regex whole("(^|[^\\w])" + word + "($|[^\\w])");
  std::smatch found;
  if (!std::regex_search(text, found, whole)) return 0;
  return line_at(text,
                 static_cast<std::size_t>(found.position(1) + found.length(1)));
}

// "strcpy" for what the library's headers make of it.
std::string plain_name(std::string name) {
  for (const std::string_view prefix : {"__isoc99_", "__isoc23_"})
    if (name.starts_with(prefix)) return name.substr(prefix.size());
  if (name.starts_with("__") && name.ends_with("_chk"))
    return name.substr(2, name.size() - 6);
  return name;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_of_the_kit(std::string_view symbol) {
  return symbol.find("7testing") != std::string_view::npos ||
         symbol.starts_with("_ZN6clinic") || symbol.starts_with("_ZNK6clinic");
}

bool may_call(const Program& program, const std::string& symbol) {
  if (symbol.starts_with("_Z")) return !is_of_the_kit(symbol);
  return is_of_the_compiler(symbol) || symbol.starts_with("__cxa_") ||
         std::find(std::begin(of_the_runtime), std::end(of_the_runtime),
                   symbol) != std::end(of_the_runtime) ||
         contains(program.calls, plain_name(symbol)) ||
         contains(program.defines, symbol);
}

// Placement new and its delete are inline functions of the library.
bool replaces_an_operator(const std::string& symbol) {
  if (symbol.ends_with("mPv") || symbol.ends_with("PvS_")) return false;
  return std::any_of(std::begin(operators), std::end(operators),
                     [&symbol](std::string_view prefix) {
                       return symbol.starts_with(prefix);
                     });
}

bool may_define(const Program& program, const std::string& symbol) {
  if (!symbol.starts_with("_Z"))
    return contains(program.defines, symbol) || symbol.starts_with("DW.ref.") ||
           symbol == "__clang_call_terminate";  // of its own making
  return !is_of_the_kit(symbol) && !replaces_an_operator(symbol);
}

}  // namespace

std::optional<Finding> source_refusal(const Program& program,
                                      std::string_view source) {
  const std::string text = plain_text(source);
  static const std::regex word("[A-Za-z_]\\w*");
  for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end;
       ++at) {
    const std::string name = at->str();
    for (const Refused& one : words) {
      const bool whole = one.prefix == "asm" || one.prefix == "__asm";
      const bool same = whole ? name == one.prefix || name == "__asm__"
                              : name.starts_with(one.prefix);
      if (!same) continue;
      return refusal(program, std::string(one.reason),
                     fmt::format("{} stands in {}", name, program.file),
                     line_at(text, static_cast<std::size_t>(at->position())));
    }
  }
  static const std::regex header(
      "(^|\n)[ \t]*#[ \t]*include[ \t]*[<\"]((valgrind|sanitizer)/[^>\"]*)");
  const std::string whole(source);
  std::smatch found;
  if (!std::regex_search(whole, found, header)) return std::nullopt;
  return refusal(program, std::string(of_detectors),
                 fmt::format("{} includes {}", program.file, found[2].str()),
                 line_at(whole, static_cast<std::size_t>(found.position(2))));
}

std::optional<Finding> symbol_refusal(const Program& program,
                                      std::string_view source,
                                      const ObjectSymbols& symbols) {
  for (const std::string& symbol : symbols.undefined) {
    if (may_call(program, symbol)) continue;
    const std::string name = demangled(plain_name(symbol));
    return refusal(
        program,
        fmt::format("{} is repaired with what it uses already: C++, its "
                    "library, and of C's {}",
                    program.file, fmt::join(program.calls, ", ")),
        fmt::format("it refers to {}", name), line_of(source, name));
  }
  for (const std::string& symbol : symbols.defined) {
    if (may_define(program, symbol)) continue;
    const std::string name = demangled(symbol);
    return refusal(program,
                   fmt::format("{} defines the functions of its header, and "
                               "none that others have",
                               program.file),
                   fmt::format("it defines {}", name), line_of(source, name));
  }
  return std::nullopt;
}

std::optional<Finding> request_refusal(const Program& program,
                                       std::string_view object) {
  for (const std::string_view request : requests) {
    if (object.find(request) == std::string_view::npos) continue;
    return refusal(program, std::string(of_detectors),
                   "its code holds a request to Valgrind");
  }
  return std::nullopt;
}

}  // namespace heaplab::grade::clinic
