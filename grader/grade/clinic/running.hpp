// How the programs of the clinic's tests are run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grade/clinic/build.hpp"
#include "grade/said.hpp"
#include "sandbox/run_confined.hpp"

namespace heaplab::grade::clinic {

// Of a process that runs `program`: it reads its inputs and the system's
// libraries, and writes nothing.
sandbox::CommandLimits test_limits(const BuildTask& task,
                                   const std::filesystem::path& program);

// None of the user's options for Valgrind and the sanitizers; files that those
// make go to `folder`.
std::vector<std::string> tool_environment(const std::filesystem::path& folder);

// What GoogleTest said of each test that failed in it.
std::map<std::string, std::string> failures_by_test(const std::string& output,
                                                    const std::string& nonce);

// The rounds of one test, natively or with sanitizers.
struct Rounds {
  bool passed = false;
  // What failed; without `expected` where its process ended.
  std::optional<judge::Finding> finding;
  std::string output;             // what was printed beside the kit's lines
  Memory memory;                  // of a round
  std::int64_t bytes_gained = 0;  // between K and 4 K rounds, still reachable
  std::int64_t descriptors_gained = 0;
};

// K rounds and 3 K more; with k = 1, one round.
Rounds run_rounds(const BuildTask& task, const Built& built,
                  const std::filesystem::path& program, const Test& test,
                  int k);

}  // namespace heaplab::grade::clinic
