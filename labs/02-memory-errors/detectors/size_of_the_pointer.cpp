// title: The size of a pointer for that of what it points to
// cwe: 467
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <cstdlib>

struct Point {
  double x, y, z;
};

int main() {
  Point* point = nullptr;
  point = static_cast<Point*>(std::malloc(sizeof(point)));
  static_cast<volatile Point*>(point)->z = 1;
  std::free(point);
}
