// ./lab doctor, its second half: what the kernel offers. (The entry script has
// told about tools and libraries.)
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "cli/command_line.hpp"
#include "judge/judge.hpp"
#include "report/text.hpp"
#include "sandbox/probe.hpp"

namespace heaplab::cli {
namespace {

int run_doctor() {
  bool gradable = true;
  fmt::print("Kernel\n");
  for (const sandbox::Feature& feature : sandbox::probe_features()) {
    constexpr std::size_t indent = 27;
    const std::string text =
        feature.available
            ? feature.detail
            : fmt::format("{}; without it: {}", feature.detail, feature.cost);
    fmt::print("  {:8} {:15} {}\n", feature.available ? "found" : "missing",
               feature.name, report::wrap(text, indent));
    const bool needed = feature.name == "rlimits" || feature.name == "seccomp";
    if (needed && !feature.available) gradable = false;
  }
  fmt::print("Submissions run as {}, confined by {}.\n",
             ::geteuid() == 0 ? "root" : "an ordinary user",
             fmt::join(judge::active_confinement(), ", "));
  if (gradable) return exit_passed;
  fmt::print("Grading is not possible here before that is put right.\n");
  return exit_falls_short;
}

}  // namespace

void add_doctor(CommandLine& line) {
  CLI::App* app = line.app.add_subcommand(
      "doctor", "Tools and kernel features, and what is missing");
  app->callback([&line] { line.run = run_doctor; });
}

}  // namespace heaplab::cli
