// What a debugging allocator reports, kept for the judge.
#pragma once

#include "heaplab/debug_allocator.hpp"
#include "player/protocol.hpp"

namespace heaplab::player {

// Whose name it is that a site points to. The pointer is compared and never
// followed.
SiteRecord record_of(const Site& site);

class ErrorRecorder final : public ErrorReporter {
 public:
  void report(const MemoryError& error) override;
};

}  // namespace heaplab::player
