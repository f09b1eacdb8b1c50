// One member of many records: in the records, and in an array of its own.
// break it: `price.push_back(record.price)` -> `price.push_back(record.id)`
// flags: -O2 -fno-tree-vectorize
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

constexpr std::size_t record_count = 1 << 19;

// [layouts
// One after the other: an array of structs.
struct alignas(64) Item {
  std::int64_t id;
  std::int64_t price;  // the loop below needs this one only
  char name[48];
};

// Each member for itself: a struct of arrays.
struct Items {
  std::vector<std::int64_t> id;
  std::vector<std::int64_t> price;
  std::vector<std::string> name;
};
// layouts]

// How many lines of 64 bytes hold a member, by the addresses.
class Lines {
 public:
  void touch(const void* place) {
    const auto line = reinterpret_cast<std::uintptr_t>(place) / 64;
    count_ += line != last_;
    last_ = line;
  }
  std::size_t count() const { return count_; }

 private:
  std::uintptr_t last_ = 0;
  std::size_t count_ = 0;
};

void compare(Demo& demo) {
  std::vector<Item> records(record_count);
  for (std::size_t k = 0; k < record_count; ++k)
    records[k] = {
        static_cast<std::int64_t>(k), static_cast<std::int64_t>(k % 97), {}};
  Items items;
  std::vector<std::int64_t>& price = items.price;
  for (const Item& record : records) price.push_back(record.price);

  std::int64_t sum_of_structs = 0, sum_of_arrays = 0;
  const double ns_structs = heaplab::demo::least_ns(3, record_count, [&] {
    std::int64_t sum = 0;
    for (const Item& record : records) sum += record.price;
    heaplab::demo::keep(sum);
    sum_of_structs = sum;
  });
  const double ns_arrays = heaplab::demo::least_ns(3, record_count, [&] {
    std::int64_t sum = 0;
    for (const std::int64_t each : price) sum += each;
    heaplab::demo::keep(sum);
    sum_of_arrays = sum;
  });

  Lines of_structs, of_arrays;
  for (const Item& record : records) of_structs.touch(&record.price);
  for (const std::int64_t& each : price) of_arrays.touch(&each);
  auto& table =
      demo.table("", {"layout", "sum", "prices on a line", "ns a price"});
  table.row({"array of structs", sum_of_structs,
             record_count / of_structs.count(), measured(ns_structs, "ns")});
  table.row({"struct of arrays", sum_of_arrays,
             record_count / (of_arrays.count() - 1),
             measured(ns_arrays, "ns")});
  table.row({"first / second", "", "", measured(ns_structs / ns_arrays, "x")});
  demo.expect_equal("both layouts hold the same prices", sum_of_structs,
                    sum_of_arrays);
  demo.expect_equal(
      "in an array of structs of a line each, every price is "
      "on a line of its own",
      of_structs.count(), record_count);
  demo.expect("eight prices side by side share a line",
              of_arrays.count() <= record_count / 8 + 1);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "field_locality",
                            "Does it matter what lies beside a member?",
                            compare);
}
