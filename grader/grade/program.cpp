#include "grade/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "grade/toml_table.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

fs::path existing_file(const TomlTable& table, std::string_view key,
                       const fs::path& file) {
  std::error_code none;
  if (!fs::is_regular_file(file, none)) {
    table.fail(key, fmt::format("\"{}\" names {}, which is no file; correct "
                                "the name",
                                key, file.string()));
  }
  return file;
}

std::vector<std::string> optional_texts(TomlTable& table,
                                        std::string_view key) {
  return table.has(key) ? table.texts(key) : std::vector<std::string>();
}

Program read_program(const fs::path& path) {
  const toml::table document = parse_toml(read_file(path), path);
  TomlTable table(document, path, "the top level");
  Program program;
  program.name = path.stem().string();
  program.title = table.text("title");
  program.needs = table.texts("needs");
  program.command = table.texts("command");
  if (program.command.empty()) {
    table.fail("command", "\"command\" is empty; name a program first");
  }
  for (const std::string& file : optional_texts(table, "files")) {
    program.files.push_back(
        existing_file(table, "files", path.parent_path() / file));
  }
  if (table.has("stdin")) {
    program.input =
        existing_file(table, "stdin", path.parent_path() / table.text("stdin"));
  }
  program.outputs = optional_texts(table, "outputs");
  program.environment = optional_texts(table, "environment");
  table.finish();
  return program;
}

}  // namespace

std::vector<Program> read_programs_folder(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (entry.path().extension() == ".toml") paths.push_back(entry.path());
  }
  if (paths.empty()) {
    throw InputError(fmt::format(
        "{}: expected a folder with programs (NAME.toml), found none; add one, "
        "or leave [programs] out of lab.toml",
        folder.string()));
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Program> programs;
  for (const fs::path& path : paths) programs.push_back(read_program(path));
  return programs;
}

}  // namespace heaplab::grade
