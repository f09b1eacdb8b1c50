#include "grade/two_at_a_time.hpp"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace heaplab::grade {

void two_at_a_time(const std::vector<std::function<void()>>& work) {
  std::atomic<std::size_t> next{0};
  std::mutex failing;
  std::exception_ptr failure;
  const auto take = [&] {
    for (std::size_t at = next++; at < work.size(); at = next++) {
      try {
        work[at]();
      } catch (...) {
        const std::lock_guard lock(failing);
        if (!failure) failure = std::current_exception();
      }
    }
  };
  {
    const std::jthread second(take);
    take();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace heaplab::grade
