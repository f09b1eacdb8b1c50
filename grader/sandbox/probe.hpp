// What the running kernel offers for confinement; each is tried, in a child.
#pragma once

#include <string>
#include <vector>

namespace heaplab::sandbox {

struct Feature {
  std::string name;  // "seccomp"
  bool available = false;
  std::string detail;  // "ABI 7", or why not
  std::string cost;    // what its absence costs, one sentence
};

// rlimits, seccomp, Landlock, user namespaces, ptrace, Valgrind.
std::vector<Feature> probe_features();

}  // namespace heaplab::sandbox
