// Call traces for the tests of this folder.
#pragma once

#include <cstdint>
#include <vector>

#include "trace/edit.hpp"
#include "trace/live_blocks.hpp"
#include "trace/random.hpp"
#include "trace/trace.hpp"

namespace heaplab::trace {

// A valid call trace with every kind of operation, with coroutines or without.
class RandomCallTrace {
 public:
  explicit RandomCallTrace(std::uint64_t seed)
      : random_(seed), coroutines_(random_.chance(50)) {}

  Trace make() {
    const std::uint64_t steps = random_.between(1, 80);
    while (trace_.operations.size() < steps) add_operation();
    return trace_;
  }

 private:
  void add_operation() {
    constexpr OperationKind with_frames[] = {
        OperationKind::call,           OperationKind::call,
        OperationKind::frame_allocate, OperationKind::leave,
        OperationKind::unwind,         OperationKind::walk_frames};
    constexpr OperationKind of_coroutines[] = {
        OperationKind::spawn, OperationKind::resume, OperationKind::resume,
        OperationKind::yield, OperationKind::finish};
    const bool switches = coroutines_ && random_.chance(40);
    Operation operation{.kind = switches ? of_coroutines[random_.between(0, 4)]
                                         : with_frames[random_.between(0, 5)]};
    choose_slot(operation);
    if (live_.stacks().objection(operation) != CallObjection::none) return;
    if (operation.slot == trace_.slots() && names_id(operation.kind)) {
      trace_.ids.push_back(1000 - operation.slot);
    }
    live_.apply(operation);
    trace_.operations.push_back(operation);
  }

  void choose_slot(Operation& operation) {
    switch (operation.kind) {
      case OperationKind::call:
      case OperationKind::frame_allocate:
        operation.bytes = random_.next() >> random_.between(52, 63);
        operation.slot = new_slot();
        return;
      case OperationKind::spawn:
        operation.bytes = std::uint64_t{1} << 20;
        operation.slot = new_slot();
        return;
      case OperationKind::unwind:
      case OperationKind::resume:
        operation.slot =
            static_cast<std::uint32_t>(random_.between(0, trace_.ids.size()));
        return;
      default:
        return;
    }
  }

  // Often one that was used before.
  std::uint32_t new_slot() {
    for (std::uint32_t slot = 0; slot < trace_.slots(); ++slot) {
      const bool used =
          live_.is_live(slot) || live_.stacks().is_live_coroutine(slot);
      if (!used && random_.chance(30)) return slot;
    }
    return trace_.slots();
  }

  Random random_;
  const bool coroutines_;
  Trace trace_;
  LiveBlocks live_;
};

}  // namespace heaplab::trace
