// Several allocators on one trace, slice by slice in turn, each in a process of
// its own on the same core: submissions, baselines and the system's own
// allocators, all through the player's one loop. As in a graded replay: per
// slice the least time over the rounds, over all slices the sum, of that the
// least over fresh processes.
//
// No checks are made here but that every request was granted: what is compared
// was judged before. Modelled costs of system calls are charged to nobody;
// heaps of the kit are pre-faulted, and the system's allocators keep theirs
// warm from pass to pass. For that every block of the trace must be freed at
// its end.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "judge/judge.hpp"

namespace heaplab::judge {

struct Contender {
  Submission submission;
  bool trusted = false;  // it needs the rights that a submission gives up
  Limits limits{};
};

struct CompareOptions {
  std::uint32_t slice_operations = 1000;
  std::uint32_t rounds = 9;      // passes within an execution
  std::uint32_t executions = 3;  // fresh processes
  // A first pass that takes longer is not completed, and an allocator that has
  // used up its budget in an execution takes part in no third round.
  double hopeless_ns = 250e6;
  double budget_ns = 1e9;
};

struct Speed {
  double ns_per_operation = 0;  // 0 with a failure
  bool stopped = false;         // hopeless: of the operations that ran
  std::string failure;          // how it ended instead, in words
};

// Why a player cannot load it, in the loader's words; empty when it can.
std::string load_failure(const Contender& contender);

// One result for each contender, in their order.
std::vector<Speed> compare(const trace::Trace& trace,
                           const std::vector<Contender>& contenders,
                           const CompareOptions& options);

}  // namespace heaplab::judge
