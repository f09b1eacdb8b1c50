#include "abi/program.hpp"

int main(int count, char** words) {
  return heaplab::abi::run_program(count, words);
}
