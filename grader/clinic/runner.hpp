// Runs single tests of the program that is linked with this, again and again if
// need be.
#pragma once

#include <cstddef>
#include <string>

namespace clinic {

// What one round of a test needed of the allocator.
struct Round {
  bool passed = false;
  std::size_t allocations = 0;
  std::size_t peak_bytes = 0;  // above what was live before it
};

// GoogleTest is ready, and silent: what fails is said, as `failure`.
void prepare(const std::string& nonce);

// "MissingNul.FieldOfSixteenCharacters". False for a test that does not exist.
bool has_test(const std::string& name);

Round run_test(const std::string& name);

}  // namespace clinic
