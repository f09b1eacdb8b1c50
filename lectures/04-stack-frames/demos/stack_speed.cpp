// Room on the stack and room from malloc: which bytes, and how fast.
// break it: `places.insert(on_stack());` -> `places.insert(k);`
#include <cstdint>
#include <cstdlib>
#include <unordered_set>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

constexpr std::size_t calls = 1000;

std::uintptr_t address_of(const void* place) {
  return reinterpret_cast<std::uintptr_t>(place);
}

// [both
[[gnu::noinline]] std::uintptr_t on_stack() {
  char room[64];
  room[0] = 1;
  heaplab::demo::keep(room);
  return address_of(room);
}

[[gnu::noinline]] std::uintptr_t in_heap() {
  auto* room = static_cast<char*>(std::malloc(64));
  room[0] = 1;
  heaplab::demo::keep(*room);
  const std::uintptr_t place = address_of(room);
  std::free(room);
  return place;
}
// both]

void compare(Demo& demo) {
  std::unordered_set<std::uintptr_t> places, heap_places, freed_places;
  std::vector<void*> blocks;
  for (std::size_t k = 0; k < calls; ++k) {
    places.insert(on_stack());
    blocks.push_back(std::malloc(64));
    heap_places.insert(address_of(blocks.back()));
  }
  for (void* block : blocks) std::free(block);
  for (std::size_t k = 0; k < calls; ++k) freed_places.insert(in_heap());

  constexpr std::size_t steps = 100'000;
  const auto time = [&](std::uintptr_t (*function)()) {
    return heaplab::demo::least_ns(3, steps, [&] {
      for (std::size_t k = 0; k < steps; ++k) {
        std::uintptr_t place = function();
        heaplab::demo::keep(place);
      }
    });
  };
  const double stack_ns = time(on_stack);
  const double heap_ns = time(in_heap);
  auto& table = demo.table(
      "", {"64 bytes", "1000 times: places", "ns for taking and giving back"});
  table.row({"in a frame", places.size(), measured(stack_ns, "ns")});
  table.row({"from malloc, kept", heap_places.size(), "not given back"});
  table.row({"from malloc, freed at once",
             measured(static_cast<double>(freed_places.size()), ""),
             measured(heap_ns, "ns")});
  demo.expect_equal(
      "a function called again from the same place uses the "
      "same bytes",
      places.size(), std::size_t{1});
  demo.expect_equal("blocks that live together have places of their own",
                    heap_places.size(), calls);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "stack_speed", "Why is the stack fast?",
                            compare);
}
