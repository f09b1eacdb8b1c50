// Small blocks without headers. A size that is asked for often gets runs of its
// own; everything else is a block with a header.
//
// Every multiple of 16 up to 256 is a size class, so a cell wastes less than 16
// bytes. Longer blocks lose little by a header. A class opens its first run
// when it could have filled half of it: the many sizes that a program asks for
// a few times cost no run. A class that is large opens long runs, an eighth of
// what it has, but none longer than a 64th of the heap. So what stands open in
// runs stays a small share of the class, and of the heap.
#pragma once

#include <ostream>

#include "run_checks.hpp"
#include "run_rings.hpp"
#include "tagged_blocks.hpp"

namespace size_classes {

class SmallBlocks {
 public:
  explicit SmallBlocks(heaplab::Heap& heap)
      : heap_(heap),
        tagged_(heap),
        table_{address_of(heap.begin()) & ~(run_page_bytes - 1)},
        rings_(table_.begin) {}

  // A cell that is at hand. Returns nullptr when there is none: allocate() may
  // have one all the same.
  void* allocate_cell(std::size_t bytes) {
    if (bytes > longest_cell_bytes) return nullptr;
    Run* const r = rings_.current(class_for(bytes));
    return r->free != 0 ? run_pop(r) : nullptr;
  }

  void* allocate(std::size_t bytes) {
    if (bytes > longest_cell_bytes) {
      return allocate_tagged(heaplab::alignment_bytes, bytes);
    }
    const std::size_t c = class_for(std::max<std::size_t>(bytes, 1));
    Run* r = rings_.find(c);
    if (r == nullptr) r = open_run(c);
    if (r != nullptr) return run_pop(r);
    void* const payload = allocate_tagged(heaplab::alignment_bytes, c * 16);
    return payload != nullptr ? payload : allocate_longer_cell(c);
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    if (alignment <= heaplab::alignment_bytes) return allocate(bytes);
    return allocate_tagged(alignment, bytes);
  }

  // Takes the payload if it is a cell. Otherwise, for nullptr too: false.
  bool deallocate_cell(void* payload) {
    const std::size_t page = table_.page_of(payload);
    if (!table_.covers(page)) return false;
    Run* const r = table_.run_on(page);
    if (run_push(r, payload)) settle(r);
    return true;
  }

  std::size_t deallocate(void* payload) {
    if (deallocate_cell(payload)) return 0;
    return deallocate_block(payload);
  }
  // The payload is no cell.
  std::size_t deallocate_block(void* payload) {
    return block_bytes(tagged_.give(block_of(payload)));
  }

  // A cell cannot grow, and does not move to become shorter.
  bool resize(void* payload, std::size_t bytes) {
    const Run* const r = table_.find(payload);
    if (r != nullptr) return bytes <= r->cell_bytes;
    if (bytes > heaplab::largest_request_bytes) return false;
    return tagged_.resize(block_of(payload), block_bytes_for(bytes));
  }

  std::size_t usable_bytes(const void* payload) const {
    const Run* const r = table_.find(payload);
    return r != nullptr ? r->cell_bytes
                        : block_payload_bytes(block_of(payload));
  }

  std::size_t free_end_bytes() const { return tagged_.free_end_bytes(); }

  // What is kept for later must not keep the end of the heap from going back.
  void trim(std::size_t keep_bytes) {
    close_empty_runs();
    lower_table();
    tagged_.trim(keep_bytes);
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    for (Block* b = tagged_.first(); b != tagged_.fence(); b = block_next(b)) {
      if (block_has(b, run_bit)) {
        run_walk(static_cast<const Run*>(block_payload(b)), visitor);
      } else if (!block_has(b, table_bit)) {
        visitor.visit({b, block_bytes(b), block_payload(b),
                       block_payload_bytes(b), !block_is_free(b)});
      }
    }
  }

  bool check(std::ostream& why) const {
    const void* faulty = nullptr;
    const char* fault = tagged_.fault(faulty);
    for (Block* b = tagged_.first(); fault == nullptr && b != tagged_.fence();
         b = block_next(b)) {
      if (!block_has(b, run_bit)) continue;
      fault = fault_of(static_cast<const Run*>(faulty = block_payload(b)));
    }
    if (fault == nullptr) return true;
    why << "at heap offset " << address_of(faulty) - address_of(heap_.begin())
        << " is " << fault << '\n';
    return false;
  }

 private:
  static constexpr std::size_t shortest_run_bytes = 1024;
  static constexpr int few_tries = 8;

  // When nothing else is left.
  void* allocate_longer_cell(std::size_t c) {
    while (++c < classes) {
      if (Run* const r = rings_.find(c)) return run_pop(r);
    }
    return nullptr;
  }

  // The event of a run: it is no longer full, or it is empty. One empty run of
  // a class is kept, so that a class that wavers about a run's end does not
  // open and close one all the time.
  [[gnu::noinline]] void settle(Run* r) {
    if (run_is_known_full(r)) return rings_.add_no_longer_full(r);
    Run* const kept = rings_.find_empty(class_of(r));
    if (kept == nullptr) return rings_.move_to_end(r);
    if (kept != r) close_run(r);
  }

