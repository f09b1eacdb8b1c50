// What the first touch of a page costs, and the second.
// break it: `touch(memory, pages);  // first` -> `touch(memory, 0);  // first`
#include "demo/clock.hpp"
#include "demo/demo.hpp"
#include "pages.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::now_ns;
using heaplab::demo::Table;

namespace {

constexpr std::size_t pages = 512;

// [touch
// Writes one byte to each page.
void touch(volatile char* memory, std::size_t count) {
  for (std::size_t i = 0; i < count; i++) {
    memory[i * page_bytes] = 1;
  }
}
// touch]

long sum_of_bytes(const char* memory) {
  long sum = 0;
  for (std::size_t i = 0; i < pages * page_bytes; i++) {
    sum += memory[i];
  }
  return sum;
}

struct Step {
  double ns_a_page;
  long minor_faults, major_faults;
  std::size_t resident;
};

template <class Action>
Step measure(char* const& memory, Action action) {
  const Faults before = faults_so_far();
  const double start = now_ns();
  action();
  const double ns = now_ns() - start;
  const Faults after = faults_so_far();
  return {ns / pages, after.minor - before.minor, after.major - before.major,
          resident_pages(memory, pages)};
}

void show(Table& table, const char* what, const Step& step) {
  table.row({what, measured(step.ns_a_page, "ns"),
             measured(std::to_string(step.minor_faults)),
             measured(std::to_string(step.major_faults)), step.resident});
}

void touch_all(Demo& demo) {
  Table& table = demo.table(
      "512 pages", {"step", "time a page", "faults", "from disk", "resident"});
  // [steps
  char* memory = nullptr;
  const Step map = measure(memory, [&] { memory = new_pages(pages); });
  const Step first = measure(memory, [&] {
    touch(memory, pages);  // first
  });
  const Step second = measure(memory, [&] { touch(memory, pages); });
  // steps]
  show(table, "mmap", map);
  show(table, "first write", first);
  show(table, "second write", second);
  give_back(memory, pages);
  demo.expect_equal("mmap alone makes no page resident", map.resident, 0u);
  demo.expect_equal("the first write makes each page resident", first.resident,
                    pages);
}

// [half
void touch_one_byte(Demo& demo) {
  char* memory = new_pages(pages);
  memory[pages / 2 * page_bytes + 100] = 1;
  const std::size_t after_one_byte = resident_pages(memory, pages);
  const long sum = sum_of_bytes(memory);  // reads them all
  // half]
  Table& table = demo.table("", {"what", "value"});
  table.row({"pages resident after one byte was written", after_one_byte});
  table.row({"sum of all bytes", sum});
  table.row({"size of a page", measured(std::to_string(page_bytes) + " B")});
  give_back(memory, pages);
  demo.expect_equal("one byte needs a whole page, and no second one",
                    after_one_byte, 1u);
  demo.expect_equal("new pages read as zero", sum, 1);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "first_touch",
                            "What does the first touch of a page cost?",
                            [](Demo& demo) {
                              touch_all(demo);
                              touch_one_byte(demo);
                            });
}
