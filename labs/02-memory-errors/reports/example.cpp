// Two mistakes, for the reports in the handout.
#include <cstdio>

int* copy_of(const int* from, int count) {
  int* const copy = new int[count];
  for (int at = 0; at <= count; ++at) copy[at] = from[at];
  return copy;
}

int main() {
  const int pages[] = {12, 40, 77, 90};
  int* const marked = copy_of(pages, 3);
  std::printf("the last one is %d\n", marked[2]);
}
