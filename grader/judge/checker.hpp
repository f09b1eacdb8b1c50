// A submission's heap checker, tried on heaps that are known to be sound or
// broken.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "heaps/image.hpp"
#include "judge/judge.hpp"

namespace heaplab::judge {

// What check_heap() says about one heap. Texts are safe for a terminal.
struct CheckerVerdict {
  bool missing = false;  // the class has no check_heap()
  bool sound = false;    // what it returned
  std::string why;       // what it wrote on the stream
  // Instead of an answer: how it ended, or that it wrote to the heap. Kind,
  // actual and source are set.
  std::optional<Finding> failure;
  std::string output;  // what it printed
};

// Asks a fresh player, so that nothing is remembered from one heap to the next.
// The heap stands at its own address, `image.base`, which must be free and a
// multiple of 4096. Throws GraderError.
CheckerVerdict check_image(const heaps::Image& image,
                           const Submission& submission, const Limits& limits);

// An address at which a heap of up to 64 MiB can stand now.
std::uint64_t address_for_images();

struct TakenHeap {
  heaps::Image image;
  std::size_t operations = 0;  // of the trace, that it had run
};

// Replays `trace` on an allocator of the kit and takes its heap by image(): the
// first one that `is_wanted`, or the last one. Payloads stay unwritten. Throws
// InputError when it does not come back or shows no heap.
TakenHeap take_heap(const trace::Trace& trace, const Submission& submission,
                    const Limits& limits,
                    const std::function<bool(const heaps::Image&)>& is_wanted);

}  // namespace heaplab::judge
