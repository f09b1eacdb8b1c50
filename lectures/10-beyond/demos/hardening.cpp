// What an allocator can do about a program's mistakes, and when it notices.
// break it: `PROT_NONE` -> `PROT_READ | PROT_WRITE`
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <string>

#include "demo/child.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::run_in_child;

namespace {

constexpr std::size_t payload_bytes = 32;

// [guard
// The two pages of a block whose end is the end of the first one. The second
// is a guard: it may not be touched.
char* block_before_a_guard() {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* start = mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) return nullptr;
  char* guard = static_cast<char*>(start) + page;
  mprotect(guard, page, PROT_NONE);
  return guard - payload_bytes;
}
// guard]

// Slots for payloads, each followed by room for a canary.
class Pool {
  struct Slot {
    char payload[payload_bytes];
    char canary;
  };

 public:
  static constexpr char canary = 0x5a;
  static constexpr char junk = 0x6b;

  // Freed blocks wait until `quarantine` others were freed after them.
  explicit Pool(std::size_t quarantine) : quarantine_(quarantine) {
    for (Slot& slot : slots_) free_.push_back(&slot);
  }

  // [pool
  char* allocate() {
    Slot* slot = free_.back();
    free_.pop_back();
    slot->canary = canary;
    return slot->payload;
  }

  void deallocate(char* payload) {
    Slot* slot = slot_of(payload);
    if (slot->canary != canary) ++overflows_;
    std::fill_n(slot->payload, payload_bytes, junk);
    waiting_.push_back(slot);
    while (waiting_.size() > quarantine_) release(waiting_.front());
  }

  void release(Slot* slot) {
    waiting_.pop_front();
    char* end = slot->payload + payload_bytes;
    if (std::count(slot->payload, end, junk) != payload_bytes) ++late_writes_;
    free_.push_back(slot);
  }
  // pool]

  int overflows() const { return overflows_; }
  int late_writes() const { return late_writes_; }

 private:
  Slot* slot_of(char* payload) {
    return std::find_if(slots_.begin(), slots_.end(), [payload](Slot& slot) {
      return slot.payload == payload;
    });
  }

  std::size_t quarantine_;
  std::array<Slot, 8> slots_;
  std::deque<Slot*> free_;
  std::deque<Slot*> waiting_;
  int overflows_ = 0;
  int late_writes_ = 0;
};

struct Outcome {
  bool hits_another;  // the write changes what somebody else owns
  int noticed;
};

Outcome write_after_free(std::size_t quarantine) {
  Pool pool(quarantine);
  char* block = pool.allocate();
  pool.deallocate(block);
  char* next_owner = pool.allocate();
  next_owner[0] = 'n';
  block[0] = 'x';  // the mistake
  const bool hit = next_owner[0] == 'x';
  for (int k = 0; k < 8; ++k) pool.deallocate(pool.allocate());
  return {hit, pool.late_writes()};
}

int overflows_noticed() {
  Pool pool(0);
  char* block = pool.allocate();
  char* volatile end = block + payload_bytes;
  *end = 'x';  // the mistake
  pool.deallocate(block);
  return pool.overflows();
}

void show(Demo& demo) {
  auto& table = demo.table("", {"measure", "mistake", "it changes", "noticed"});
  const auto guarded = run_in_child([] {
    char* block = block_before_a_guard();
    block[payload_bytes - 1] = 'x';
    block[payload_bytes] = 'x';  // the mistake
    return 0;
  });
  table.row({"guard page", "a write past the end", "nothing",
             "at once: " + guarded.in_words()});
  const int overflows = overflows_noticed();
  table.row({"canary", "a write past the end", "the canary",
             overflows == 1 ? "when it is freed" : "never"});
  const Outcome plain = write_after_free(0);
  const Outcome quarantined = write_after_free(4);
  const auto row = [&](const char* measure, const Outcome& outcome) {
    table.row({measure, "a write after free",
               outcome.hits_another ? "the next owner's bytes" : "nothing",
               outcome.noticed == 1 ? "when quarantine ends" : "never"});
  };
  row("none", plain);
  row("quarantine of 4", quarantined);

  void (*volatile give_back)(void*) = free;
  const auto twice = run_in_child([give_back] {
    void* block = malloc(48);
    give_back(block);
    give_back(block);  // the mistake
    return 0;
  });
  auto& system =
      demo.table("This system's malloc", {"mistake", "ends with", "says"});
  system.row({"a block freed twice", measured(twice.in_words()),
              measured(twice.output.substr(0, twice.output.find('\n')))});

  demo.expect_equal("a write into a guard page ends the program",
                    guarded.signal, SIGSEGV);
  demo.expect("a canary shows a write past the end", overflows == 1);
  demo.expect("without a quarantine the next owner is hit",
              plain.hits_another && plain.noticed == 0);
  demo.expect("in quarantine a late write hits nobody, and is found",
              !quarantined.hits_another && quarantined.noticed == 1);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "hardening",
                            "When does an allocator notice a mistake?", show);
}
