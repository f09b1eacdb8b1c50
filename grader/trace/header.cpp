#include "trace/header.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <limits>

#include "trace/fields.hpp"
#include "trace/forms.hpp"
#include "trace/generate.hpp"
#include "trace/nearest.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

using Setter = void (*)(Trace&, const Line&, std::string_view);

constexpr std::uint64_t any_number = std::numeric_limits<std::uint64_t>::max();
constexpr double most_points = 10000;

void set_points(Trace& trace, const Line& line, std::string_view value) {
  const std::string_view text = content_of(value);
  double points = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, points);
  const bool in_range = points >= 0 && points <= most_points;
  if (error != std::errc{} || stop != end || !in_range) {
    fail_at(line, value,
            fmt::format("expected a number of points from 0 to {}, found {}",
                        most_points, in_quotes(text)),
            "write a number, such as 4 or 0.5");
  }
  trace.points = points + 0.0;  // -0 becomes 0
}

void set_seed(Trace& trace, const Line& line, std::string_view value) {
  trace.seed = parse_number(line, content_of(value), "a seed", any_number);
}

void set_operations(Trace& trace, const Line& line, std::string_view value) {
  trace.operations_wanted = parse_number(
      line, content_of(value), "a number of operations", most_operations);
}

void set_pattern(Trace& trace, const Line& line, std::string_view value) {
  const std::string_view name = content_of(value);
  if (find_pattern(name) != nullptr) {
    trace.pattern = name;
    return;
  }
  fail_at(
      line, value,
      fmt::format("expected the name of a pattern, found {}", in_quotes(name)),
      suggest_pattern(name));
}

std::uint64_t parse_limit(const Line& line, std::string_view value,
                          std::string_view what) {
  struct Unit {
    std::string_view name;
    unsigned shift;
  };
  constexpr auto units =
      std::to_array<Unit>({{"KiB", 10}, {"MiB", 20}, {"GiB", 30}});
  std::string_view number = content_of(value);
  unsigned shift = 0;
  for (const Unit& unit : units) {
    if (!number.ends_with(unit.name)) continue;
    number = trimmed(number.substr(0, number.size() - unit.name.size()));
    shift = unit.shift;
  }
  if (!is_number(number) || number.find_first_not_of('0') == number.npos) {
    fail_at(line, value,
            fmt::format("expected a {} in bytes, found {}", what,
                        in_quotes(content_of(value))),
            "write a number above 0, such as 65536 or 64 KiB (MiB, GiB)");
  }
  return parse_number(line, number, fmt::format("a {} in bytes", what),
                      any_number >> shift)
         << shift;
}

void set_heap_limit(Trace& trace, const Line& line, std::string_view value) {
  trace.heap_limit = parse_limit(line, value, "heap limit");
}

// Limits beyond it have no place in any address space.
constexpr std::uint64_t most_mapped_bytes = std::uint64_t{1} << 40;

void set_map_limit(Trace& trace, const Line& line, std::string_view value) {
  trace.map_limit = parse_limit(line, value, "map limit");
  if (trace.map_limit % 4096 == 0 && trace.map_limit <= most_mapped_bytes)
    return;
  fail_at(line, value,
          fmt::format("expected a map limit of whole pages, at most {} bytes, "
                      "found {}",
                      most_mapped_bytes, in_quotes(content_of(value))),
          "write a multiple of 4096 bytes, such as 64 KiB or 4 GiB");
}

struct Key {
  std::string_view name;
  Setter set;
};

constexpr auto keys = std::to_array<Key>({
    {"title", [](Trace& t, const Line&, std::string_view v) { t.title = v; }},
    {"points", set_points},
    {"hint", [](Trace& t, const Line&, std::string_view v) { t.hint = v; }},
    {"source", [](Trace& t, const Line&, std::string_view v) { t.source = v; }},
    {"pattern", set_pattern},
    {"seed", set_seed},
    {"operations", set_operations},
    {"heap-limit", set_heap_limit},
    {"map-limit", set_map_limit},
});

const Key& find_key(const Line& line, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Key& key : keys) {
    if (key.name == name) return key;
    names.push_back(key.name);
  }
  const std::string_view near = nearest(name, names);
  fail_at(line, name,
          fmt::format("expected a header key, found {}", in_quotes(name)),
          near.empty() ? fmt::format("the keys are {}", join_words(names))
                       : fmt::format("did you mean \"{}\"?", near));
}

}  // namespace

HeaderField split_header(std::string_view text) {
  constexpr std::string_view key_characters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  const std::string_view start = trimmed(text);
  const std::size_t end = start.find_first_not_of(key_characters);
  if (end == std::string_view::npos || end == 0) return {};
  const std::string_view rest = trimmed(start.substr(end));
  if (!rest.starts_with(':')) return {};
  return {start.substr(0, end), trimmed(rest.substr(1))};
}

void Header::add(const Line& line, const HeaderField& field) {
  const Key& key = find_key(line, field.key);
  const auto [entry, is_new] =
      lines_.try_emplace(key.name, Entry{line, field.value});
  if (!is_new) {
    fail_at(line, field.key,
            fmt::format("expected each header key once, found \"{}\" again "
                        "after line {}",
                        key.name, entry->second.line.number),
            "remove one of the two lines");
  }
  if (field.value.empty()) {
    fail(line, line.text.size(),
         fmt::format("expected a value after \"{}:\", found none", key.name),
         "write one, or remove the line");
  }
  key.set(trace_, line, field.value);
}

void Header::require_complete() const {
  const Entry& pattern = lines_.at("pattern");
  for (const std::string_view key : {"seed", "operations"}) {
    if (lines_.contains(key)) continue;
    fail(pattern.line, 0,
         fmt::format("expected \"{}:\" beside \"pattern:\", found none", key),
         fmt::format("add a line such as \"{}: {}\"", key,
                     key == "seed" ? "1" : "10000"));
  }
  const Entry& operations = lines_.at("operations");
  if (trace_.operations_wanted >= fewest_operations) return;
  fail_at(operations.line, operations.value,
          fmt::format("expected at least {} operations, found {}",
                      fewest_operations, trace_.operations_wanted),
          "a block is allocated and freed");
}

void Header::require_operations(std::uint64_t found) const {
  const auto entry = lines_.find("operations");
  if (entry == lines_.end() || trace_.operations_wanted == found) return;
  fail_at(entry->second.line, entry->second.value,
          fmt::format("expected {} operations as this header says, found {} "
                      "(expect lines apart)",
                      trace_.operations_wanted, found),
          "correct the number, or restore the rest of the file");
}

}  // namespace heaplab::trace
