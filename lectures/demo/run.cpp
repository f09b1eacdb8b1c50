#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "demo/demo.hpp"

namespace heaplab::demo {

// What is done with a demo that has run.
class Run {
 public:
  explicit Run(const Demo& demo) : demo_(demo) {}

  int show(bool as_json) const {
    fmt::print("{}\n", as_json ? demo_.json() : without_last_newline());
    return verdict();
  }

  int show_picture(const std::string& name) const {
    std::string names;
    for (const auto& picture : demo_.pictures_) {
      if (picture.name == name) {
        fmt::print("{}", picture.text);
        return verdict();
      }
      names += (names.empty() ? "" : ", ") + picture.name;
    }
    fmt::print(
        stderr, "{}: expected the name of a picture ({}), found \"{}\"\n",
        demo_.name_, names.empty() ? "this demo draws none" : names, name);
    return 2;
  }

  int capture(const std::filesystem::path& folder) const {
    std::filesystem::create_directories(folder);
    write(folder / (demo_.name_ + ".txt"), demo_.text());
    write(folder / (demo_.name_ + ".json"), demo_.json() + "\n");
    write(folder / (demo_.name_ + ".cells"), cells());
    for (const auto& picture : demo_.pictures_)
      write(folder / (demo_.name_ + "." + picture.name + ".txt"), picture.text);
    return verdict();
  }

 private:
  static void write(const std::filesystem::path& path,
                    const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file)
      throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(),
                                           std::strerror(errno)));
  }

  // For texts that quote one cell: a row's first cell, a column and the cell, a
  // line each, parted by tabs.
  std::string cells() const {
    std::string text;
    for (const Table& table : demo_.tables_) {
      for (const auto& row : table.rows()) {
        for (std::size_t k = 0; k < row.size(); ++k)
          text += fmt::format("{}\t{}\t{}\n", row[0].text(), table.columns()[k],
                              row[k].text());
      }
    }
    return text;
  }

  std::string without_last_newline() const {
    std::string text = demo_.text();
    text.pop_back();
    return text;
  }

  // The exit code, and on stderr each invariant that is broken.
  int verdict() const {
    for (const auto& each : demo_.invariants_) {
      if (each.holds) continue;
      fmt::print(stderr, "{}: invariant broken: {}", demo_.name_, each.text);
      if (!each.expected.empty() || !each.found.empty())
        fmt::print(stderr, ": expected {}, found {}", each.expected,
                   each.found);
      fmt::print(stderr, "\n");
    }
    return demo_.holds() ? 0 : 1;
  }

  const Demo& demo_;
};

int run(int argc, char** argv, std::string_view name, std::string_view question,
        const std::function<void(Demo&)>& body) {
  CLI::App app{std::string(question), std::string(name)};
  bool as_json = false;
  std::string picture, folder;
  app.add_flag("--json", as_json, "Print JSON");
  auto* one = app.add_option("--picture", picture, "Print that picture alone");
  app.add_option("--capture", folder, "Write text, JSON and pictures there")
      ->excludes(one);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    Demo demo{std::string(name), std::string(question)};
    body(demo);
    const Run run(demo);
    if (!folder.empty()) return run.capture(folder);
    if (!picture.empty()) return run.show_picture(picture);
    return run.show(as_json);
  } catch (const std::exception& error) {
    std::fflush(stdout);
    fmt::print(stderr, "{}: stopped: {}\n", name, error.what());
    return 1;
  }
}

}  // namespace heaplab::demo
