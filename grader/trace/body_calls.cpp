// The operations of call traces.
#include <fmt/format.h>

#include <limits>

#include "trace/body.hpp"
#include "trace/forms.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

constexpr std::uint64_t any_bytes = std::numeric_limits<std::uint64_t>::max();

struct Complaint {
  std::string_view expected;
  std::string_view next;
};

// About the operation itself, not about the id in it.
Complaint complaint_of(CallObjection objection) {
  switch (objection) {
    case CallObjection::no_frame:
      return {"expected a frame on the running stack for {}, found none",
              "call one before this line: call ID BYTES"};
    case CallObjection::no_coroutine:
      return {"expected a running coroutine for {}, found none",
              "resume one before this line: resume ID"};
    case CallObjection::has_main_frames:
      return {
          "expected no {} in a trace with frames on the main stack, found "
          "one",
          "spawn and resume a coroutine before the first call, or spawn "
          "none"};
    default:
      return {
          "expected a coroutine without frames for {}, found one with "
          "frames",
          "return from its frames before this line"};
  }
}

}  // namespace

void Body::require_no_mix(const Fields& fields, OperationKind kind) {
  const bool calls = is_call_operation(kind);
  std::uint32_t& first = calls ? first_call_line_ : first_heap_line_;
  if (first == 0) first = fields.line.number;
  const std::uint32_t other = calls ? first_heap_line_ : first_call_line_;
  if (other == 0) return;
  fail_at(fields.line, fields[0],
          fmt::format("expected only operations on {}, as in line {}, found {}",
                      calls ? "a heap" : "call stacks", other,
                      in_quotes(fields[0])),
          "a trace has one or the other; move these lines to one of their own");
}

void Body::add_call_operation(const Fields& fields, OperationKind kind) {
  Operation operation{.kind = kind};
  const bool takes = kind == OperationKind::call ||
                     kind == OperationKind::frame_allocate ||
                     kind == OperationKind::spawn;
  if (takes) {
    id_at(fields, 1);  // complains about the leftmost mistake first
    operation.bytes =
        parse_number(fields.line, fields[2], "a number of bytes", any_bytes);
  }
  if (kind == OperationKind::resume) operation.slot = coroutine_slot(fields);
  if (kind == OperationKind::unwind) operation.slot = frame_slot(fields);
  if (takes) operation.slot = slot_to_allocate(fields);
  require_legal(fields, operation);
  const std::uint32_t running = live_.stacks().running();
  push(operation, fields.line);
  if (kind == OperationKind::spawn) spawns_[operation.slot] = fields.line;
  if (kind != OperationKind::finish) return;
  require_stack(running);
  spawns_.erase(running);
}

void Body::require_legal(const Fields& fields,
                         const Operation& operation) const {
  const CallObjection objection = live_.stacks().objection(operation);
  if (objection == CallObjection::none) return;
  const Complaint complaint = complaint_of(objection);
  fail_at(fields.line, fields[0],
          fmt::format(fmt::runtime(complaint.expected), in_quotes(fields[0])),
          complaint.next);
}

std::uint32_t Body::coroutine_slot(const Fields& fields) const {
  const std::uint64_t id = id_at(fields, 1);
  const auto entry = slots_.find(id);
  const std::uint32_t slot = entry == slots_.end() ? main_stack : entry->second;
  const CallStacks& stacks = live_.stacks();
  const auto fail_because = [&](const std::string& found,
                                const std::string& next) {
    fail_at(fields.line, fields[1],
            fmt::format("expected the id of a coroutine that can run, found "
                        "{}, which {}",
                        id, found),
            next);
  };
  switch (stacks.objection({.kind = OperationKind::resume, .slot = slot})) {
    case CallObjection::not_spawned:
      fail_because("was never spawned",
                   fmt::format("spawn it first: spawn {} BYTES", id));
      break;
    case CallObjection::is_running:
      fail_because("is running", "remove this line");
      break;
    case CallObjection::is_waiting:
      fail_because("waits for one that it resumed",
                   "let that one yield first, or remove this line");
      break;
    case CallObjection::is_finished:
      fail_because(fmt::format("finished in line {}", stacks.find(slot)->line),
                   "remove this line, or spawn it again before it");
      break;
    default:
      break;
  }
  return slot;
}

std::uint32_t Body::frame_slot(const Fields& fields) const {
  const std::uint64_t id = id_at(fields, 1);
  const auto entry = slots_.find(id);
  const std::uint32_t slot = entry == slots_.end() ? main_stack : entry->second;
  const Operation unwind{.kind = OperationKind::unwind, .slot = slot};
  if (live_.stacks().objection(unwind) == CallObjection::none) return slot;
  const LiveBlock block = live_.block(slot);
  const bool live = block.state == BlockState::live;
  const std::string found =
      live_.stacks().is_live_coroutine(slot) ? "is a coroutine"
      : live ? fmt::format("line {} took elsewhere", block.line)
      : block.state == BlockState::returned
          ? fmt::format("ended in line {}", block.line)
          : "was never called";
  fail_at(fields.line, fields[1],
          fmt::format("expected the id of a frame on the running stack, found "
                      "{}, which {}",
                      id, found),
          "name a call that has not returned");
}

void Body::require_stack(std::uint32_t coroutine) const {
  const CallStack& stack = *live_.stacks().find(coroutine);
  if (stack.most_needed_bytes <= stack.bytes) return;
  const Line& line = spawns_.at(coroutine);
  const std::uint64_t id = trace_.ids[coroutine];
  fail_at(line, split_fields(line)[2],
          fmt::format("expected a stack of at least {} bytes for the frames of "
                      "coroutine {}, found {}",
                      stack.most_needed_bytes, id, stack.bytes),
          fmt::format("write: spawn {} {}", id, stack.most_needed_bytes));
}

void Body::finish() {
  for (const CallStack& stack : live_.stacks().stacks()) {
    if (live_.stacks().is_live_coroutine(stack.slot)) require_stack(stack.slot);
  }
}

}  // namespace heaplab::trace
