// title: Two owners of each other
// cwe: 401
// memcheck: memory-leak
// asan: memory-leak
// assertions: nothing
// native: nothing
#include <memory>

struct Node {
  std::shared_ptr<Node> other;
};

int main() {
  const auto parent = std::make_shared<Node>();
  const auto child = std::make_shared<Node>();
  parent->other = child;
  child->other = parent;
}
