// Heaps that allocators have made.
#include <fmt/format.h>

#include <algorithm>

#include "judge/checker.hpp"
#include "judge/lockstep.hpp"
#include "judge/one_core.hpp"
#include "support/error.hpp"

namespace heaplab::judge {
namespace {

using player::Command;
using trace::OperationKind;

class Taker {
 public:
  Taker(const trace::Trace& trace, const Submission& submission,
        const Limits& limits)
      : trace_(trace),
        submission_(submission),
        limits_(limits),
        player_(submission, limits,
                {.heap_limit =
                     trace.heap_limit ? trace.heap_limit : limits.heap_bytes,
                 .fill_new_heap = true}),
        addresses_(trace.slots()) {
    run(Command::load);
    require(Command::image, "image()");
    run(Command::construct);
  }

  void perform(const trace::Operation& operation);
  heaps::Image image();

 private:
  std::uint64_t run(Command command, std::uint64_t first = 0,
                    std::uint64_t second = 0) {
    if (player_.run(command, first, second))
      return player_.read(player_.response().value);
    fail(end_in_words(player_.end(), limits_).actual);
  }
  void require(Command command, std::string_view what) {
    const std::uint64_t missing = player_.read(player_.response().missing);
    if (missing >> static_cast<unsigned>(command) & 1)
      fail(fmt::format("it has no {}", what));
  }
  [[noreturn]] void fail(std::string_view what) const {
    throw InputError(fmt::format(
        "{}: expected an allocator that runs {} and shows its heap, found "
        "this in line {}: {}; choose another trace",
        submission_.name, trace_.path, line_, what));
  }

  const trace::Trace& trace_;
  const Submission& submission_;
  const Limits& limits_;
  PlayerProcess player_;
  std::vector<std::uint64_t> addresses_;  // by slot
  std::uint32_t line_ = 0;
};

void Taker::perform(const trace::Operation& operation) {
  line_ = operation.line;
  const std::uint32_t slot = operation.slot;
  switch (operation.kind) {
    case OperationKind::allocate:
      addresses_[slot] = run(Command::allocate, operation.bytes);
      return;
    case OperationKind::allocate_zeroed:
      addresses_[slot] = run(Command::allocate_zeroed, operation.bytes);
      return;
    case OperationKind::allocate_aligned:
      addresses_[slot] =
          run(Command::allocate_aligned, operation.alignment, operation.bytes);
      return;
    case OperationKind::reallocate: {
      const std::uint64_t moved =
          run(Command::reallocate, addresses_[slot], operation.bytes);
      if (moved != 0 || operation.bytes == 0) addresses_[slot] = moved;
      return;
    }
    case OperationKind::deallocate:
      run(Command::deallocate, addresses_[slot]);
      addresses_[slot] = 0;
      return;
    case OperationKind::deallocate_null:
      run(Command::deallocate);
      return;
    case OperationKind::expect:
      return;
    default:
      fail("a mark or a release");
  }
}

// What image() shows, copied: the bytes are those of the whole heap.
heaps::Image Taker::image() {
  run(Command::image);
  const auto record = player_.read(player_.response().image);
  player_.clear_long_answers();
  heaps::Image image;
  image.base = player_.heap_base();
  image.begin = record.begin;
  image.end = record.end;
  if (record.list_count > player::most_lists)
    fail(fmt::format("{} lists, more than {}", record.list_count,
                     player::most_lists));
  const auto lists = static_cast<std::ptrdiff_t>(record.list_count);
  image.heads.assign(record.head, record.head + lists);
  image.minimums.assign(record.minimum_bytes, record.minimum_bytes + lists);
  if (!std::is_sorted(image.minimums.begin(), image.minimums.end()))
    fail("lists that are not in ascending order");
  const std::uint64_t bytes = std::min<std::uint64_t>(
      player_.heap().bytes(), player_.read(player_.response().heap_bytes));
  const std::byte* heap = player_.heap().data();
  image.bytes.assign(heap, heap + bytes);
  if (!image.has_word(image.begin) || !image.has_word(image.end))
    fail("no heap, or one outside of the memory it was given");
  return image;
}

}  // namespace

TakenHeap take_heap(const trace::Trace& trace, const Submission& submission,
                    const Limits& limits,
                    const std::function<bool(const heaps::Image&)>& is_wanted) {
  const OneCore core;
  Taker taker(trace, submission, limits);
  TakenHeap taken;
  for (const trace::Operation& operation : trace.operations) {
    taker.perform(operation);
    ++taken.operations;
    if (operation.kind == OperationKind::expect) continue;
    taken.image = taker.image();
    if (is_wanted(taken.image)) return taken;
  }
  if (taken.image.bytes.empty()) taken.image = taker.image();
  return taken;
}

}  // namespace heaplab::judge
