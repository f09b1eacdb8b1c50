// Pointer chasing: lines of memory in one random circle. Each load gives the
// address of the next one, so that none can begin before the last has ended.
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <random>
#include <stdexcept>
#include <utility>
#include <vector>

#include "demo/clock.hpp"

constexpr std::size_t line_bytes = 64;

// [link
struct alignas(line_bytes) Line {
  Line* next;
  std::uint64_t value;
};
// link]

// Memory of its own, in small pages or, where the kernel gives them, huge ones.
class Mapping {
 public:
  Mapping(std::size_t bytes, bool huge) : bytes_(bytes) {
    // Room for whole huge pages of 2 MiB.
    mapped_ = std::max<std::size_t>(bytes, 2u << 20) + (2u << 20);
    start_ = mmap(nullptr, mapped_, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start_ == MAP_FAILED) throw std::runtime_error("no memory");
    // A kernel without huge pages refuses; then they are small.
    madvise(start_, mapped_, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
  }
  ~Mapping() { munmap(start_, mapped_); }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  Line* lines() const {
    const auto address = reinterpret_cast<std::uintptr_t>(start_);
    constexpr std::uintptr_t huge_page = 2u << 20;
    return reinterpret_cast<Line*>((address + huge_page - 1) / huge_page *
                                   huge_page);
  }
  std::size_t count() const { return bytes_ / line_bytes; }

 private:
  std::size_t bytes_, mapped_;
  void* start_;
};

// Sattolo's shuffle: a random order that is one single circle.
inline std::vector<std::uint32_t> random_circle(std::size_t count) {
  std::vector<std::uint32_t> next(count);
  std::iota(next.begin(), next.end(), 0u);
  std::minstd_rand random(1);
  for (std::size_t k = count - 1; k > 0; --k)
    std::swap(next[k], next[random() % k]);
  return next;
}

inline void link_lines(Line* lines, const std::vector<std::uint32_t>& next) {
  for (std::size_t k = 0; k < next.size(); ++k) lines[k].next = &lines[next[k]];
}

// [chase
inline Line* chase(Line* line, std::size_t steps) {
  for (std::size_t k = 0; k < steps; ++k) line = line->next;
  return line;
}
// chase]

// ns for one step, of the least of three rounds.
inline double ns_for_a_step(Line* first, std::size_t steps) {
  Line* line = first;
  return heaplab::demo::least_ns(3, steps, [&] {
    line = chase(line, steps);
    heaplab::demo::keep(line);
  });
}
