// How structs travel: by what is in each of their eight bytes, or by a pointer.
// break it: `Place{Kind::integer, k}` -> `Place{Kind::integer, 1 - k}`
// flags: -O1
#include <cstring>
#include <string>
#include <vector>

#include "capture.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

// [types
struct Pair {
  long a, b;
};
struct Point {
  double x, y;
};
struct Mixed {
  double weight;
  long count;
};
struct Small {
  int a;
  float b;
};
struct Colour {
  float r, g, b, a;
};
struct Triple {
  long a, b, c;
};
struct Owner {
  long a;
  ~Owner() {}  // written by hand, so copies matter
};
// types]

// A place for some bytes of a struct: a register, the stack from its first
// word on, or memory that a register points to.
enum class Kind { integer, vector, stack, pointer };
struct Place {
  Kind kind;
  int number = 0;
  std::size_t bytes = 8;
};

const void* bytes_at(const Place& place) {
  switch (place.kind) {
    case Kind::integer:
      return &captured.integer[place.number];
    case Kind::vector:
      return &captured.vector[place.number];
    case Kind::stack:
      return &captured.stack[place.number];
    case Kind::pointer:
      return reinterpret_cast<const void*>(captured.integer[place.number]);
  }
  return nullptr;
}

std::string text_of(const std::vector<Place>& places) {
  std::string text;
  for (const Place& place : places) {
    if (!text.empty()) text += " ";
    if (place.kind == Kind::stack) return text + "the stack";
    if (place.kind == Kind::pointer) text += "memory, pointer in ";
    text += place.kind == Kind::vector
                ? vector_prefix + std::to_string(place.number)
                : integer_names[place.number];
  }
  return text;
}

// The next bytes of the object stand in each of the places, in order.
bool found_in(const std::vector<Place>& places, const void* object) {
  const char* next = static_cast<const char*>(object);
  for (const Place& place : places) {
    if (std::memcmp(bytes_at(place), next, place.bytes) != 0) return false;
    next += place.bytes;
  }
  return true;
}

// [pass
template <class Struct>
[[gnu::noinline]] bool arrives(const Struct& object,
                               const std::vector<Place>& places) {
  capture_as<Struct>()(object);
  return found_in(places, &object);
}
// pass]

class Rows {
 public:
  explicit Rows(Demo& demo)
      : table_(demo.table("", {"struct", "members", "bytes", "arrives in"})) {}

  template <class Struct>
  void add(const char* name, const char* members, const Struct& object,
           const std::vector<Place>& x86_64,
           const std::vector<Place>& aarch64) {
#if defined(__x86_64__)
    const auto& places = x86_64;
    static_cast<void>(aarch64);
#else
    const auto& places = aarch64;
    static_cast<void>(x86_64);
#endif
    all_ = arrives(object, places) && all_;
    table_.row({name, members, sizeof object, measured(text_of(places))});
  }
  bool all() const { return all_; }

 private:
  heaplab::demo::Table& table_;
  bool all_ = true;
};

void compare(Demo& demo) {
  const auto integer = [](int k) { return Place{Kind::integer, k}; };
  const auto vector = [](int k, std::size_t bytes = 8) {
    return Place{Kind::vector, k, bytes};
  };
  const Place stack{Kind::stack, 0, sizeof(Triple)};
  const Place large{Kind::pointer, 0, sizeof(Triple)};
  const Place address{Kind::pointer, 0, sizeof(Owner)};
  Pair pair{};
  pair = {0x11, 0x22};
  Rows rows(demo);
  rows.add("Pair", "long, long", pair, {integer(0), integer(1)},
           {integer(0), integer(1)});
  rows.add("Point", "double, double", Point{1.5, 2.5}, {vector(0), vector(1)},
           {vector(0), vector(1)});
  rows.add("Mixed", "double, long", Mixed{3.5, 0x33}, {vector(0), integer(0)},
           {integer(0), integer(1)});
  rows.add("Small", "int, float", Small{0x44, 4.5f}, {integer(0)},
           {integer(0)});
  rows.add("Colour", "4 floats", Colour{5, 6, 7, 8}, {vector(0), vector(1)},
           {vector(0, 4), vector(1, 4), vector(2, 4), vector(3, 4)});
  rows.add("Triple", "3 longs", Triple{0x55, 0x66, 0x77}, {stack}, {large});
  rows.add("Owner", "long, destructor", Owner{0x88}, {address}, {address});
  demo.expect("every struct arrives where the ABI says", rows.all());
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "struct_abi",
                            "How does a struct travel?", compare);
}
