// A call trace on a software call stack, operation by operation.
#include <fmt/format.h>

#include <algorithm>

#include "judge/lockstep.hpp"

namespace heaplab::judge {

using player::Command;
using trace::OperationKind;

void Lockstep::perform_on_stack(const trace::Operation& operation) {
  blocks_.apply(operation);
  if (refused_frames_.skips(operation, blocks_)) {
    if (operation.kind == OperationKind::call ||
        operation.kind == OperationKind::frame_allocate)
      refused_[operation.slot] = true;
    return;
  }
  switch (operation.kind) {
    case OperationKind::call:
      return call(operation);
    case OperationKind::frame_allocate:
      return allocate_in_frame(operation);
    case OperationKind::leave:
      return leave(operation);
    case OperationKind::unwind:
      return unwind(operation);
    default:
      require(Command::walk_frames,
              "void walk(heaplab::FrameVisitor& visitor) const");
      check_frame_walk();
      replay_.results[current_] = walk_sum();
  }
}

void Lockstep::call(const trace::Operation& operation) {
  const std::uint64_t return_address = player::return_address_of(current_);
  command(Command::call, return_address, operation.bytes);
  const std::uint64_t locals = player_.read(player_.response().value);
  const std::uint64_t pointer = player_.read(player_.response().frame_pointer);
  if (locals == 0 && pointer == 0) {
    refused_frames_.add(operation.slot);
    refused_[operation.slot] = true;
    return check_stack_refusal(operation, exact_frame_bytes(operation.bytes));
  }
  check_private_memory();
  check_frame_pointer(pointer);
  frames_.push(operation.slot, pointer, return_address, current_);
  check_pair_written();
  check_bytes(operation, locals);
  replay_.results[current_] = pointer - player_.heap_base();
  remember(operation, locals);
}

void Lockstep::allocate_in_frame(const trace::Operation& operation) {
  require(Command::frame_allocate, "void* allocate(std::size_t bytes)");
  command(Command::frame_allocate, 0, operation.bytes);
  const std::uint64_t address = player_.read(player_.response().value);
  if (address == 0) {
    refused_[operation.slot] = true;
    return check_stack_refusal(operation,
                               exact_allocation_bytes(operation.bytes));
  }
  check_private_memory();
  check_bytes(operation, address);
  remember(operation, address);
}

// Bytes of the newest frame, whose place is good.
void Lockstep::remember(const trace::Operation& operation,
                        std::uint64_t address) {
  refused_[operation.slot] = false;
  replay_.offsets[current_] = address - player_.heap_base();
  last_address_[operation.slot] = address;
  if (kind_ == TraceKind::call_stack) {
    frames_.add_bytes(address, operation.bytes);
    lowest_granted_ = std::min(lowest_granted_, frames_.newest().lowest);
  }
  const Payload payload{.address = address,
                        .bytes = operation.bytes,
                        .tag = next_tag_++,
                        .granted_at = current_,
                        .verified_at = current_};
  fill_payload(payload_at(address, operation.bytes), payload.tag);
  payloads_.add(operation.slot, payload);
}

// Those of the frames that the operation ends.
void Lockstep::end_payloads() {
  for (const std::uint32_t slot : blocks_.ended()) {
    if (!payloads_.is_live(slot)) continue;
    verify(slot);
    payloads_.remove(slot);
  }
}

void Lockstep::leave(const trace::Operation&) {
  end_payloads();
  const std::uint64_t wanted = frames_.newest().return_address;
  command(Command::leave);
  const std::uint64_t found = player_.read(player_.response().value);
  if (found != wanted) {
    const auto other = frames_.returning_to(found);
    fail(FindingKind::wrong_chain,
         fmt::format("leave() returns {:#x}, the return address of the newest "
                     "frame, that of call {}",
                     wanted, trace_.ids[frames_.newest().slot]),
         other ? fmt::format("{:#x}, which is that of call {}", found,
                             trace_.ids[frames_.frames()[*other].slot])
               : fmt::format("{:#x}, which is that of no frame", found),
         frames_.newest_pointer() + 8);
  }
  frames_.pop();
  replay_.results[current_] = found;
}

void Lockstep::unwind(const trace::Operation& operation) {
  require(Command::unwind, "void unwind(void* frame_pointer)");
  const auto kept = frames_.find(operation.slot);
  end_payloads();
  command(Command::unwind, frames_[*kept].frame_pointer);
  while (frames_.size() > *kept + 1) frames_.pop();
  check_frame_walk();
}

}  // namespace heaplab::judge
