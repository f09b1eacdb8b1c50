// The measurements of ./lab bench allocators.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/bench/comparison.hpp"
#include "trace/trace.hpp"

namespace heaplab::cli {

// Measures every allocator that is not skipped on every trace. Blocks that a
// trace leaves are freed at its end. `progress` hears what begins: steps done,
// steps in all, and a name.
void measure(Comparison& comparison, const std::vector<trace::Trace>& traces,
             const std::function<void(std::size_t, std::size_t,
                                      const std::string&)>& progress);

}  // namespace heaplab::cli
