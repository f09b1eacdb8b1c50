// A small process that does one thing when its owner dies, however it dies
// (SIGKILL included), and nothing when the owner dismisses it.
#pragma once

#include <sys/types.h>

#include <functional>

#include "support/unique_fd.hpp"

namespace heaplab::sandbox {

class Guardian {
 public:
  // `on_death` runs in the guardian: a copy of this process with no descriptor
  // but its own and no other thread. Throws GraderError.
  explicit Guardian(const std::function<void()>& on_death);
  // Dismisses the guardian: `on_death` does not run.
  ~Guardian();
  Guardian(const Guardian&) = delete;
  Guardian& operator=(const Guardian&) = delete;

 private:
  UniqueFd alive_;  // closed by the kernel when the owner dies
  pid_t process_ = -1;
};

}  // namespace heaplab::sandbox