  Run* open_run(std::size_t c) {
    if (demand_[c] < shortest_run_bytes / 2) {
      demand_[c] += c * 16;
      return nullptr;
    }
    const std::size_t most = std::max(shortest_run_bytes, heap_.size() / 64);
    const std::size_t bytes =
        round_up(std::clamp(demand_[c] / 8, shortest_run_bytes,
                            std::min(most, longest_run_bytes)),
                 run_page_bytes);
    Block* const b = take(run_page_bytes, bytes);
    if (b == nullptr) return nullptr;
    Run* const r = static_cast<Run*>(block_payload(b));
    if (!cover(at(r, bytes))) return tagged_.give(b), nullptr;
    b->tag |= run_bit;
    run_begin(r, block_payload_bytes(b), c * 16);
    table_.enter(r, bytes);
    demand_[c] += bytes;
    ++runs_;
    rings_.add_new(r);
    return r;
  }

  void close_run(Run* r) {
    rings_.remove(r);
    --runs_;
    demand_[class_of(r)] -= run_bytes(r);
    table_.leave(r, run_bytes(r));
    tagged_.give(block_of(r));
  }

  bool close_empty_runs() {
    bool closed = false;
    for (std::size_t c = 1; c < classes; ++c) {
      Run* const r = rings_.find_empty(c);
      if (r == nullptr) continue;
      close_run(r);
      closed = true;
    }
    if (runs_ == 0) drop_table();
    return closed;
  }

  // A block of `bytes` bytes, its tag included, from wherever there is one.
  Block* take(std::size_t alignment, std::size_t bytes) {
    Block* b = tagged_.take(alignment, bytes, few_tries);
    if (b == nullptr && close_empty_runs()) {
      b = tagged_.take(alignment, bytes, few_tries);
    }
    if (b == nullptr) b = tagged_.take_at_end(alignment, bytes);
    if (b == nullptr) b = tagged_.take(alignment, bytes, INT_MAX);
    return b;
  }

  void* allocate_tagged(std::size_t alignment, std::size_t bytes) {
    if (std::max(alignment, bytes) > heaplab::largest_request_bytes) {
      return nullptr;
    }
    alignment = std::max(alignment, heaplab::alignment_bytes);
    Block* const b = take(alignment, block_bytes_for(bytes));
    return b == nullptr ? nullptr : block_payload(b);
  }

  // Makes the table have an entry for each page before `end`.
  bool cover(const void* end) {
    std::size_t pages = table_.page_of(end) + 1;
    if (pages <= table_.pages) return true;
    if (pages > most_run_pages) return false;
    pages += pages / 4;
    Block* const b = take(heaplab::alignment_bytes, block_bytes_for(pages));
    if (b != nullptr) move_table(b, pages);
    return b != nullptr;
  }
  // So that it does not stand in the way of a block as long as the heap.
  void drop_table() {
    if (table_.entries != nullptr) tagged_.give(block_of(table_.entries));
    table_.entries = nullptr;
    table_.pages = 0;
  }
  // To a lower place, if one is free.
  void lower_table() {
    if (table_.entries == nullptr) return;
    Block* const b = tagged_.take(heaplab::alignment_bytes,
                                  block_bytes_for(table_.pages), few_tries);
    if (b == nullptr) return;
    if (address_of(b) < address_of(table_.entries)) {
      move_table(b, table_.pages);
    } else {
      tagged_.give(b);
    }
  }
  void move_table(Block* b, std::size_t pages) {
    b->tag |= table_bit;
    auto* const entries = static_cast<std::uint8_t*>(block_payload(b));
    std::memset(entries, 0, pages);
    if (table_.entries != nullptr) {
      std::memcpy(entries, table_.entries, table_.pages);
      tagged_.give(block_of(table_.entries));
    }
    table_.entries = entries;
    table_.pages = pages;
  }

  const char* fault_of(const Run* r) const {
    const char* const fault = run_fault(r);
    if (fault != nullptr) return fault;
    if (r->cell_bytes > longest_cell_bytes) return "a run of too long cells";
    if (!table_.has(r, run_bytes(r))) return "a run that the table lacks";
    if (run_is_known_full(r)) return nullptr;
    const Run* const next = rings_.next(r);
    const bool linked =
        tagged_.contains(next) && rings_.are_neighbours(r, next);
    return linked ? nullptr : "a run with a wrong link";
  }

  heaplab::Heap& heap_;
  TaggedBlocks tagged_;
  RunTable table_;
  RunRings rings_;
  std::size_t runs_ = 0;
  // Bytes in runs, and at first the bytes that were asked for without one.
  std::array<std::size_t, classes> demand_{};
};

}  // namespace size_classes

using size_classes::SmallBlocks;
static_assert(heaplab::SmallBlocksContract<SmallBlocks>);
