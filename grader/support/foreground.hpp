// Runs a program in the place of this one, as far as its user can see.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace heaplab {

struct Ended {
  pid_t process = -1;
  int status = 0;  // as waitpid() gives it
};

// Runs command[0], a path or found in PATH, with our descriptors, terminal and
// environment, and waits for it. The keyboard's signals go to it alone, and
// those that are sent to this process are passed on. `prepare` runs in the new
// process, before the program. Throws InputError when there is no such program,
// GraderError when no process can be started.
Ended run_in_foreground(const std::vector<std::string>& command,
                        const std::function<void()>& prepare);

}  // namespace heaplab
