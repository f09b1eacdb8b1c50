// A call of map_sum, or of a function with its signature, and the record of
// what its callback was called with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "abi/case.hpp"
#include "abi/checked_call.hpp"

using Mapped = std::int64_t(std::int64_t value, void* context);
using MapSum = std::int64_t(Mapped* f, const std::int64_t* values,
                            std::size_t n, void* context);

// Random values and random answers to them. A sum so small that text about it
// stays readable.
class MapSumCall {
 public:
  MapSumCall(MapSum* function, std::string name, std::size_t n);

  // Calls it under the register checker, with a callback that destroys so much.
  // All the rules that it broke are in the result.
  heaplab::abi::Result collect(heaplab::abi::Destroys destroys);
  // The first rule that it broke ends the case.
  void run(heaplab::abi::Destroys destroys);

  // Of the last call. wrong-argument, wrong-calls and wrong-result end the
  // case.
  void expect_right() const;
  bool right() const;
  std::string expected() const;  // "map_sum of 3 values calls f 3 times and …"
  std::string actual() const;

 private:
  heaplab::abi::Result perform(heaplab::abi::Destroys destroys, bool collects);
  std::uint64_t answer(const heaplab::abi::CallSeen& seen);
  std::int64_t sum() const;
  std::string call_text(std::size_t index, std::int64_t value,
                        std::uint64_t context) const;

  MapSum* function_;
  std::string name_;
  std::vector<std::int64_t> values_;
  std::vector<std::int64_t> answers_;
  std::uint64_t context_;
  std::size_t calls_ = 0;
  std::int64_t returned_ = 0;
  std::string wrong_call_;  // the first one
  std::string right_call_;  // what it should have been
};
