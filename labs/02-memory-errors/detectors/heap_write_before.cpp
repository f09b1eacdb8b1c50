// title: A write before a block
// cwe: 124
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <cstdlib>

// Shifts the samples down by one, the first one too.
int main() {
  auto* const samples = static_cast<int*>(std::calloc(6, sizeof(int)));
  for (int i = 0; i < 6; ++i)
    static_cast<volatile int*>(samples)[i - 1] = samples[i];
  std::free(samples);
}
