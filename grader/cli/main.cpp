// The program behind ./lab.
#include "cli/command_line.hpp"

int main(int argc, char** argv) {
  return heaplab::cli::run({argv + 1, argv + argc});
}
