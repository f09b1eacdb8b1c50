// heaplab-threads: a program whose threads allocate, hand over, free, end and
// begin again, and which copies itself while they do. Its output is always the
// same.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int thread_count = 4;
constexpr int rounds = 3;
constexpr int steps = 60000;

// What one thread makes and another one drops.
class Queue {
 public:
  void push(std::vector<std::string> words) {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(words));
  }
  std::vector<std::string> pop() {
    const std::lock_guard lock(mutex_);
    if (queue_.empty()) return {};
    std::vector<std::string> words = std::move(queue_.front());
    queue_.pop_front();
    return words;
  }

 private:
  std::mutex mutex_;
  std::deque<std::vector<std::string>> queue_;
};

std::uint64_t work(Queue& queue, std::uint64_t state) {
  std::uint64_t sum = 0;
  std::vector<std::string> words;
  for (int k = 0; k < steps; ++k) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    words.emplace_back(16 + (state >> 33) % 100, 'a');
    sum += words.back().size();
    if (words.size() == 50) {
      queue.push(std::move(words));
      words = queue.pop();
      if (words.size() > 40) words.clear();
    }
  }
  return sum;
}

// In the copy: memory works there, whatever the other threads were doing.
int allocate_in_copy() {
  std::vector<std::string> words;
  for (int k = 0; k < 1000; ++k) words.emplace_back(200, 'b');
  return static_cast<int>(words.size() / 100);
}

int copy_and_wait() {
  const pid_t process = ::fork();
  if (process == 0) ::_exit(allocate_in_copy());
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

int main() {
  Queue queue;
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::uint64_t> sums(thread_count);
    std::vector<std::thread> threads;
    for (int k = 0; k < thread_count; ++k) {
      threads.emplace_back([&queue, &sums, k] {
        sums[k] = work(queue, static_cast<std::uint64_t>(k) + 1);
      });
    }
    int copies = 0;
    for (int k = 0; k < 5; ++k) copies += copy_and_wait();
    for (std::thread& thread : threads) thread.join();
    for (const std::uint64_t sum : sums) {
      std::printf("%llu ", static_cast<unsigned long long>(sum));
    }
    std::printf("%d\n", copies);
  }
}
