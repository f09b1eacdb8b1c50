// ./lab predict: the sheet of exercise predict, made from a student's id.
#include <fmt/format.h>

#include <memory>

#include "cli/command_line.hpp"
#include "cli/kit.hpp"
#include "cli/student.hpp"
#include "grade/predict_sheet.hpp"
#include "trace/printable.hpp"

namespace heaplab::cli {
namespace {

constexpr const char* lab = "01-stack-frames";

struct Options {
  std::string student;
  std::string isa;
};

grade::Isa isa_of(const Options& options) {
  return options.isa.empty() || options.isa == isa_name(grade::native_isa())
             ? grade::native_isa()
             : grade::other_isa();
}

int run_predict(const Options& options) {
  const std::string student =
      options.student.empty()
          ? student_of_starter(this_kit(), lab, "predict.toml", "predict")
          : options.student;
  const grade::PredictSheet sheet(student, isa_of(options));
  fmt::print(
      "{}\nNext: in starter/{}/predict.toml, set student = \"{}\" and write\n"
      "your answers under [{}]. Then: ./lab check {} predict\n",
      sheet.text(), lab, trace::printable(student), isa_name(sheet.isa), lab);
  return exit_passed;
}

}  // namespace

void add_predict(CommandLine& line) {
  auto options = std::make_shared<Options>();
  CLI::App* app = line.app.add_subcommand(
      "predict", "The questions of exercise predict, made for one student");
  app->add_option("--student", options->student,
                  "Your id; otherwise the one in your predict.toml")
      ->type_name("ID");
  app->add_option("--isa", options->isa,
                  "The instruction set; otherwise this machine's")
      ->check(CLI::IsMember({"x86-64", "aarch64"}));
  app->callback([&line, options] {
    line.run = [options] { return run_predict(*options); };
  });
}

}  // namespace heaplab::cli
