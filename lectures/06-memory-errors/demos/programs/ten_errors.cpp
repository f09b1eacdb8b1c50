// ten_errors N: makes the Nth error. Without N: from the second to the tenth,
// and then the first, with a line before each.
#include "ten_errors.hpp"

int main(int argc, char** argv) {
  if (argc == 2) return ten_errors::all[std::atoi(argv[1]) - 1].run();
  for (int k = 1; k <= 10; ++k) {
    std::fprintf(stderr, "#%d\n", k % 10 + 1);
    ten_errors::all[k % 10].run();
  }
}
