// What must hold after every operation, looked at from outside.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "judge/lockstep.hpp"
#include "judge/pattern.hpp"
#include "judge/source_lines.hpp"

namespace heaplab::judge {
namespace {

using player::Command;
using trace::OperationKind;

constexpr std::uint64_t natural_alignment = 16;
// A refusal is wrong while a block of the request's size, with this much for
// its header, footer and rounding, would still fit.
constexpr std::uint64_t block_overhead = 128;
// What the kit's own code may take from malloc while it loads a submission.
constexpr std::uint64_t private_allowance = 8 << 10;
// The submission's own writable segments, which are bounded, in whole pages.
constexpr std::uint64_t mapped_allowance = 64 << 10;

constexpr const char* all_from_the_heap =
    "all memory comes from the heap that the allocator was given";

}  // namespace

void Lockstep::after(const trace::Operation& operation) {
  if (operation.kind == OperationKind::expect) return;
  check_private_memory();
  check_heap();
  check_unmapped();
  ++replay_.operations;
  if (kind_ == TraceKind::misuse) return after_misuse();
  check_no_reports();
  if (trace::is_call_operation(operation.kind))
    check_frames();
  else if (operation.kind != OperationKind::deallocate_null &&
           operation.kind != OperationKind::mark &&
           operation.kind != OperationKind::release)
    check_neighbours(last_address_[operation.slot]);
  sweep();
  if (current_ >= watch_.from && !watch_.pair && payloads_.is_live(watch_.slot))
    verify(watch_.slot);
  if ((current_ + 1) % look_every_ == 0) look_at_blocks();
  note_payload();
}

void Lockstep::note_payload() {
  replay_.peak_payload_bytes =
      std::max(replay_.peak_payload_bytes, payloads_.live_bytes());
  payload_sum_ += static_cast<double>(payloads_.live_bytes());
  footprint_sum_ += static_cast<double>(footprint());
}

void Lockstep::check_place(const trace::Operation& operation,
                           std::uint64_t address) {
  check_private_memory();
  const std::uint64_t alignment =
      operation.kind == OperationKind::allocate_aligned
          ? std::max(operation.alignment, natural_alignment)
          : natural_alignment;
  if (address % alignment != 0)
    fail(FindingKind::misaligned,
         fmt::format("a payload at a multiple of {}", alignment),
         fmt::format("{}, which is {} more than one", place(view(), address),
                     address % alignment),
         address);
  const std::uint64_t begin = player_.heap_base();
  const std::uint64_t end = begin + heap_bytes();
  const bool outside =
      address < begin || address > end || operation.bytes > end - address;
  if (outside && !mappings_.holds(address, operation.bytes))
    fail(FindingKind::outside_heap,
         fmt::format("{} bytes within the heap, which is {} bytes long{}",
                     operation.bytes, heap_bytes(),
                     mappings_.is_allowed() ? ", or within one mapping" : ""),
         fmt::format("a payload at {}{}", place(view(), address),
                     address >= begin && address <= end
                         ? fmt::format(", {} bytes of which lie past the end",
                                       operation.bytes - (end - address))
                         : ""),
         address);
  const std::uint64_t object = player_.read(player_.response().object_bytes);
  if (address < begin + object)
    fail(FindingKind::overlap,
         "a payload that shares no byte with the allocator object, which "
         "stands at the start of the heap",
         fmt::format("a payload at {}; the object is {} bytes long",
                     place(view(), address), object),
         address);
  if (const auto other = payloads_.overlapping(address, operation.bytes))
    fail(FindingKind::overlap, "a payload that shares no byte with a live one",
         fmt::format(
             "{} … {} lies over {}, {} bytes at {}", place(view(), address),
             place(view(), address + operation.bytes), block_name(*other),
             payloads_[*other].bytes, place(view(), payloads_[*other].address)),
         address);
}

void Lockstep::check_zeroed(std::uint64_t address, std::uint64_t bytes) {
  const auto k = payload_nonzero(payload_at(address, bytes), bytes);
  if (!k) return;
  fail(FindingKind::not_zeroed,
       fmt::format("allocate_zeroed() returns {} bytes of zero", bytes),
       fmt::format("byte {} is {:#04x}", *k,
                   static_cast<unsigned>(bytes_at(address)[*k])),
       address);
}

void Lockstep::check_refusal(const trace::Operation& operation) {
  // An alignment beyond the heap leaves no place for anything.
  const std::uint64_t alignment = std::min(operation.alignment, heap_limit_);
  const std::uint64_t overhead = block_overhead + 2 * alignment;
  const auto fits = [&](std::uint64_t room) {
    return room >= overhead && operation.bytes <= room - overhead;
  };
  const std::uint64_t left = heap_limit_ - std::min(heap_limit_, heap_bytes());
  if (fits(left))
    fail(FindingKind::refused_while_free,
         fmt::format("{} bytes: the heap can still grow by {} bytes",
                     operation.bytes, left),
         "nullptr");
  check_mapping_refused(
      operation,
      block_overhead + 2 * std::min(operation.alignment, mappings_.limit()));
  if (!limits_.reuse) return;
  for (const auto& block : walk())
    if (!block.allocated && fits(block.payload_bytes))
      fail(FindingKind::refused_while_free,
           fmt::format("{} bytes: walk() shows a free block with {} bytes of "
                       "payload at {}",
                       operation.bytes, block.payload_bytes,
                       place(view(), block.address)),
           "nullptr", block.address);
}

// The end of the heap, and that nothing was written beyond it.
void Lockstep::check_heap() {
  const std::uint64_t bytes = player_.read(player_.response().heap_bytes);
  const std::uint64_t peak = player_.read(player_.response().heap_peak_bytes);
  if (bytes > heap_limit_ || peak > heap_limit_ || bytes > peak)
    fail(FindingKind::wrote_outside_heap,
         fmt::format("a heap of at most {} bytes", heap_limit_),
         fmt::format("the kit's record of the heap's size was overwritten: it "
                     "says {} bytes now, {} at most",
                     bytes, peak));
  replay_.peak_heap_bytes = std::max(replay_.peak_heap_bytes, peak);
  const std::uint64_t reached = std::min(
      heap_limit_, player_.read(player_.response().heap_reached_bytes));
  note_footprint(reached);
  check_heap_calls(bytes);
  SharedMemory& heap = player_.heap();
  cleared_to_ = std::max(cleared_to_, reached);
  if (cleared_to_ > bytes) {
    // It shrank: what lies beyond its end is nobody's, and zero again.
    const std::uint64_t kept = std::min(whole_pages(bytes), heap.bytes());
    std::memset(heap.data() + bytes, 0, kept - bytes);
    heap.discard(kept, whole_pages(cleared_to_));
    cleared_to_ = bytes;
  }
  const std::uint64_t tail = std::min(whole_pages(bytes), heap.bytes());
  const auto stray = first_nonzero(heap.data() + bytes, tail - bytes);
  if (stray)
    fail(FindingKind::wrote_outside_heap,
         "no byte beyond the end of the heap is written",
         fmt::format("the byte {} past the end was", *stray),
         player_.heap_base() + bytes);
  if (heap.resident_bytes() > whole_pages(bytes))
    fail(FindingKind::wrote_outside_heap,
         "no byte beyond the end of the heap is read or written",
         fmt::format("{} bytes in pages beyond it were",
                     heap.resident_bytes() - whole_pages(bytes)),
         player_.heap_base() + bytes);
}

void Lockstep::check_private_memory() {
  const std::uint64_t bytes = player_.read(player_.response().private_bytes);
  const std::uint64_t allowed =
      private_before_ + (begun_ ? 0 : private_allowance);
  if (bytes <= allowed) return;
  Finding finding =
      describe(FindingKind::hidden_memory, all_from_the_heap,
               fmt::format("{} bytes from malloc or operator new were kept",
                           bytes - private_before_));
  const auto& response = player_.response();
  const std::uint64_t caller = player_.read(response.private_caller);
  const std::uint64_t base = player_.read(response.load_base);
  if (caller > base)
    finding.source = source_lines(submission_.object, {{caller - base, true}});
  throw Failed{finding};
}

// Where a submission could keep something that no command has asked for.
void Lockstep::check_long_answers() {
  if (!player_.long_answers_are_clear())
    fail(FindingKind::hidden_memory, all_from_the_heap,
         "the memory that the kit answers in was written to");
}

void Lockstep::check_anonymous_memory() {
  const std::uint64_t bytes = player_.anonymous_bytes();
  if (bytes > anonymous_before_ + private_page_allowance)
    fail(FindingKind::hidden_memory, all_from_the_heap,
         fmt::format("the process gained {} bytes of private memory",
                     bytes - anonymous_before_));
}

// After loading: what constructors mapped would be there to use later.
void Lockstep::check_mapped_memory(std::uint64_t before) {
  const std::uint64_t bytes = player_.mapped_bytes();
  if (bytes <= before + mapped_allowance) return;
  fail(FindingKind::hidden_memory, all_from_the_heap,
       fmt::format("{} bytes of memory were mapped while it was loaded",
                   bytes - before));
}

}  // namespace heaplab::judge
