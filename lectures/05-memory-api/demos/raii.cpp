// Who frees a block, when ownership is a type.
// break it: `std::weak_ptr<Node> parent;` -> `std::shared_ptr<Node> parent;`
// flags: -O0
#include <fmt/core.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "demo/demo.hpp"

namespace demo = heaplab::demo;

namespace {

// [tracked
// Counts the objects of it that live.
struct Tracked {
  Tracked() { ++live; }
  Tracked(const Tracked&) { ++live; }
  Tracked& operator=(const Tracked&) = default;
  ~Tracked() { --live; }
  static inline int live = 0;
};
// tracked]

// [raw
void raw(bool fails) {
  auto* const object = new Tracked;
  if (fails) throw std::runtime_error("no network");
  delete object;
}
// raw]

// [unique
void unique(bool fails) {
  const auto object = std::make_unique<Tracked>();
  if (fails) throw std::runtime_error("no network");
}
// unique]

// [strong
struct Both : Tracked {
  std::shared_ptr<Both> other;
};
void cycle() {
  const auto one = std::make_shared<Both>();
  const auto two = std::make_shared<Both>();
  one->other = two;
  two->other = one;
}
// strong]

// [weak
struct Node : Tracked {
  std::shared_ptr<Node> child;  // owns
  std::weak_ptr<Node> parent;   // looks, and does not own
};
void tree() {
  const auto top = std::make_shared<Node>();
  top->child = std::make_shared<Node>();
  top->child->parent = top;
}
// weak]

int left_by(const std::function<void()>& body) {
  const int before = Tracked::live;
  try {
    body();
  } catch (const std::runtime_error&) {
  }
  return Tracked::live - before;
}

void show_owners(demo::Demo& demo) {
  auto& table = demo.table("Objects left when the function has ended",
                           {"owner", "it returned", "it threw"});
  const auto row = [&](const char* owner, const std::function<void(bool)>& f) {
    const int after_return = left_by([&] { f(false); });
    const int after_throw = left_by([&] { f(true); });
    table.row({owner, after_return, after_throw});
    return std::pair(after_return, after_throw);
  };
  const auto by_hand = row("new and delete", raw);
  const auto by_type = row("std::unique_ptr", unique);
  demo.expect_equal("delete at the end of a function misses the exception",
                    by_hand.second, 1);
  demo.expect_equal("a unique_ptr ends its object on every way out",
                    by_type.first + by_type.second, 0);
}

void show_sharing(demo::Demo& demo) {
  auto& table = demo.table("Two shared owners", {"step", "objects", "owners"});
  // [shared
  auto first = std::make_shared<Tracked>();
  table.row({"first = make_shared", Tracked::live, first.use_count()});
  auto second = first;
  table.row({"second = first", Tracked::live, first.use_count()});
  first.reset();
  table.row({"first.reset()", Tracked::live, second.use_count()});
  second.reset();
  table.row({"second.reset()", Tracked::live, second.use_count()});
  // shared]
  demo.expect_equal("the last owner ends the object", Tracked::live, 0);
}

void show_cycles(demo::Demo& demo) {
  const int by_weak = left_by(tree);
  const int by_shared = left_by(cycle);
  auto& table =
      demo.table("Two objects that know each other", {"how", "objects left"});
  table.row({"shared_ptr both ways", by_shared});
  table.row({"shared_ptr down, weak_ptr up", by_weak});
  demo.expect_equal("two objects that own each other are never freed",
                    by_shared, 2);
  demo.expect_equal("a weak_ptr back does not keep anything alive", by_weak, 0);
}

void show_moves(demo::Demo& demo) {
  // [move
  auto mine = std::make_unique<Tracked>();
  std::vector<std::unique_ptr<Tracked>> list;
  list.push_back(std::move(mine));  // the list owns it now
  const bool empty_handed = mine == nullptr;
  list.clear();
  // move]
  demo.expect("who gave the object away has a null pointer", empty_handed);
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "raii", "Who frees it?", [](demo::Demo& demo) {
    const int before = Tracked::live;
    show_owners(demo);
    Tracked::live = before;  // the lost one of the first table
    show_sharing(demo);
    show_moves(demo);
    show_cycles(demo);
  });
}
