// Two threads call functions too.
#include <pthread.h>

static volatile int done;

static void called() { done = 1; }
static void* work(void*) {
  for (int i = 0; i < 1000; ++i) called();
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) {
    pthread_create(&thread, nullptr, work, nullptr);
  }
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  called();
}
