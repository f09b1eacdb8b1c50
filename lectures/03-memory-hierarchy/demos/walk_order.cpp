// One list of records, walked in the order of addresses and in a random one.
// break it: `sum += record->value` -> `sum += record->value + (random ? 1 : 0)`
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

constexpr std::size_t record_count = 1 << 20;

// [record
struct Record {
  Record* next;
  std::int64_t value;
};
// record]

Record* link(std::vector<Record>& records,
             const std::vector<std::uint32_t>& order) {
  for (std::size_t k = 0; k + 1 < order.size(); ++k)
    records[order[k]].next = &records[order[k + 1]];
  records[order.back()].next = nullptr;
  return &records[order.front()];
}

struct Walk {
  std::int64_t sum = 0;
  std::size_t line_changes = 0;
  double ns = 0;
};

std::size_t line_of(const Record* record) {
  return reinterpret_cast<std::uintptr_t>(record) / 64;
}

Walk walk(const Record* first, [[maybe_unused]] bool random) {
  Walk walk;
  walk.ns = heaplab::demo::least_ns(2, record_count, [&] {
    std::int64_t sum = 0;
    // [walk
    for (const Record* record = first; record != nullptr; record = record->next)
      sum += record->value;
    // walk]
    heaplab::demo::keep(sum);
    walk.sum = sum;
  });
  for (const Record* record = first; record->next != nullptr;
       record = record->next)
    walk.line_changes += line_of(record) != line_of(record->next);
  return walk;
}

void compare(Demo& demo) {
  std::vector<Record> records(record_count);
  for (std::size_t k = 0; k < record_count; ++k)
    records[k].value = static_cast<std::int64_t>(k);
  std::vector<std::uint32_t> order(record_count);
  std::iota(order.begin(), order.end(), 0u);
  const Walk in_order = walk(link(records, order), false);
  std::shuffle(order.begin(), order.end(), std::minstd_rand(1));
  const Walk scattered = walk(link(records, order), true);

  auto& table = demo.table("", {"order of the list", "records", "sum",
                                "steps to another line", "ns a record"});
  const auto row = [&](const char* name, const Walk& each) {
    table.row({name, record_count, each.sum,
               measured(static_cast<double>(each.line_changes), ""),
               measured(each.ns, "ns")});
  };
  row("by address", in_order);
  row("random", scattered);
  table.row({"random / by address", "", "",
             measured(static_cast<double>(scattered.line_changes) /
                          static_cast<double>(in_order.line_changes),
                      "x"),
             measured(scattered.ns / in_order.ns, "x")});
  demo.expect_equal("both walks add up the same records", scattered.sum,
                    in_order.sum);
  demo.expect("the random walk changes its line at nearly every step",
              scattered.line_changes > record_count / 10 * 9);
  demo.expect("in the order of addresses a line serves several records",
              in_order.line_changes < record_count / 3);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "walk_order",
                            "Does the order of a walk matter?", compare);
}
