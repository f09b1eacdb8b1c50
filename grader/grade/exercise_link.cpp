// What the objects of an exercise refer to, and what is linked of them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "grade/command.hpp"
#include "grade/exercise_builder.hpp"
#include "grade/object_symbols.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr const char* readelf = "/usr/bin/readelf";

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

}  // namespace

void ExerciseBuilder::read_symbols_of(ExerciseFile& file) {
  const sandbox::CommandOutcome outcome =
      run({readelf, "-sW", file.object.string()});
  if (outcome.exit_code != 0)
    throw GraderError(fmt::format("readelf: {}", first_line(outcome.output)));
  ObjectSymbols symbols = read_symbols(outcome.output);
  file.defined = std::move(symbols.defined);
  file.undefined = std::move(symbols.undefined);
  file.vague = std::move(symbols.vague);
}

// Of the kit's half of the program, with the libraries that it uses.
std::vector<std::string> ExerciseBuilder::names_of_the_kit() const {
  Command command;
  command.argv = {
      readelf, "-sW",
      kit_.cases(isa_name(build_.tools.isa), lab_.id, build_.exercise.id)
          .string()};
  command.output_bytes = most_symbol_bytes;
  return read_symbols(run_command(command).output).defined;
}

void ExerciseBuilder::note_attempt() {
  const std::vector<std::string>& wanted = build_.functions;
  const auto defines_one = [&wanted](const ExerciseFile& file) {
    return std::find_first_of(file.defined.begin(), file.defined.end(),
                              wanted.begin(),
                              wanted.end()) != file.defined.end();
  };
  if (wanted.empty() || std::any_of(files_.begin(), files_.end(), defines_one))
    return;
  built_.not_attempted = fmt::format(
      "{} defines none of {}", files_.front().name, fmt::join(wanted, ", "));
}

bool ExerciseBuilder::look_at_symbols() {
  for (ExerciseFile& file : files_) read_symbols_of(file);
  note_attempt();
  std::vector<ExerciseFile> linked = files_;
  std::erase_if(linked, [this](const ExerciseFile& file) {
    return file.name == build_.exercise.replayed;
  });
  auto finding = forbidden_symbol_finding(build_.exercise, linked);
  if (!finding && links_program())
    finding = taken_name_finding(build_.exercise, linked, names_of_the_kit());
  return !finding || fail(std::move(*finding));
}

bool ExerciseBuilder::link(const fs::path& output,
                           std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(),
                   {build_.tools.compiler, "-g", "-o", output.string()});
  const sandbox::CommandOutcome outcome = run(arguments);
  built_.output += outcome.output;
  if (outcome.exit_code == 0 && fs::exists(output)) return true;
  return fail(link_finding(files_, outcome.output, folder()));
}

// The kit's half and the libraries come first, so that nothing of a submission
// takes the place of what they use.
bool ExerciseBuilder::link_program() {
  const std::string_view isa = isa_name(build_.tools.isa);
  std::vector<std::string> words{
      "-static",
      kit_.cases_object(isa, lab_.id, build_.exercise.id).string(),
      kit_.register_checker(isa).string(),
      "-Wl,--start-group",
      "-lstdc++",
      "-lm",
      "-lgcc",
      "-lgcc_eh",
      "-lc",
      "-Wl,--end-group"};
  for (const ExerciseFile& file : files_)
    if (file.name != build_.exercise.replayed)
      words.push_back(file.object.string());
  const fs::path program = folder() / "program";
  if (!link(program, std::move(words))) return false;
  built_.program = program;
  return true;
}

bool ExerciseBuilder::link_object() {
  std::vector<std::string> words{"-shared", "-Wl,-z,relro,-z,now"};
  for (const ExerciseFile& file : files_) words.push_back(file.object.string());
  const fs::path object = folder() / "submission.so";
  if (!link(object, std::move(words))) return false;
  built_.object = object;
  return true;
}

}  // namespace heaplab::grade
