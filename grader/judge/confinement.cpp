#include "judge/judge.hpp"
#include "sandbox/landlock.hpp"

namespace heaplab::judge {

// The first two are not optional: a player that cannot have them does not
// start.
std::vector<std::string> active_confinement() {
  std::vector<std::string> layers = {"rlimits", "seccomp"};
  if (sandbox::landlock_abi() > 0) layers.emplace_back("landlock");
  return layers;
}

}  // namespace heaplab::judge
