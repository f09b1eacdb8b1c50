// A walk by the student's function, and what it must find.
#pragma once

#include <string>
#include <vector>

#include "backtrace.hpp"

namespace heaplab::abi {

inline constexpr std::size_t most_frames = 64;

struct Expected {
  Stop stop;
  std::vector<std::uint64_t> addresses;
};

// "misaligned"
std::string stop_name(Stop stop);

// Ends the case, wrong-chain or wrong-result, unless `walk` is as expected; the
// words behind those that it may write must not have changed.
class CheckedWalk {
 public:
  CheckedWalk();
  std::uint64_t* addresses() { return addresses_; }
  void expect(const Walk& walk, const Expected& expected,
              std::size_t limit) const;

 private:
  void expect_untouched(std::size_t limit) const;

  static constexpr std::size_t guards = 8;
  std::uint64_t guard_;
  std::uint64_t addresses_[most_frames + guards];
};

}  // namespace heaplab::abi
