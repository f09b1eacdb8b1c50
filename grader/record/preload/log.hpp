// The log of this process. All of it works before the C library has run its
// constructors, allocates nothing and keeps errno.
#pragma once

#include "record/log_format.hpp"

namespace heaplab::record {

// Starts the log of `program`, an argv[0], that `settings` asks for; without
// settings nothing is recorded. Call once, before other threads exist.
void start_log(const char* program, const char* settings);

// False when this process is not recorded; then events need no lock.
bool log_is_open();

// Serialises the threads: whoever holds one is alone between its allocator
// call and its event, so events are in the order in which blocks change hands.
// A thread may hold several, because a fork handler may allocate.
class LogLock {
 public:
  LogLock();
  ~LogLock();
  LogLock(const LogLock&) = delete;
  LogLock& operator=(const LogLock&) = delete;
};

// nullptr when there is no log.
LogHeader* log_header();

// Appends `event` and fills in its thread. Call with a LogLock held.
void append(Event event);

}  // namespace heaplab::record
