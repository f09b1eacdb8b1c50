// A callee that knows which argument it should find where, and says what it
// found instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "abi/case.hpp"
#include "abi/checked_call.hpp"

namespace heaplab::abi {

// Arguments that differ from each other in every byte, or nearly so. As doubles
// they are finite.
std::vector<std::uint64_t> random_arguments(std::size_t count);

class ArgumentCallee {
 public:
  // One argument for each letter, 'i' or 'd'. A wrong one ends the case with
  // wrong-argument. `variadic`: checks also what is told to a variadic callee.
  ArgumentCallee(std::string signature, std::vector<std::uint64_t> arguments,
                 bool variadic = false);

  const void* address() const { return callback_.address(); }
  // That it was called once, and that its result is what `call` returned.
  void expect_answer(const Result& result, const std::string& call) const;

 private:
  std::uint64_t take(const CallSeen& seen);
  void expect_argument(std::size_t index, const std::string& place,
                       std::uint64_t found) const;
  void expect_al(const CallSeen& seen, std::size_t reals) const;
  std::string name(std::uint64_t value) const;

  std::string signature_;
  std::vector<std::uint64_t> arguments_;
  bool variadic_;
  std::uint64_t answer_;
  HostileCallback callback_;
};

}  // namespace heaplab::abi
