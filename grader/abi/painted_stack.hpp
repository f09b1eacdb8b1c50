// A stack of its own for the student's function, painted so that every word
// that was ever written shows:
//
//   low guard | room behind the guard | guard page | low() … high() | guard
//
// There is room behind the guard only where somebody asked for it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace heaplab::abi {

// Neither canonical on x86-64 nor mapped on AArch64, where the top byte is
// ignored.
std::uint64_t no_address(std::uint64_t bits);

class PaintedStack {
 public:
  // A multiple of 16 bytes, and of 8 bytes above it. Keeps the mapping where it
  // fits already. Paints all of it.
  void prepare(std::size_t bytes, std::size_t above, std::size_t behind_guard);

  std::uint64_t low() const { return low_; }
  std::uint64_t entry() const { return entry_; }  // low() + bytes
  std::uint64_t high() const { return high_; }
  std::size_t bytes() const { return entry_ - low_; }
  bool contains(std::uint64_t address) const;
  // In the pages that nobody may touch below it; no room behind them.
  bool in_guard(std::uint64_t address) const;
  bool above_high(std::uint64_t address) const;

  std::uint64_t lowest_written() const;
  // What a signal handler could do any time: all words from 4 KiB below
  // `address` up to it are painted anew; lowest_written() still knows them.
  void destroy_below(std::uint64_t address);
  bool written_behind_guard() const;
  // The word at that address was not written since it was painted.
  bool is_untouched(std::uint64_t address) const;
  bool painted_anywhere(std::uint64_t value) const;

 private:
  std::uint64_t paint(std::uint64_t address) const;
  std::uint64_t first_written(std::uint64_t from, std::uint64_t to) const;
  void map(std::size_t bytes, std::size_t above, std::size_t behind_guard);
  void fill(std::uint64_t from, std::uint64_t to) const;

  std::uint64_t mapping_ = 0;
  std::size_t mapped_ = 0;
  std::size_t behind_ = 0;
  std::uint64_t guard_ = 0;
  std::uint64_t low_ = 0;
  std::uint64_t entry_ = 0;
  std::uint64_t high_ = 0;
  std::uint64_t key_ = 0;
  std::uint64_t lowest_destroyed_ = 0;
};

}  // namespace heaplab::abi
