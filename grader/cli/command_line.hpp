// The command line: one function for each command adds it, and leaves in `run`
// what is to be done when a user has chosen it.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

namespace heaplab::cli {

// What every command returns to the shell.
inline constexpr int exit_passed = 0;
inline constexpr int exit_falls_short = 1;
inline constexpr int exit_bad_input = 2;
inline constexpr int exit_grader_error = 3;

struct CommandLine {
  CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  // Takes the arguments without the program's name. Runs nothing. Throws
  // CLI::ParseError.
  void parse(const std::vector<std::string>& arguments);

  CLI::App app;
  std::vector<std::string> program;  // what follows `--`
  std::function<int()> run;          // empty: no command was given
};

void add_bench(CommandLine& line);
void add_check(CommandLine& line);
void add_clinic(CommandLine& line);
void add_debug(CommandLine& line);
void add_detectors(CommandLine& line);
void add_dev(CommandLine& line);
void add_diagnose(CommandLine& line);
void add_doctor(CommandLine& line);
void add_frame(CommandLine& line);
void add_grade(CommandLine& line);
void add_predict(CommandLine& line);
void add_run(CommandLine& line);
void add_trace(CommandLine& line);

// The command without a name: where am I?
int run_overview();

}  // namespace heaplab::cli
