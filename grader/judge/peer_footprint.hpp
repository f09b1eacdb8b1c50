// What memory an allocator of the system takes for a trace: an estimate. It is
// the private memory of a fresh process after each operation, less what it had
// before the first one; every payload is filled. So it counts whole pages, and
// neither what the library took while it was being loaded nor pages that the
// process had already and the trace uses.
#pragma once

#include <cstdint>
#include <string>

#include "judge/judge.hpp"

namespace heaplab::judge {

struct PeerFootprint {
  std::string failure;  // why there is none
  std::uint64_t peak_footprint_bytes = 0;
  std::uint64_t end_footprint_bytes = 0;
  double peak_utilization = 0;     // peak payload / peak footprint
  double average_utilization = 0;  // sum of payload / sum of footprint
};

PeerFootprint peer_footprint(const trace::Trace& trace, const Submission& peer);

}  // namespace heaplab::judge
