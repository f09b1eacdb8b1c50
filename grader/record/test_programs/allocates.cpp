// One block; CMake links it statically.
#include <cstdlib>

int main() { free(malloc(5)); }
