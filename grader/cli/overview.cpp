// ./lab without a command: where am I?
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"
#include "cli/kit.hpp"
#include "cli/pristine.hpp"
#include "support/file.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

struct State {
  std::string words;
  bool done = false;
};

State graded_state(const fs::path& result) {
  const auto json = nlohmann::json::parse(read_file(result));
  const auto& lab = json.at("results").at(0);
  const auto score = lab.at("score").get<double>();
  const auto max_score = lab.at("max_score").get<double>();
  if (lab.at("status") != "graded") return {"begun; not gradable yet", false};
  const auto& correctness = lab.at("axes").at("correctness");
  return {
      fmt::format("{:.1f} of {:.0f} points when graded last", score, max_score),
      correctness.at("score") == correctness.at("max_score")};
}

State state_of(const grade::Kit& kit, const grade::Manifest& lab) {
  if (!is_begun(kit, lab)) return {"not begun", false};
  try {
    return graded_state(last_result(kit, lab.id));
  } catch (const std::exception&) {
    return {"begun, not graded yet", false};
  }
}

std::string next_step(const grade::Manifest& lab, const State& state) {
  if (state.words == "not begun") {
    return fmt::format("read labs/{0}/README.md, then ./lab check {0}", lab.id);
  }
  return fmt::format("./lab check {0}, and ./lab grade {0} for the points",
                     lab.id);
}

}  // namespace

int run_overview() {
  const grade::Kit kit = this_kit();
  std::string next;
  for (const grade::Manifest& lab : labs_of(kit)) {
    const State state = state_of(kit, lab);
    fmt::print("{:20} {:26} {}\n", lab.id, lab.title, state.words);
    if (next.empty() && !state.done) next = next_step(lab, state);
  }
  fmt::print("\nNext: {}\n./lab --help lists all commands.\n",
             next.empty() ? "all labs are correct; ./lab grade --all" : next);
  return exit_passed;
}

}  // namespace heaplab::cli
