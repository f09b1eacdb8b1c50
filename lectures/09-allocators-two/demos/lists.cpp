// What it costs to find a free block: all blocks, a list of free ones, classes.
// break it: `place->second.bytes >= needed` -> `place->second.bytes > needed`
#include <bit>
#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "08-allocators-one/demos/model_heap.hpp"
#include "08-allocators-one/demos/random_requests.hpp"
#include "demo/demo.hpp"

namespace {

using model::Bytes;
using model::Heap;

enum class Order { last_in_first_out, by_address };

// Free blocks on lists. With one list all are on it; with more, list k holds
// the lengths from 2^k to 2^(k+1) - 1.
class FreeLists {
 public:
  FreeLists(Order order, bool by_length)
      : order_(order), lists_(by_length ? 64 : 1) {}

  // [lists
  void insert(Bytes offset, Bytes length) {
    List& list = lists_[list_of(length)];
    auto before = list.begin();
    if (order_ == Order::by_address)
      while (before != list.end() && before->offset < offset) {
        ++before;
        ++steps_;  // an ordered list is walked along by insert, too
      }
    places_[offset] = list.insert(before, {offset, length});
  }
  void remove(Bytes offset, Bytes length) {
    lists_[list_of(length)].erase(places_.at(offset));
    places_.erase(offset);
  }
  // The first that is long enough, on the list of its class or on the next
  // longer one that has any.
  bool find(Bytes needed, Bytes& offset) {
    for (std::size_t k = list_of(needed); k < lists_.size(); ++k)
      for (const Entry& entry : lists_[k]) {
        ++steps_;
        const Bytes length = entry.length;
        if (length < needed) continue;
        offset = entry.offset;
        return true;
      }
    return false;
  }
  // lists]
  std::uint64_t steps() const { return steps_; }

 private:
  struct Entry {
    Bytes offset, length;
  };
  using List = std::list<Entry>;

  std::size_t list_of(Bytes length) const {
    return lists_.size() == 1 ? 0 : std::bit_width(length) - 1;
  }

  Order order_;
  std::vector<List> lists_;
  std::map<Bytes, List::iterator> places_;  // a real block holds its own links
  std::uint64_t steps_ = 0;
};

// An allocator that keeps its free blocks on lists.
class Allocator {
 public:
  Allocator(Order order, bool by_length) : lists_(order, by_length) {}

  Bytes allocate(Bytes payload) {
    const Bytes needed = model::block_bytes(payload);
    Bytes offset = 0;
    if (!lists_.find(needed, offset)) {
      if (heap_.free_end() != heap_.end()) unlist(heap_.free_end());
      return heap_.grow(needed)->first;
    }
    const auto free = heap_.at(offset);
    unlist(free);
    const auto block = heap_.take(free, needed);
    if (const auto rest = std::next(block); heap_.is_free(rest)) enlist(rest);
    return offset;
  }
  void release(Bytes offset) {
    const auto block = heap_.at(offset);
    if (heap_.is_free(std::next(block))) unlist(std::next(block));
    if (block != heap_.begin() && heap_.is_free(std::prev(block)))
      unlist(std::prev(block));
    enlist(heap_.release(block));
  }
  Heap& heap() { return heap_; }
  std::uint64_t steps() const { return lists_.steps(); }

 private:
  void enlist(Heap::Place free) {
    lists_.insert(free->first, free->second.bytes);
  }
  void unlist(Heap::Place free) {
    lists_.remove(free->first, free->second.bytes);
  }

  Heap heap_;
  FreeLists lists_;
};

struct Result {
  Bytes heap_bytes;
  std::uint64_t steps;
};

Result with_lists(const model::Sequence& sequence, Order order,
                  bool by_length) {
  Allocator allocator(order, by_length);
  perform(
      sequence, [&](Bytes payload) { return allocator.allocate(payload); },
      [&](Bytes offset) { allocator.release(offset); });
  return {allocator.heap().bytes(), allocator.steps()};
}

// First fit along all blocks, allocated ones too.
Result without_lists(const model::Sequence& sequence) {
  Heap heap;
  std::uint64_t steps = 0;
  const auto allocate = [&](Bytes payload) {
    const Bytes needed = model::block_bytes(payload);
    for (auto place = heap.begin(); place != heap.end(); ++place) {
      ++steps;
      if (heap.is_free(place) && place->second.bytes >= needed)
        return heap.take(place, needed)->first;
    }
    return heap.grow(needed)->first;
  };
  perform(sequence, allocate,
          [&](Bytes offset) { heap.release(heap.at(offset)); });
  return {heap.bytes(), steps};
}

void show(heaplab::demo::Demo& demo) {
  constexpr std::uint64_t allocations = 20000;
  const auto sequence = model::random_requests(allocations, 1000, 4096, 9);
  auto& table = demo.table(
      "20,000 requests of 1 to 4096 bytes, at most 1000 blocks at a time",
      {"free blocks are", "steps for each request", "utilization"});
  const auto row = [&](const char* name, const Result& result) {
    const auto percent = 100 * sequence.peak_payload / result.heap_bytes;
    table.row(
        {name, result.steps / allocations, std::to_string(percent) + " %"});
    return result;
  };
  const auto implicit = row("among all blocks", without_lists(sequence));
  const auto newest =
      row("on one list, last in first out",
          with_lists(sequence, Order::last_in_first_out, false));
  const auto by_address = row("on one list, by address",
                              with_lists(sequence, Order::by_address, false));
  const auto classes =
      row("on a list for each doubling",
          with_lists(sequence, Order::last_in_first_out, true));
  demo.expect_equal("first fit places the same with and without a list",
                    by_address.heap_bytes, implicit.heap_bytes);
  demo.expect("classes take fewer steps than one list by address",
              classes.steps < by_address.steps);
  demo.expect("and need a shorter heap than one list, last in first out",
              classes.heap_bytes < newest.heap_bytes);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "lists",
                            "What does it cost to find a free block?", show);
}
