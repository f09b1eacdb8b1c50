#include "grade/toml_table.hpp"

#include <fmt/format.h>

#include <cmath>

#include "support/error.hpp"
#include "trace/nearest.hpp"

namespace heaplab::grade {
namespace {

std::string_view type_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

[[noreturn]] void fail_at(const std::filesystem::path& path,
                          toml::source_position where, std::string_view what) {
  throw InputError(fmt::format("{}:{}:{}: {}", path.string(), where.line,
                               where.column, what));
}

}  // namespace

toml::table parse_toml(std::string_view content,
                       const std::filesystem::path& path) {
  try {
    return toml::parse(content, path.string());
  } catch (const toml::parse_error& error) {
    fail_at(path, error.source().begin,
            fmt::format("{}; correct the TOML there", error.description()));
  }
}

TomlTable::TomlTable(const toml::table& table, std::filesystem::path path,
                     std::string name)
    : table_(&table), path_(std::move(path)), name_(std::move(name)) {}

void TomlTable::fail(std::string_view key, std::string_view what) const {
  const toml::node* found = table_->get(key);
  const auto& source = found ? found->source() : table_->source();
  // The top level of a document has no position of its own.
  toml::source_position where = source.begin;
  if (where.line == 0) where = {1, 1};
  fail_at(path_, where, what);
}

const toml::node& TomlTable::node(std::string_view key,
                                  std::string_view expected) {
  asked_.emplace(key);
  if (const toml::node* found = table_->get(key)) return *found;
  fail(key, fmt::format("{} lacks the key \"{}\"; add it: {}", name_, key,
                        expected));
}

void TomlTable::wrong_type(std::string_view key,
                           std::string_view expected) const {
  fail(key, fmt::format("\"{}\" must be {}, found {}", key, expected,
                        type_name(*table_->get(key))));
}

std::string TomlTable::text(std::string_view key) {
  constexpr std::string_view expected = "a string that is not empty";
  const auto value = node(key, expected).value_exact<std::string>();
  if (!value) wrong_type(key, expected);
  if (value->empty()) {
    fail(key, fmt::format("\"{}\" must be {}", key, expected));
  }
  return *value;
}

double TomlTable::number(std::string_view key, double least, double most) {
  const std::string expected =
      fmt::format("a number from {} to {}", least, most);
  const toml::node& found = node(key, expected);
  if (!found.is_number()) wrong_type(key, expected);
  const double value = *found.value<double>();
  if (!std::isfinite(value) || value < least || value > most) {
    fail(key, fmt::format("\"{}\" must be {}, found {}", key, expected, value));
  }
  return value;
}

std::uint64_t TomlTable::whole(std::string_view key, std::uint64_t least,
                               std::uint64_t most) {
  const std::string expected =
      fmt::format("a whole number from {} to {}", least, most);
  const auto value = node(key, expected).value_exact<std::int64_t>();
  if (!value) wrong_type(key, expected);
  const auto bytes = static_cast<std::uint64_t>(*value);
  if (*value < 0 || bytes < least || bytes > most) {
    fail(key,
         fmt::format("\"{}\" must be {}, found {}", key, expected, *value));
  }
  return bytes;
}

bool TomlTable::flag(std::string_view key) {
  constexpr std::string_view expected = "true or false";
  const auto value = node(key, expected).value_exact<bool>();
  if (!value) wrong_type(key, expected);
  return *value;
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
  constexpr std::string_view expected = "an array of strings";
  const toml::array* array = node(key, expected).as_array();
  if (array == nullptr) wrong_type(key, expected);
  std::vector<std::string> values;
  for (const toml::node& element : *array) {
    const auto value = element.value_exact<std::string>();
    if (!value) {
      fail_at(path_, element.source().begin,
              fmt::format("\"{}\" must be {}, found {} in it", key, expected,
                          type_name(element)));
    }
    values.push_back(*value);
  }
  return values;
}

std::vector<std::uint64_t> TomlTable::wholes(std::string_view key) {
  constexpr std::string_view expected = "an array of whole numbers";
  const toml::array* array = node(key, expected).as_array();
  if (array == nullptr) wrong_type(key, expected);
  std::vector<std::uint64_t> values;
  for (const toml::node& element : *array) {
    const auto value = element.value_exact<std::int64_t>();
    if (!value || *value < 0) {
      fail_at(path_, element.source().begin,
              fmt::format("\"{}\" must be {}, found {} in it", key, expected,
                          type_name(element)));
    }
    values.push_back(static_cast<std::uint64_t>(*value));
  }
  return values;
}

TomlTable TomlTable::table(std::string_view key) {
  const std::string expected = fmt::format("a table [{}]", key);
  const toml::table* found = node(key, expected).as_table();
  if (found == nullptr) wrong_type(key, expected);
  return {*found, path_, fmt::format("[{}]", key)};
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
  const std::string expected = fmt::format("tables [[{}]]", key);
  const toml::array* array = node(key, expected).as_array();
  if (array == nullptr || !array->is_homogeneous<toml::table>()) {
    wrong_type(key, expected);
  }
  std::vector<TomlTable> found;
  for (const toml::node& element : *array) {
    found.emplace_back(*element.as_table(), path_, fmt::format("[[{}]]", key));
  }
  return found;
}

void TomlTable::finish() const {
  for (const auto& [key, value] : *table_) {
    if (asked_.contains(key.str())) continue;
    const std::vector<std::string_view> known(asked_.begin(), asked_.end());
    const std::string_view near = trace::nearest(key.str(), known);
    const auto& source = key.source();
    fail_at(
        path_, source.begin,
        near.empty()
            ? fmt::format("{} has no key \"{}\"; remove it", name_, key.str())
            : fmt::format("{} has no key \"{}\"; did you mean \"{}\"?", name_,
                          key.str(), near));
  }
}

}  // namespace heaplab::grade
