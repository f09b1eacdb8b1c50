#include "judge/shrink_calls.hpp"

#include "support/error.hpp"
#include "trace/generate.hpp"
#include "trace/live_blocks.hpp"
#include "trace/read.hpp"
#include "trace/write.hpp"

namespace heaplab::judge {
namespace {

using trace::Operation;
using trace::OperationKind;

std::uint32_t newest_frame(const trace::CallStacks& stacks) {
  const trace::StackFrame* frame = stacks.newest();
  return frame == nullptr ? trace::main_stack : frame->slot;
}

Owners owners_of(const Operation& operation, const trace::CallStacks& stacks) {
  const std::uint32_t running = stacks.running();
  switch (operation.kind) {
    case OperationKind::frame_allocate:
      return {operation.slot, newest_frame(stacks), running};
    case OperationKind::leave:
      return {newest_frame(stacks), trace::main_stack, running};
    case OperationKind::call:
    case OperationKind::unwind:
    case OperationKind::spawn:
    case OperationKind::resume:
      return {operation.slot, trace::main_stack, running};
    default:
      return {trace::main_stack, trace::main_stack, running};
  }
}

bool takes_id(OperationKind kind) {
  return kind == OperationKind::call || kind == OperationKind::frame_allocate ||
         kind == OperationKind::spawn;
}

}  // namespace

std::vector<Owners> call_owners(const trace::Trace& trace) {
  trace::CallStacks stacks;
  std::vector<Owners> owners;
  for (const Operation& operation : trace.operations) {
    owners.push_back(owners_of(operation, stacks));
    stacks.apply(operation);
  }
  return owners;
}

namespace {

// Who writes such a trace may not know more than who reads it.
bool can_be_read(const trace::Trace& trace) {
  if (trace.operations.empty()) return false;
  try {
    trace::parse_trace(trace::write_trace(trace::compacted(trace)), "shrunk");
    return true;
  } catch (const InputError&) {
    return false;
  }
}

}  // namespace

bool is_legal(const trace::Trace& trace) {
  if (trace::is_misuse(trace)) return can_be_read(trace);
  trace::LiveBlocks blocks;
  for (const Operation& operation : trace.operations) {
    if (!trace::is_call_operation(operation.kind)) continue;
    if (blocks.stacks().objection(operation) != trace::CallObjection::none)
      return false;
    if (takes_id(operation.kind) && blocks.is_live(operation.slot))
      return false;
    blocks.apply(operation);
  }
  return true;
}

}  // namespace heaplab::judge
