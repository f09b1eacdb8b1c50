// Which calls of new the compiler leaves out, and which you can.
// break it: `numbers.reserve(1000);` -> ``
#include <fmt/core.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <new>
#include <numeric>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

namespace demo = heaplab::demo;

// [counter
namespace {
long calls = 0;
}

// Takes the place of the library's operator new, for the whole program.
[[gnu::noinline]] void* operator new(std::size_t bytes) {
  ++calls;
  if (void* const block = std::malloc(bytes)) return block;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* block) noexcept {
  std::free(block);
}
// counter]
[[gnu::noinline]] void operator delete(void* block, std::size_t) noexcept {
  std::free(block);
}

namespace {

// [pairs
// Each of them asks for an int, and gives it back.
[[gnu::noinline]] void never_used(int value) {
  int* const number = new int(value);
  delete number;
}
[[gnu::noinline]] int used_here(int value) {
  int* const number = new int(value);
  const int next = *number + 1;
  delete number;
  return next;
}
[[gnu::noinline]] int with_owner(int value) {
  const auto number = std::make_unique<int>(value);
  return *number + 1;
}
[[gnu::noinline]] int shown_to_others(int value) {
  int* number = new int(value);
  demo::keep(number);  // its address leaves the compiler's sight
  const int next = *number + 1;
  delete number;
  return next;
}
[[gnu::noinline]] int asked_by_name(int value) {
  void* const place = ::operator new(sizeof(int));  // a call, no expression
  int* const number = new (place) int(value);
  const int next = *number + 1;
  ::operator delete(place);
  return next;
}
// pairs]

// The calls of operator new in a thousand calls of `body`.
template <class Body>
long calls_of(const Body& body) {
  const long before = calls;
  for (int i = 0; i < 1000; ++i) body(i);
  return calls - before;
}

void show_pairs(demo::Demo& demo) {
  auto& table = demo.table("Calls of operator new, in 1000 calls of",
                           {"function", "calls"});
  const auto row = [&](const char* name, const auto& body) {
    table.row({name, demo::measured(static_cast<double>(calls_of(body)), "")});
  };
  row("never_used", never_used);
  row("used_here", used_here);
  row("with_owner", with_owner);
  const long shown = calls_of(shown_to_others);
  const long asked = calls_of(asked_by_name);
  table.row({"shown_to_others", shown});
  table.row({"asked_by_name", asked});
  demo.expect_equal("a block whose address others see is asked for", shown,
                    1000);
  demo.expect_equal("a call by name is made", asked, 1000);
}

// [habits
[[gnu::noinline]] int growing() {
  std::vector<int> numbers;
  for (int i = 0; i < 1000; ++i) numbers.push_back(i);
  return std::accumulate(numbers.begin(), numbers.end(), 0);
}
[[gnu::noinline]] int reserved() {
  std::vector<int> numbers;
  numbers.reserve(1000);
  for (int i = 0; i < 1000; ++i) numbers.push_back(i);
  demo::keep(numbers);  // or a compiler may leave all of it out
  return std::accumulate(numbers.begin(), numbers.end(), 0);
}
[[gnu::noinline]] int in_the_frame() {
  std::array<int, 1000> numbers;
  for (int i = 0; i < 1000; ++i) numbers[static_cast<unsigned>(i)] = i;
  return std::accumulate(numbers.begin(), numbers.end(), 0);
}
// habits]

void show_habits(demo::Demo& demo) {
  auto& table = demo.table("Calls of operator new, to add 1000 numbers",
                           {"numbers are in", "calls"});
  long before = calls;
  int sum = growing();
  const auto many = static_cast<double>(calls - before);
  table.row({"a vector that grows", demo::measured(many, "")});
  before = calls;
  sum += reserved();
  const long once = calls - before;
  table.row({"a vector with its room reserved", once});
  before = calls;
  sum += in_the_frame();
  const long none = calls - before;
  table.row({"an array in the frame", none});
  demo.expect_equal("reserving asks once", once, 1);
  demo.expect_equal("an automatic array asks nobody", none, 0);
  demo.expect_equal("all three have the same sum", sum, 3 * 499500);
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "new_delete_elision",
                   "Is every new a call of operator new?",
                   [](demo::Demo& demo) {
                     show_pairs(demo);
                     show_habits(demo);
                   });
}
