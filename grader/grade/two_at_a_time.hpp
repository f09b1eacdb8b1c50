// Independent pieces of work, two at a time.
#pragma once

#include <functional>
#include <vector>

namespace heaplab::grade {

// Runs each piece once, in order, on two threads. When some throw, the first
// exception is thrown again once all have ended.
void two_at_a_time(const std::vector<std::function<void()>>& work);

}  // namespace heaplab::grade
