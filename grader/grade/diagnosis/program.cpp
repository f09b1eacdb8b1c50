#include "grade/diagnosis/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "grade/toml_table.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade::diagnosis {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t most_cwe = 9999;
constexpr std::uint64_t most_value = 1'000'000;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Tool read_tool(TomlTable& table) {
  const std::string tool = table.text("tool");
  if (tool == "memcheck") return Tool::memcheck;
  if (tool == "asan") return Tool::asan;
  table.fail("tool", fmt::format("\"tool\" must be \"memcheck\" or \"asan\", "
                                 "found \"{}\"",
                                 tool));
}

std::string read_class(TomlTable& table, Tool tool) {
  const std::string word = table.text("shows");
  const ErrorClass* const found = find_class(word);
  if (found == nullptr) {
    table.fail("shows", fmt::format("\"shows\" must be a word of "
                                    "grader/grade/diagnosis/classes.cpp, found "
                                    "\"{}\"",
                                    word));
  }
  if ((tool == Tool::memcheck ? found->memcheck : found->asan).empty()) {
    table.fail("shows",
               fmt::format("the tool does not see the class \"{}\"; choose the "
                           "other tool",
                           word));
  }
  return word;
}

std::vector<std::uint64_t> numbers_in(const toml::array& array) {
  std::vector<std::uint64_t> numbers;
  for (const toml::node& node : array) {
    const auto number = node.value_exact<std::int64_t>();
    if (!number || *number < 0) return {};
    numbers.push_back(static_cast<std::uint64_t>(*number));
  }
  return numbers;
}

std::vector<std::string> words_in(const toml::array& array) {
  std::vector<std::string> words;
  for (const toml::node& node : array) {
    const auto word = node.value_exact<std::string>();
    if (!word) return {};
    words.push_back(*word);
  }
  return words;
}

// `node` is what stands at `key`, or null.
Values read_values(const TomlTable& table, std::string_view key,
                   const toml::node* node) {
  const toml::array* const array = node == nullptr ? nullptr : node->as_array();
  Values values;
  if (array != nullptr && !array->empty()) {
    values.words = words_in(*array);
    if (!values.words.empty()) return values;
    const auto ends = numbers_in(*array);
    if (ends.size() == 2 && ends[0] < ends[1] && ends[1] <= most_value) {
      values.low = ends[0];
      values.high = ends[1];
      return values;
    }
  }
  table.fail(key, fmt::format("\"{}\" must be [LOW, HIGH], whole numbers of "
                              "which the first is less, or some strings",
                              key));
}

Program read_program(const fs::path& file) {
  fs::path facts = file;
  facts.replace_extension(".toml");
  const toml::table document = parse_toml(read_file(facts), facts);
  TomlTable table(document, facts, "the top level");
  Program program;
  program.name = file.stem().string();
  program.file = file;
  program.title = table.text("title");
  program.tool = read_tool(table);
  program.error_class = read_class(table, program.tool);
  program.explanation = table.text("explanation");
  while (program.explanation.ends_with('\n')) program.explanation.pop_back();
  const toml::array* const cwes = document["cwe"].as_array();
  program.cwes =
      cwes == nullptr ? std::vector<std::uint64_t>{} : numbers_in(*cwes);
  if (program.cwes.empty() ||
      *std::max_element(program.cwes.begin(), program.cwes.end()) > most_cwe)
    table.fail("cwe", "\"cwe\" must be numbers from 1 to 9999, in brackets");
  if (const toml::table* const values = document["values"].as_table()) {
    for (const auto& [key, node] : *values)
      program.values[std::string(key.str())] =
          read_values(table, key.str(), &node);
  }
  program.lines = lines_of(read_file(file));
  return program;
}

}  // namespace

bool Program::accepts(std::uint64_t cwe) const {
  return std::find(cwes.begin(), cwes.end(), cwe) != cwes.end();
}

std::vector<Program> read_programs(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".cpp") files.push_back(entry.path());
  if (files.empty()) {
    throw InputError(fmt::format(
        "{}: expected programs NN-name.cpp to report on, found none; see "
        "grader/grade/diagnosis/program.hpp",
        folder.string()));
  }
  std::sort(files.begin(), files.end());
  std::vector<Program> programs;
  for (const fs::path& file : files) programs.push_back(read_program(file));
  return programs;
}

}  // namespace heaplab::grade::diagnosis
