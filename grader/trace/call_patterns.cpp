#include "trace/call_patterns.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "trace/locals.hpp"

namespace heaplab::trace {
namespace {

void leave_to(CallBuilder& builder, std::size_t depth) {
  while (builder.depth() > depth) builder.leave();
}

void leave_some(CallBuilder& builder, std::uint64_t frames) {
  leave_to(builder, builder.depth() - std::min(builder.depth(), frames));
}

void call_some(CallBuilder& builder, std::uint64_t frames) {
  while (frames-- > 0 && builder.call(frame_bytes(builder.random()))) {
  }
}

// The functions of a program, each with its locals.
class Functions {
 public:
  explicit Functions(Random& random) {
    for (std::uint64_t& bytes : bytes_) bytes = frame_bytes(random);
  }
  std::uint64_t any(Random& random) const {
    return bytes_[random.between(0, bytes_.size() - 1)];
  }

 private:
  std::array<std::uint64_t, 200> bytes_{};
};

}  // namespace

void deep_recursion(CallBuilder& builder) {
  while (builder.left() >= 2) {
    Random& random = builder.random();
    // One function, or two that call each other.
    const std::uint64_t bytes[] = {frame_bytes(random) & 511,
                                   frame_bytes(random) & 511};
    const std::uint64_t functions = random.between(1, 2);
    const std::uint64_t depth = random.between(200, 5000);
    for (std::uint64_t i = 0; i < depth; ++i) {
      if (!builder.call(bytes[i % functions])) break;
    }
    if (random.chance(20)) builder.walk();
    leave_some(builder, random.between(1, depth));
    if (random.chance(30)) leave_to(builder, 0);
    if (builder.depth() > 10000) leave_to(builder, 100);
  }
  while (builder.walk()) {
  }
}

void wide_tree(CallBuilder& builder) {
  constexpr std::size_t deepest = 8;
  Random& random = builder.random();
  const std::uint64_t bytes = frame_bytes(random);
  std::vector<std::uint64_t> children;  // left to visit, by frame
  while (builder.left() >= 2) {
    const bool up = !children.empty() && children.back() == 0;
    if (up) {
      builder.leave();
      children.pop_back();
      continue;
    }
    if (!builder.call(bytes)) break;
    if (!children.empty()) --children.back();
    const bool leaf = children.size() + 1 >= deepest || random.chance(30);
    children.push_back(leaf ? 0 : random.between(2, 16));
  }
  while (builder.walk()) {
  }
}

void alloca_loops(CallBuilder& builder) {
  constexpr std::size_t deepest = 12;
  Random& random = builder.random();
  while (builder.left() >= 1) {
    if (builder.depth() == 0 && !builder.call(frame_bytes(random))) break;
    const std::uint64_t rounds = random.between(1, 30);
    const bool growing = random.chance(30);
    for (std::uint64_t i = 1; i <= rounds; ++i) {
      const std::uint64_t bytes = growing ? 8 * i : random.between(0, 300);
      if (!builder.allocate(bytes)) break;
      if (!random.chance(25)) continue;
      if (builder.call(frame_bytes(random))) builder.leave();
    }
    if (builder.depth() < deepest && random.chance(50)) {
      builder.call(frame_bytes(random));
    } else {
      leave_some(builder, random.between(1, 3));
    }
  }
  while (builder.walk()) {
  }
}

void unwind_frames(CallBuilder& builder) {
  Random& random = builder.random();
  while (builder.left() >= 2) {
    call_some(builder, random.between(10, 400));
    if (random.chance(20)) builder.allocate(random.between(1, 1000));
    if (builder.depth() < 2) continue;
    // Most go over many frames, some over few.
    const std::size_t most = builder.depth() - 1;
    builder.unwind(random.chance(70) ? random.between((most + 1) / 2, most)
                                     : random.between(1, std::min(most, 4UL)));
    if (random.chance(20)) builder.walk();
    leave_some(builder, random.between(0, 5));
  }
  while (builder.walk()) {
  }
}

void call_mix(CallBuilder& builder) {
  constexpr std::size_t usual = 30;
  constexpr std::size_t deepest = 300;
  Random& random = builder.random();
  const Functions functions(random);
  while (builder.left() >= 2) {
    const std::uint64_t action = random.between(1, 1000);
    const std::size_t depth = builder.depth();
    if (action <= 30 && depth > 0) {
      builder.allocate(random.between(1, 600));
    } else if (action <= 33 && depth > 1) {
      builder.unwind(random.between(1, depth - 1));
    } else if (action <= 35) {
      builder.walk();
    } else if (depth > 0 &&
               (depth >= deepest || random.chance(depth > usual ? 52 : 45))) {
      builder.leave();
    } else {
      builder.call(functions.any(random));
    }
  }
  while (builder.walk()) {
  }
}

}  // namespace heaplab::trace
