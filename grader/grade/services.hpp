// What grading needs from the layers below, as values, so that a test can put
// others in their place.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "judge/checker.hpp"
#include "judge/judge.hpp"
#include "sandbox/run_confined.hpp"

namespace heaplab::grade {

struct Services {
  std::function<judge::Replay(const trace::Trace&, const judge::Submission&,
                              const judge::Limits&)>
      replay;
  std::function<judge::Timing(
      const trace::Trace&, const judge::Submission&, const judge::Submission&,
      const std::vector<std::uint64_t>&, const judge::Limits&,
      const judge::TimingOptions&)>
      time_trace;
  std::function<trace::Trace(const trace::Trace&, const judge::Submission&,
                             const judge::Limits&, judge::FindingKind,
                             std::uint64_t)>
      shrink;
  std::function<std::vector<std::string>()> active_confinement;
  std::function<sandbox::CommandOutcome(const std::vector<std::string>&,
                                        const sandbox::CommandLimits&,
                                        const std::vector<std::string>&)>
      run_confined;
  std::function<judge::CheckerVerdict(
      const heaps::Image&, const judge::Submission&, const judge::Limits&)>
      check_image;
  std::function<judge::TakenHeap(
      const trace::Trace&, const judge::Submission&, const judge::Limits&,
      const std::function<bool(const heaps::Image&)>&)>
      take_heap;
  // Where programs such as valgrind are looked for, split by colons.
  std::string program_folders = "/usr/local/bin:/usr/bin:/bin";
};

// The judge and the sandbox themselves.
const Services& real_services();

}  // namespace heaplab::grade
