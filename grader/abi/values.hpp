// Which value came from where: a value that turns up in the wrong place names
// the register that it was copied from.
#pragma once

#include <cstdint>
#include <string>

namespace heaplab::abi {

enum class Origin : std::uint8_t {
  preserved,  // "the caller's rbx"
  scratch,    // "what the caller left in r10"
  callee,     // "what the callee left in r10"
  canary,     // "a word of the caller's frame"
  context,    // "rbx of a context"
};

// `place` is a string constant.
void know_value(std::uint64_t value, Origin origin, const char* place);
void forget_values();

// "the caller's rbx", or nothing.
std::string owner(std::uint64_t value);
// " (that is the caller's rbx)", or nothing.
std::string whose(std::uint64_t value);
// A value that know_value() was told.
bool is_sentinel(std::uint64_t value);
// Whether it is what the callee left in that register.
bool is_left_by_callee(std::uint64_t value, const char* place);

// Random bits that are an address on neither instruction set. From the seed,
// apart from the case's own random numbers.
std::uint64_t random_sentinel();
void seed_sentinels(std::uint64_t seed);

// Of SplitMix64, which steps `state`. Source: Steele, Lea, Flood, "Fast
// Splittable Pseudorandom Number Generators", 2014.
std::uint64_t split_mix(std::uint64_t& state);

}  // namespace heaplab::abi
