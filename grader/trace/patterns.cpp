#include "trace/patterns.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace heaplab::trace {
namespace {

std::size_t random_place(Builder& builder) {
  return builder.random().between(0, builder.live() - 1);
}

// Sizes from 2^low to below 2^(high + 1), as many in each octave.
std::uint64_t random_size(Random& random, unsigned low, unsigned high) {
  const std::uint64_t octave = std::uint64_t{1} << random.between(low, high);
  return random.between(octave, 2 * octave - 1);
}

// Allocates up to `blocks` blocks of `bytes`; gives how many fitted.
std::size_t allocate_run(Builder& builder, std::uint64_t blocks,
                         std::uint64_t bytes) {
  const std::size_t before = builder.live();
  while (blocks-- > 0 && builder.fits(bytes)) builder.allocate(bytes);
  return builder.live() - before;
}

// Frees every second block from `first` on: the holes have live neighbours.
void free_every_second(Builder& builder, std::size_t first) {
  for (std::size_t i = first; i < builder.live(); ++i) builder.free_at(i);
}

void free_down_to(Builder& builder, std::size_t count) {
  while (builder.live() > count) builder.free_last();
}

// A block of so many bytes, zeroed or not; room for it is made if need be.
void allocate_large(Builder& builder, std::uint64_t bytes) {
  while (!builder.fits(bytes) && builder.live() > 0) builder.free_at(0);
  if (!builder.fits(bytes)) return;
  if (builder.random().chance(30)) {
    builder.allocate_zeroed(bytes);
  } else {
    builder.allocate(bytes);
  }
}

// Makes a large block half as long again, or a quarter as long.
void resize_large(Builder& builder, std::uint64_t smallest) {
  std::size_t place = random_place(builder);
  while (place > 0 && builder.bytes_at(place) < smallest) --place;
  const std::uint64_t old = builder.bytes_at(place);
  if (old < smallest) return;
  const std::uint64_t bytes =
      builder.random().chance(75) ? old + old / 2 : old / 4;
  if (builder.fits_reallocation(place, bytes)) {
    builder.reallocate(place, bytes);
  }
}

}  // namespace

void random_uniform(Builder& builder) {
  constexpr std::size_t usual_live = 500;
  for (;;) {
    const std::uint64_t bytes = builder.random().between(1, 4096);
    const bool grow =
        builder.random().chance(builder.live() < usual_live ? 60 : 40);
    if (!builder.fits(bytes)) return;
    if (builder.live() == 0 || grow) {
      builder.allocate(bytes);
    } else if (builder.random().chance(10)) {
      const std::size_t place = random_place(builder);
      if (builder.fits_reallocation(place, bytes)) {
        builder.reallocate(place, bytes);
      }
    } else {
      builder.free_at(random_place(builder));
    }
  }
}

void random_powers(Builder& builder) {
  constexpr std::size_t usual_live = 500;
  for (;;) {
    const std::uint64_t power = builder.random().between(3, 14);
    const std::uint64_t bytes = std::uint64_t{1} << power;
    const bool grow =
        builder.random().chance(builder.live() < usual_live ? 60 : 40);
    if (builder.live() > 0 && (!grow || !builder.fits(bytes))) {
      builder.free_at(random_place(builder));
    } else if (!builder.fits(bytes)) {
      return;
    } else if (builder.random().chance(10)) {
      builder.allocate_zeroed(bytes);
    } else {
      builder.allocate(bytes);
    }
  }
}

void coalescing_stairs(Builder& builder) {
  while (builder.fits(0)) {
    const std::uint64_t step = 16 * builder.random().between(1, 8);
    const std::uint64_t stairs = builder.random().between(4, 48);
    std::uint64_t total = 0;
    for (std::uint64_t i = 1; i <= stairs && builder.fits(i * step); ++i) {
      builder.allocate(i * step);
      total += i * step;
    }
    free_every_second(builder, 0);
    while (builder.live() > 0) builder.free_at(0);
    if (!builder.fits(total)) return;
    builder.allocate(total);
    builder.free_last();
  }
}

void realloc_growth(Builder& builder) {
  constexpr std::size_t most_buffers = 8;
  constexpr std::uint64_t full_bytes = 64 << 10;
  for (;;) {
    const std::uint64_t bytes = builder.random().between(8, 64);
    if (!builder.fits(bytes)) return;
    if (builder.live() < most_buffers) {
      builder.allocate(bytes);
      continue;
    }
    const std::size_t place = random_place(builder);
    const std::uint64_t old = builder.bytes_at(place);
    const std::uint64_t grown =
        builder.random().chance(50) ? old + old / 2 + 1 : old + bytes;
    if (grown > full_bytes) {
      builder.free_at(place);
    } else {
      builder.reallocate(place, grown);
    }
  }
}

