// The runs of each size class that may have a free cell, on a ring. One of them
// is the current one: cells are taken from it until it has none. An empty run,
// of which there is at most one, is the last of its ring.
#pragma once

#include <array>

#include "runs.hpp"

namespace size_classes {

inline constexpr std::size_t longest_cell_bytes = 256;
inline constexpr std::size_t classes = longest_cell_bytes / 16 + 1;

inline std::size_t class_for(std::size_t bytes) { return (bytes + 15) / 16; }
inline std::size_t class_of(const Run* r) { return r->cell_bytes / 16u; }

class RunRings {
 public:
  // `begin` is where links are counted from.
  explicit RunRings(std::uintptr_t begin) : begin_(begin) {
    current_.fill(&none_);
  }

  // The current run of the class, or one without free cells in its place.
  Run* current(std::size_t c) const { return current_[c]; }

  // The current run, unless it is full, which is known from now on; then the
  // next one that is not, or nullptr.
  Run* find(std::size_t c) {
    while (current_[c] != &none_) {
      Run* const r = current_[c];
      if (r->free != 0) return r;
      remove(r);
      r->until_event = 1;
    }
    return nullptr;
  }

  // The empty run of the class, or nullptr.
  Run* find_empty(std::size_t c) const {
    if (current_[c] == &none_) return nullptr;
    Run* const last = run_at(current_[c]->previous);
    return run_is_empty(last) ? last : nullptr;
  }

  // A run that was full has a free cell now. It stands behind the current one:
  // its next cells may be freed before it is wanted.
  void add_no_longer_full(Run* r) {
    r->until_event = static_cast<std::uint16_t>(r->cells - 1);
    add_behind(current_[class_of(r)], r);
  }
  // A new run. Its ring is empty.
  void add_new(Run* r) { add_behind(&none_, r); }

  // Makes `r`, which has become empty, the last one of its ring.
  void move_to_end(Run* r) {
    Run* const last = run_at(current_[class_of(r)]->previous);
    if (last == r) return;
    remove(r);
    add_behind(last, r);
  }

  void remove(Run* r) {
    Run*& current = current_[class_of(r)];
    if (current == r) current = run_at(r->next);
    if (current == r) current = &none_;
    run_at(r->next)->previous = r->previous;
    run_at(r->previous)->next = r->next;
    r->next = 0;
  }

  // The run's neighbour on the ring, wherever its link leads.
  const Run* next(const Run* r) const { return run_at(r->next); }
  bool are_neighbours(const Run* r, const Run* next) const {
    return next->previous == link_to(r);
  }

 private:
  Run* run_at(std::uint32_t link) const {
    return reinterpret_cast<Run*>(begin_ + std::uintptr_t{16} * link);
  }
  std::uint32_t link_to(const Run* r) const {
    return static_cast<std::uint32_t>((address_of(r) - begin_) / 16);
  }

  void add_behind(Run* before, Run* r) {
    if (before == &none_) {
      r->next = r->previous = link_to(r);
      current_[class_of(r)] = r;
      return;
    }
    r->previous = link_to(before);
    r->next = before->next;
    run_at(r->next)->previous = before->next = link_to(r);
  }

  const std::uintptr_t begin_;
  Run none_{};  // the current run of a class that has none
  std::array<Run*, classes> current_;
};

}  // namespace size_classes
