// The main function that the kit links with a program of the clinic and its
// tests:
//
//   PROGRAM [OPTION of GoogleTest…]     for a person
//   PROGRAM NONCE under-memcheck TEST…  all in one process, marked in the
//   report PROGRAM NONCE rounds K TEST         K times, then 3 K times more
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "clinic/allocations.hpp"
#include "clinic/lines.hpp"
#include "clinic/memcheck.hpp"
#include "clinic/runner.hpp"
#include "clinic/support.hpp"

namespace clinic {
namespace {

constexpr int exit_no_test = 3;

const char* word(bool passed) { return passed ? "passed" : "failed"; }

[[noreturn]] void fail_unknown(const std::string& nonce,
                               const std::string& test) {
  say(nonce, "unknown", test);
  ::_exit(exit_no_test);
}

void run_marked(const std::string& nonce, const std::string& test) {
  if (!has_test(test)) fail_unknown(nonce, test);
  mark(nonce + " begin " + test + " " + std::to_string(counted_errors()));
  const bool passed = run_test(test).passed;
  mark(nonce + " ran " + test + " " + std::to_string(counted_errors()));
  look_for_leaks();
  mark(nonce + " done " + test + " " + word(passed));
  say(nonce, "test", test + " " + word(passed));
}

// What a number of rounds has come to.
struct Rounds {
  bool passed = true;
  std::size_t allocations = 0;  // of the round with the most
  std::size_t peak_bytes = 0;   // the same
};

// The first round of all is not measured: the library prepares things then.
void run_rounds(const std::string& test, int count, bool measured,
                Rounds& rounds) {
  for (int at = 0; at < count && rounds.passed; ++at) {
    const Round round = run_test(test);
    rounds.passed = round.passed;
    if (!measured && at == 0) continue;
    rounds.allocations = std::max(rounds.allocations, round.allocations);
    rounds.peak_bytes = std::max(rounds.peak_bytes, round.peak_bytes);
  }
}

void run_repeatedly(const std::string& nonce, int count,
                    const std::string& test) {
  if (!has_test(test)) fail_unknown(nonce, test);
  Rounds rounds;
  run_rounds(test, count, false, rounds);
  const std::size_t live_before = allocations().live_bytes;
  const int open_before = open_descriptors();
  look_for_leaks();  // what is shown from here on has grown
  mark(nonce + " grown");
  if (rounds.passed && count > 1) run_rounds(test, 3 * count, true, rounds);
  const std::size_t live_after = allocations().live_bytes;
  look_for_leaks();
  char text[200];
  std::snprintf(text, sizeof text, "%zu %zu %zu %zu %d %d", rounds.allocations,
                rounds.peak_bytes, live_before, live_after, open_before,
                open_descriptors());
  say(nonce, "memory", text);
  say(nonce, "test", test + " " + word(rounds.passed));
}

int run_for_grader(const std::vector<std::string>& words) {
  const std::string& nonce = words[0];
  prepare(nonce);
  if (words[1] == "under-memcheck") {
    for (std::size_t at = 2; at < words.size(); ++at)
      run_marked(nonce, words[at]);
  } else {
    run_repeatedly(nonce, std::atoi(words[2].c_str()), words[3]);
  }
  say(nonce, "end", "");
  return 0;
}

bool is_for_grader(const std::vector<std::string>& words) {
  return (words.size() >= 3 && words[1] == "under-memcheck") ||
         (words.size() == 4 && words[1] == "rounds");
}

}  // namespace
}  // namespace clinic

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (clinic::is_for_grader(words)) return clinic::run_for_grader(words);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
