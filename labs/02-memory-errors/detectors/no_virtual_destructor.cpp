// title: delete through a base without a virtual destructor
// cwe: 1079
// memcheck: memory-leak
// asan: mismatched-free
// assertions: nothing
// native: nothing
#include <memory>

struct Shape {
  int sides = 0;
};

struct Polygon : Shape {
  std::unique_ptr<int[]> angles = std::make_unique<int[]>(8);
};

int main() {
  Shape* volatile shape = new Polygon;
  delete shape;
}
