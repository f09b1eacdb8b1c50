// Four threads at once pass blocks of 2077 bytes round: each frees what another
// one allocated, and reallocates every second block to 6177 bytes on the way.
// One arena, and sizes beyond each thread's own cache, so that a block freed by
// one thread is soon another's.
#include <malloc.h>
#include <pthread.h>

#include <atomic>
#include <cstdlib>

namespace {

constexpr int rounds = 10'000;
std::atomic<void*> tables[8];
pthread_barrier_t start;

void* work(void* number) {
  auto seed = reinterpret_cast<unsigned long>(number);
  pthread_barrier_wait(&start);
  for (int i = 0; i < rounds; ++i) {
    seed = seed * 6364136223846793005UL + 1442695040888963407UL;
    void* block = malloc(2077);
    if (i % 2 == 0) block = realloc(block, 6177);
    free(tables[seed >> 61].exchange(block));
  }
  return nullptr;
}

}  // namespace

int main() {
  mallopt(M_ARENA_MAX, 1);
  pthread_barrier_init(&start, nullptr, 4);
  pthread_t threads[4];
  unsigned long number = 0;
  for (pthread_t& thread : threads) {
    pthread_create(&thread, nullptr, work, reinterpret_cast<void*>(++number));
  }
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  for (auto& block : tables) free(block.exchange(nullptr));
}
