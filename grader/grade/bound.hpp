// The best utilization that a block layout allows on a trace.
#pragma once

#include <cstdint>

#include "trace/trace.hpp"

namespace heaplab::grade {

// What a lab prescribes for a block.
struct Layout {
  std::uint64_t header_bytes = 0;
  std::uint64_t footer_bytes = 0;
  std::uint64_t alignment_bytes = 16;
  std::uint64_t minimum_block_bytes = 16;
  bool reuse = true;  // false: deallocate() gives nothing back (bump)
  // A freed block keeps its place until more than this has been freed after it,
  // as heaplab::bytes_in_quarantine() counts; 0: no quarantine. With one, a
  // reallocation always begins a new block. Needs reuse.
  std::uint64_t quarantine_bytes = 0;
};

// Bytes of the block that holds a payload of `bytes`:
//   max(minimum, round_up(header + bytes + footer, alignment))
std::uint64_t block_bytes(const Layout& layout, std::uint64_t bytes);

struct Bound {
  std::uint64_t peak_payload_bytes = 0;
  std::uint64_t peak_block_bytes = 0;  // the smallest possible footprint
  double utilization = 0;              // payload / blocks; 0 without a payload
  double average_utilization = 0;      // sums of both over all operations
};

// Replays `trace` on paper. With reuse the footprint is the sum of the live
// blocks and of those that a quarantine must keep, as if nothing were ever
// fragmented. Without it, blocks lie one after
// the other; only `release` and a realloc of the last block give bytes back.
// Requests beyond `most_bytes` are refused and change nothing; padding for
// alignments beyond the layout's is not counted. Of a call trace, for which no
// layout is prescribed: grade/bound_calls.hpp.
Bound bound(const trace::Trace& trace, const Layout& layout,
            std::uint64_t most_bytes);

}  // namespace heaplab::grade
