// The patterns with coroutines.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "trace/call_patterns.hpp"
#include "trace/locals.hpp"

namespace heaplab::trace {
namespace {

// A coroutine's stack, as programs choose it.
std::uint64_t usual_stack(Random& random) {
  return std::uint64_t{8192} << random.between(0, 1);
}

// Coroutines that can be resumed, and one of them.
class Suspended {
 public:
  bool empty() const { return slots_.empty(); }
  std::size_t size() const { return slots_.size(); }
  void add(std::uint32_t slot) { slots_.push_back(slot); }
  std::uint32_t take(Random& random) {
    std::uint32_t& place = slots_[random.between(0, slots_.size() - 1)];
    const std::uint32_t slot = place;
    place = slots_.back();
    slots_.pop_back();
    return slot;
  }

 private:
  std::vector<std::uint32_t> slots_;
};

// Gives control back: for ever if the coroutine has no frame, sometimes. False
// when there is no room for a yield.
bool give_back(CallBuilder& builder, Suspended& suspended) {
  const std::uint32_t slot = builder.stacks().running();
  if (builder.depth() == 0 && builder.random().chance(30)) {
    builder.finish_coroutine();
    return true;
  }
  if (!builder.yield()) return false;
  suspended.add(slot);
  return true;
}

void work_a_little(CallBuilder& builder) {
  for (std::uint64_t i = builder.random().between(1, 4); i > 0; --i) {
    Random& random = builder.random();
    if (builder.depth() > 0 && random.chance(45)) {
      builder.leave();
    } else if (builder.depth() > 0 && random.chance(10)) {
      builder.allocate(random.between(1, 200));
    } else {
      builder.call(frame_bytes(random) & 511);
    }
  }
}

}  // namespace

void coroutines(CallBuilder& builder) {
  constexpr std::size_t usual = 300;
  constexpr std::size_t most_nested = 4;
  Random& random = builder.random();
  Suspended suspended;
  std::size_t nested = 0;
  while (builder.left() >= 3) {
    if (suspended.size() < usual &&
        random.chance(suspended.empty() ? 100 : 40)) {
      const std::uint32_t slot = builder.spawn(usual_stack(random));
      if (slot != main_stack) suspended.add(slot);
    }
    const bool deeper =
        nested == 0 || (nested < most_nested && random.chance(30));
    if (deeper && !suspended.empty()) {
      builder.resume(suspended.take(random));
      ++nested;
      work_a_little(builder);
    } else if (nested > 0) {
      if (random.chance(30)) work_a_little(builder);
      if (give_back(builder, suspended)) --nested;
    }
  }
}

void value_generators(CallBuilder& builder) {
  constexpr std::size_t most = 8;
  Random& random = builder.random();
  const std::uint32_t consumer = builder.spawn(32 << 10);
  if (consumer == main_stack) return;
  builder.resume(consumer);
  builder.call(frame_bytes(random));
  Suspended suspended;
  while (builder.left() >= 3) {
    if (suspended.empty() || (suspended.size() < most && random.chance(2))) {
      const std::uint32_t slot = builder.spawn(usual_stack(random));
      if (slot == main_stack) break;
      suspended.add(slot);
    }
    builder.resume(suspended.take(random));
    // It goes on from where it was, to its next value.
    work_a_little(builder);
    if (!give_back(builder, suspended)) break;
    if (random.chance(20) && builder.call(frame_bytes(random))) builder.leave();
  }
}

}  // namespace heaplab::trace
