#include <fmt/format.h>

#include <regex>
#include <sstream>

#include "cli/command_line.hpp"
#include "cli/dev/parts.hpp"
#include "cli/dev/tree.hpp"
#include "grade/trace_jobs.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::cli::dev {
namespace {

// A command as a document shows it.
struct Shown {
  std::string where;  // file:line
  std::string text;   // without "./lab"
};

bool has_commands(const std::string& file) {
  return file.ends_with(".md") || file == "grader/cli/commands.txt";
}

// Commands in code spans and on lines of code blocks (indented ones too), up to
// the end of the span or to what a shell would take for the command's end.
std::vector<Shown> commands_in(const std::string& file,
                               const std::string& text) {
  static const std::regex shown("(^\\s*(\\$ )?|`|&& )\\./lab\\b([^`#|;&>)]*)");
  std::vector<Shown> commands;
  std::size_t number = 0;
  bool in_block = !file.ends_with(".md");
  for (const std::string& line : lines_of(text)) {
    ++number;
    if (trimmed(line).starts_with("```")) in_block = !in_block;
    for (std::sregex_iterator at(line.begin(), line.end(), shown), end;
         at != end; ++at) {
      const bool span = (*at)[1] == "`";
      if (!span && !in_block && !line.starts_with("    ")) continue;
      commands.push_back({fmt::format("{}:{}", file, number), (*at)[3]});
    }
  }
  return commands;
}

// What stands for something that the reader fills in.
bool is_placeholder(const std::string& word) {
  static const std::regex upper("[A-Z][A-Z0-9.]*(…)?|…|\\.\\.\\.");
  return std::regex_match(word, upper);
}

bool is_syntax(const std::string& word) {
  return word.find_first_of("[]<>") != std::string::npos ||
         word.find("…") != std::string::npos;
}

// Commands that the program never sees.
bool is_of_the_script(const std::string& command) {
  return command == "test" || command == "lectures";
}

// The words of a command with an example for each placeholder; a description
// after two blanks or more, and all from `[` on, is left out.
std::vector<std::string> words_of(const Tree& tree, const std::string& text) {
  static const std::regex gap("(^|\\S)(  +)\\S");
  std::smatch found;
  const bool described = std::regex_search(text, found, gap);
  std::istringstream stream(
      described ? text.substr(0, static_cast<std::size_t>(found.position(2)))
                : text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    if (is_syntax(word) && !is_placeholder(word)) break;
    if (word.starts_with("LAB")) word = tree.labs.front().id;
    if (word == "N" || word == "MAX") word = "1";
    std::erase_if(word, [](char c) { return c == '\'' || c == '"'; });
    words.push_back(word);
  }
  return words;
}

std::string value_of(const CLI::App& app, const std::string& option) {
  const CLI::Option* found = app.get_option_no_throw(option);
  if (found == nullptr || found->count() == 0) return {};
  return found->results().front();
}

// Throws InputError for a lab, a check or a trace that does not exist.
void check_names(const Tree& tree, const CLI::App& command) {
  const std::string lab_name = value_of(command, "LAB");
  if (lab_name.empty()) return;
  const grade::Manifest& lab = grade::find_lab(tree.labs, lab_name);
  const std::string check = value_of(command, "CHECK");
  if (check.empty() || is_placeholder(check)) return;
  grade::GradeOptions options;
  options.check = check;
  grade::read_jobs(tree.kit, lab, options);
}

void check_command(const Tree& tree, const Shown& shown,
                   std::vector<std::string>& faults) {
  const std::vector<std::string> words = words_of(tree, shown.text);
  if (words.empty() || is_of_the_script(words.front())) return;
  const auto fault = [&](const std::string& why) {
    faults.push_back(fmt::format("{}: `./lab{}` does not work: {}; correct it",
                                 shown.where, shown.text, why));
  };
  CommandLine line;
  try {
    line.parse(words);
    for (const CLI::App* command : line.app.get_subcommands()) {
      check_names(tree, *command);
    }
  } catch (const CLI::CallForHelp&) {
    return;
  } catch (const CLI::RequiredError& error) {
    // The name of a command alone, in running text, is no mistake.
    if (words.size() > 2) fault(error.what());
  } catch (const CLI::ParseError& error) {
    fault(error.what());
  } catch (const InputError& error) {
    fault(error.what());
  }
}

}  // namespace

Outcome check_commands(const Tree& tree) {
  Outcome outcome;
  std::size_t count = 0;
  for (const std::string& file : files_of(tree.kit.root, false)) {
    if (!has_commands(file)) continue;
    for (const Shown& shown :
         commands_in(file, read_file(tree.kit.root / file))) {
      ++count;
      check_command(tree, shown, outcome.faults);
    }
  }
  outcome.detail = fmt::format("{} commands in texts", count);
  return outcome;
}

}  // namespace heaplab::cli::dev
