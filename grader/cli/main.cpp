// The program behind ./lab.
#include "cli/run.hpp"

int main(int argc, char** argv) {
  return heaplab::cli::run({argv + 1, argv + argc});
}
