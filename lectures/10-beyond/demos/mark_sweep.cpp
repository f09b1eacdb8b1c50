// A collector that marks what can be reached and sweeps up the rest.
// break it: `mark(object->second);` -> `(void)object->second;`
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "demo/demo.hpp"
#include "demo/heap_picture.hpp"

using heaplab::demo::Demo;
using heaplab::demo::HeapBlock;

namespace {

// [object
struct Object {
  Object* first = nullptr;  // what this object refers to
  Object* second = nullptr;
  bool allocated = false;
  bool marked = false;
  int name = 0;
};
// object]

// Cells of one size, so that any free one will do.
class Collector {
 public:
  explicit Collector(std::size_t cells) : cells_(cells) {}

  Object* allocate(int name) {
    Object* cell = free_cell();
    if (cell == nullptr) {
      collect();
      cell = free_cell();
      if (cell == nullptr) return nullptr;
    }
    *cell = Object{nullptr, nullptr, true, false, name};
    return cell;
  }

  void add_root(Object** root) { roots_.push_back(root); }

  // [collect
  std::size_t collect() {
    ++collections_;
    for (Object** root : roots_) mark(*root);
    return sweep();
  }

  void mark(Object* object) {
    if (object == nullptr || object->marked) return;
    object->marked = true;
    mark(object->first);
    mark(object->second);
  }

  std::size_t sweep() {
    std::size_t freed = 0;
    for (Object& cell : cells_) {
      if (cell.allocated && !cell.marked) {
        cell.allocated = false;
        ++freed;
      }
      cell.marked = false;
    }
    return freed;
  }
  // collect]

  std::size_t live() const {
    std::size_t sum = 0;
    for (const Object& cell : cells_) sum += cell.allocated;
    return sum;
  }
  std::size_t collections() const { return collections_; }

  std::string draw() const {
    std::vector<HeapBlock> blocks;
    for (std::uint64_t at = 0; const Object& cell : cells_) {
      blocks.push_back({at, sizeof cell, at, sizeof cell, cell.allocated});
      at += sizeof cell;
    }
    return draw_heap(blocks, cells_.size() * sizeof(Object),
                     3 * sizeof(Object));
  }

 private:
  Object* free_cell() {
    for (std::size_t k = 0; k < cells_.size(); ++k) {
      next_ = (next_ + 1) % cells_.size();
      if (!cells_[next_].allocated) return &cells_[next_];
    }
    return nullptr;
  }

  std::vector<Object> cells_;
  std::vector<Object**> roots_;  // the program's variables
  std::size_t next_ = SIZE_MAX;  // the cell that was given out last
  std::size_t collections_ = 0;
};

// [graph
// A tree of three, a pair that refer to each other, and one alone. Eight cells
// are enough for all: nothing is collected in here.
Object* make_graph(Collector& heap) {
  Object* top = heap.allocate(1);
  Object* one = heap.allocate(2);
  Object* other = heap.allocate(3);
  one->first = other;
  other->first = one;  // a ring, and nobody else refers to it
  heap.allocate(4);    // nobody refers to it
  top->first = heap.allocate(5);
  top->second = heap.allocate(6);
  return top;
}
// graph]

void collect_garbage(Demo& demo) {
  auto& table = demo.table("Eight cells", {"step", "allocated", "freed"});
  Collector heap(8);
  Object* root = nullptr;
  heap.add_root(&root);
  root = make_graph(heap);
  table.row({"six objects", heap.live(), 0});
  demo.picture("before", heap.draw());
  const std::size_t freed = heap.collect();
  table.row({"collect()", heap.live(), freed});
  demo.picture("after", heap.draw());
  demo.expect_equal("objects that nobody can reach, freed", freed,
                    std::size_t{3});
  demo.expect(
      "what can be reached is still there",
      root->allocated && root->first->allocated && root->second->allocated);
  root = nullptr;
  const std::size_t rest = heap.collect();
  table.row({"root = nullptr, collect()", heap.live(), rest});
}

// [leak
// A log of all requests. Nobody reads it again, but nobody lets go of it.
void serve(Collector& heap, Object*& log, int requests) {
  for (int k = 0; k < requests; ++k) {
    Object* entry = heap.allocate(k);
    if (entry == nullptr) return;
    entry->first = log;
    log = entry;
  }
}
// leak]

void leak_in_spite_of_it(Demo& demo) {
  auto& table = demo.table("A list that only grows",
                           {"requests", "allocated", "freed by collect()"});
  Collector heap(1000);
  Object* log = nullptr;
  heap.add_root(&log);
  std::size_t freed = 0;
  for (int requests = 100; requests <= 300; requests += 100) {
    serve(heap, log, 100);
    freed += heap.collect();
    table.row({requests, heap.live(), freed});
  }
  demo.expect_equal("what a growing list holds is never freed", freed,
                    std::size_t{0});
  demo.expect_equal("so the heap grows with the list", heap.live(),
                    std::size_t{300});
}

// [escape
// Ten thousand points that die at once: as objects, and as locals.
int temporaries_in_the_heap(Collector& heap) {
  int sum = 0;
  for (int k = 0; k < 10'000; ++k) {
    const Object* point = heap.allocate(k % 10);
    sum += point->name;
  }
  return sum;
}

int temporaries_as_locals() {
  int sum = 0;
  for (int k = 0; k < 10'000; ++k) {
    Object point;
    point.name = k % 10;
    sum += point.name;
  }
  return sum;
}
// escape]

void avoid_work(Demo& demo) {
  auto& table = demo.table("10,000 objects that do not leave their function",
                           {"where they are", "collections", "sum"});
  Collector heap(100);
  const int in_heap = temporaries_in_the_heap(heap);
  table.row(
      {"in the collector's heap of 100 cells", heap.collections(), in_heap});
  const std::size_t before = heap.collections();
  const int in_frame = temporaries_as_locals();
  table.row({"in the frame", heap.collections() - before, in_frame});
  demo.expect_equal("the sum is the same", in_frame, in_heap);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "mark_sweep",
                            "What does a garbage collector free?",
                            [](Demo& demo) {
                              collect_garbage(demo);
                              leak_in_spite_of_it(demo);
                              avoid_work(demo);
                            });
}
