// A seccomp filter for real programs that run on untrusted code: they do all
// that a program does with files and processes of its own, and reach nobody
// else.
#pragma once

namespace heaplab::sandbox {

struct ProgramFilter {
  bool loaded = false;
  int listener = -1;  // for a ForkGate; -1: the kernel has none for us
};

// For this process and its later children. Refused with EPERM: sockets (pairs
// are no way out), signals to others by kill(), a session or process group of
// its own, namespaces, tracing, io_uring, which knows sockets too. With `gate`
// a new process or thread waits until the owner of the listener lets it begin.
ProgramFilter filter_program(bool gate);

}  // namespace heaplab::sandbox
