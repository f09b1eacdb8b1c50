// Counts the processes and threads that a confined program starts, and lets no
// more begin than it may: each waits for us in the kernel (seccomp_unotify(2)).
#pragma once

#include "support/unique_fd.hpp"

namespace heaplab::sandbox {

// Hands a descriptor to the process at the other end of a socket, and takes it
// there. -1 is handed over as "none".
bool send_descriptor(int socket, int descriptor);
UniqueFd receive_descriptor(int socket);

class ForkGate {
 public:
  // `listener`: of filter_program(), or none: then nothing is counted.
  ForkGate(UniqueFd listener, unsigned most);

  // To be polled for input; -1 where there is none.
  int descriptor() const { return listener_.get(); }
  // Answers one that waits. False when it was one too many: it waits on, until
  // its whole group is ended.
  bool answer();

 private:
  UniqueFd listener_;
  unsigned left_;
};

}  // namespace heaplab::sandbox
