// The report on one sheet, by building its program and running it under its
// tool, and what a student finds in the folder of all sheets.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grade/diagnosis/sheet.hpp"
#include "grade/error_tools.hpp"

namespace heaplab::grade::diagnosis {

struct Report {
  std::string text;
  std::string missing;  // what is not installed, and its package; then no text
};

// Writes source.cpp into `folder`, compiles it there with the compiler that
// built the kit, and runs it there, confined, with names relative to `folder`.
// Throws GraderError when the program does not compile or the tool says
// nothing. `folders`: where tools are looked for, split by colons.
Report make_report(const Sheet& sheet, Tool tool,
                   const std::filesystem::path& folder,
                   const RunConfined& run_confined,
                   const std::string& folders = tool_folders);

// The command that ran a program, as a student would type it.
std::string_view shown_command(Tool tool);

// What is asked and how it is answered, and the list of sheets.
std::string index_text(const std::string& student,
                       const std::vector<Program>& programs);

}  // namespace heaplab::grade::diagnosis
