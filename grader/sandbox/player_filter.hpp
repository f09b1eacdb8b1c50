// The system calls that a player may make, as two seccomp filters laid one upon
// the other. Everything else raises SIGSYS (SECCOMP_RET_TRAP), so that the
// player can say which call it was and from which line; where the submission
// has blocked that signal, the kernel kills it.
#pragma once

namespace heaplab::sandbox {

// While the submission is being loaded and its constructors run: mapping
// memory, and reading the one descriptor `object_fd`. Opening a file is not
// among them: the player answers the loader's openat() with that descriptor
// itself.
bool filter_loading(int object_fd);

// While the allocator runs: futex, write to stdout and stderr, and leaving.
bool filter_running();

}  // namespace heaplab::sandbox