void producer_consumer(Builder& builder) {
  constexpr std::uint64_t messages[] = {24, 64, 64, 200, 512, 1500};
  while (builder.fits(1500)) {
    const std::uint64_t produced = builder.random().between(1, 64);
    for (std::uint64_t i = 0; i < produced && builder.fits(1500); ++i) {
      builder.allocate(messages[builder.random().between(0, 5)]);
    }
    const std::uint64_t consumed = builder.random().between(1, 64);
    const bool drain = builder.live() > 256;
    for (std::uint64_t i = 0; builder.live() > 0 && (drain || i < consumed);
         ++i) {
      builder.free_at(0);
    }
  }
}

void stack_like(Builder& builder) {
  constexpr std::size_t deepest = 200;
  while (builder.fits(256)) {
    const bool call = builder.random().chance(52);
    if (builder.live() == 0 || (call && builder.live() < deepest)) {
      builder.allocate(random_size(builder.random(), 3, 7));
    } else {
      builder.free_last();
    }
  }
}

void fragmentation_bomb(Builder& builder) {
  while (builder.fits(0)) {
    const std::uint64_t bytes = 16 * builder.random().between(1, 16);
    const std::uint64_t blocks = builder.random().between(100, 1000);
    const std::size_t filled = allocate_run(builder, blocks, bytes);
    free_every_second(builder, 0);
    const std::size_t kept = builder.live();
    allocate_run(builder, filled / 4, bytes + 16);
    allocate_run(builder, filled / 4, 2 * bytes + 64);
    while (builder.live() > kept) builder.free_at(kept);
    while (builder.live() > 0) builder.free_at(random_place(builder));
  }
}

void peak_and_idle(Builder& builder) {
  while (builder.fits(16384)) {
    const std::uint64_t peak = builder.random().between(64, 400);
    for (std::uint64_t i = 0; i < peak; ++i) {
      const std::uint64_t bytes = random_size(builder.random(), 4, 13);
      if (builder.fits(bytes)) builder.allocate(bytes);
    }
    free_down_to(builder, builder.random().between(0, 8));
    for (std::uint64_t i = 0; i < peak; ++i) {
      const std::uint64_t bytes = random_size(builder.random(), 4, 7);
      if (builder.fits(bytes)) builder.allocate(bytes);
      if (builder.live() > 8) builder.free_at(random_place(builder));
    }
    free_down_to(builder, 0);
  }
}

void large_blocks(Builder& builder) {
  constexpr std::size_t usual_live = 200;
  while (builder.fits(0)) {
    const std::uint64_t bytes = random_size(builder.random(), 16, 19);
    const std::uint64_t action = builder.random().between(0, 9);
    if (builder.live() > usual_live) {
      free_every_second(builder, 0);
    } else if (action == 0) {
      free_down_to(builder, builder.live() / 8);
    } else if (action <= 2) {
      allocate_large(builder, bytes);
    } else if (action == 3) {  // the same temporary, again and again
      for (std::uint64_t i = builder.random().between(1, 8); i > 0; --i) {
        allocate_large(builder, bytes);
        if (builder.live() > 0) builder.free_last();
      }
    } else if (action <= 5 && builder.live() > 0) {
      resize_large(builder, 32 << 10);
    } else {
      const std::uint64_t run_bytes = random_size(builder.random(), 4, 10);
      allocate_run(builder, builder.random().between(1, 12), run_bytes);
    }
  }
}

void mark_release(Builder& builder) {
  constexpr std::size_t deepest = 8;
  std::size_t depth = 0;
  while (builder.left() > 0) {
    const bool deeper = depth < deepest && builder.random().chance(60);
    if (depth > 0 && !deeper) {
      builder.release();
      --depth;
      continue;
    }
    if (!builder.fits_mark()) break;
    builder.mark();
    ++depth;
    const std::uint64_t run = builder.random().between(1, 40);
    for (std::uint64_t i = 0; i < run; ++i) {
      const std::uint64_t bytes = random_size(builder.random(), 3, 9);
      if (builder.fits_under_mark(bytes)) builder.allocate_under_mark(bytes);
    }
  }
}

}  // namespace heaplab::trace
