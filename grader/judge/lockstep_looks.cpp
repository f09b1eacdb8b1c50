// What the submission says of itself, against what the judge knows.
#include <fmt/format.h>

#include <cstring>

#include "judge/lockstep.hpp"

namespace heaplab::judge {

using player::Command;

void Lockstep::look_at_blocks() {
  check_long_answers();
  look_at_mappings();
  if (kind_ == TraceKind::call_stack) return check_stack();
  check_walk();
  check_checker();
}

void Lockstep::check_walk() {
  const std::uint64_t missing = player_.read(player_.response().missing);
  if (missing >> static_cast<unsigned>(Command::walk) & 1) return;
  const auto blocks = walk();
  const std::uint64_t end = player_.heap_base() + heap_bytes();
  std::uint64_t reached = player_.heap_base();
  auto payload = payloads_.by_address().begin();
  const auto last = payloads_.by_address().end();
  const auto unseen = [&] {
    fail(FindingKind::walk_disagrees,
         fmt::format("walk() shows block {}, {} bytes at {}, as allocated",
                     trace_.ids[payload->second],
                     payloads_[payload->second].bytes,
                     place(view(), payload->first)),
         fmt::format("it shows {} blocks, and not this one", blocks.size()),
         payload->first);
  };
  for (const auto& block : blocks) {
    const bool outside =
        block.address > end || block.bytes > end - block.address;
    if (block.address < reached ||
        (outside && !mappings_.holds(block.address, block.bytes)))
      fail(FindingKind::walk_disagrees,
           std::string("walk() shows blocks in address order, none over "
                       "another, all in the heap") +
               (mappings_.is_allowed() ? " or in one mapping each" : ""),
           fmt::format("a block of {} bytes at {} after one that ends at {}",
                       block.bytes, place(view(), block.address),
                       place(view(), reached)),
           block.address);
    reached = block.address + block.bytes;
    while (payload != last && payload->first < reached) {
      if (!block.allocated || block.payload != payload->first ||
          block.payload_bytes < payloads_[payload->second].bytes)
        unseen();
      ++payload;
    }
  }
  if (payload != last && blocks.size() < player::most_blocks) unseen();
}

void Lockstep::check_checker() {
  const std::uint64_t missing = player_.read(player_.response().missing);
  if (missing >> static_cast<unsigned>(Command::check) & 1) return;
  command(Command::check);
  const std::string why(player_.response().text,
                        ::strnlen(player_.response().text, player::text_bytes));
  player_.clear_long_answers();
  if (player_.read(player_.response().value) != 0) return;
  fail(FindingKind::checker_false_alarm,
       "check() returns true: the judge found every payload in order",
       "false, and it wrote: " + (why.empty() ? "nothing" : safe_output(why)));
}

}  // namespace heaplab::judge
