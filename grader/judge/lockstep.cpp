#include "judge/lockstep.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "judge/one_core.hpp"
#include "support/clock.hpp"
#include "support/error.hpp"

namespace heaplab::judge {
namespace {

using player::Command;
using trace::OperationKind;

// Above this, walk() and check() are called at a few points only.
constexpr std::size_t looked_at_each = 400;
constexpr std::size_t looks = 16;

}  // namespace

Lockstep::Lockstep(const trace::Trace& trace, const Submission& submission,
                   const Limits& limits, Watch watch)
    : trace_(trace),
      submission_(submission),
      limits_(limits),
      watch_(watch),
      kind_(kind_of(trace)),
      heap_limit_(trace.heap_limit ? trace.heap_limit : limits.heap_bytes),
      player_(submission, limits,
              {.heap_limit = heap_limit_,
               .mapped_limit =
                   trace.map_limit ? trace.map_limit : limits.mapped_bytes,
               .fill_new_heap = true,
               .keep_events = true,
               .slots = kind_ == TraceKind::coroutines ? trace.slots() : 0,
               .coroutines = kind_ == TraceKind::coroutines}),
      mappings_(player_),
      payloads_(trace.slots()),
      last_address_(trace.slots()),
      previous_address_(trace.slots()),
      marks_(trace.marks),
      refused_(trace.slots()),
      entered_at_(trace.slots()),
      owner_(trace.slots(), trace::main_stack),
      sites_(sites_of(trace)) {
  const std::size_t operations = trace.operations.size();
  if (operations > looked_at_each) look_every_ = operations / looks;
  replay_.offsets.assign(operations, no_offset);
  if (kind_ != TraceKind::heap) replay_.results.assign(operations, no_offset);
}

Replay Lockstep::run() {
  const std::uint64_t started = clock_ns();
  try {
    start();
    begun_ = true;
    for (current_ = 0; current_ < trace_.operations.size(); ++current_) {
      perform(now());
      after(now());
      if (clock_ns() - started > limits_.trace_wall_ns)
        fail(FindingKind::time_out,
             fmt::format("the trace is through within {} s",
                         limits_.trace_wall_ns / 1'000'000'000),
             fmt::format("after that time, {} of {} operations had run",
                         current_ + 1, trace_.operations.size()));
    }
    finish();
    replay_.correct = true;
  } catch (const Failed& failed) {
    replay_.finding = failed.finding;
  } catch (const Damaged& damage) {
    replay_.finding = damage_found(damage);
  } catch (const PairDamaged& damage) {
    replay_.finding = pair_damage_found(damage);
  }
  replay_.output = safe_output(player_.output());
  if (replay_.finding) replay_.finding->output = replay_.output;
  replay_.duration_ns = clock_ns() - started;
  return std::move(replay_);
}

void Lockstep::perform(const trace::Operation& operation) {
  if (trace::is_call_operation(operation.kind))
    return kind_ == TraceKind::call_stack ? perform_on_stack(operation)
                                          : perform_on_coroutines(operation);
  if (kind_ == TraceKind::misuse) return perform_misuse(operation);
  switch (operation.kind) {
    case OperationKind::allocate:
    case OperationKind::allocate_zeroed:
    case OperationKind::allocate_aligned:
      allocate(operation);
      break;
    case OperationKind::reallocate:
      reallocate(operation);
      break;
    case OperationKind::deallocate:
      deallocate(operation);
      break;
    case OperationKind::deallocate_null:
      command(Command::deallocate);
      break;
    case OperationKind::mark:
      require(Command::mark, "std::size_t mark() const");
      command(Command::mark);
      marks_[operation.slot] = player_.read(player_.response().value);
      break;
    case OperationKind::release:
      release(operation);
      return;
    case OperationKind::expect:
      expect(operation);
      return;
    default:
      return;
  }
  blocks_.apply(operation);
}

void Lockstep::allocate(const trace::Operation& operation) {
  if (operation.kind == OperationKind::allocate_zeroed) {
    require(Command::allocate_zeroed,
            "void* allocate_zeroed(std::size_t bytes)");
    command(Command::allocate_zeroed, operation.bytes);
  } else if (operation.kind == OperationKind::allocate_aligned) {
    require(Command::allocate_aligned,
            "void* allocate_aligned(std::size_t alignment, std::size_t bytes)");
    command(Command::allocate_aligned, operation.alignment, operation.bytes);
  } else {
    command(Command::allocate, operation.bytes);
  }
  grant(operation, player_.read(player_.response().value));
}

void Lockstep::reallocate(const trace::Operation& operation) {
  require(Command::reallocate,
          "void* reallocate(void* payload, std::size_t bytes)");
  const std::uint32_t slot = operation.slot;
  const bool had = payloads_.is_live(slot);
  const Payload old = payloads_[slot];
  if (had) verify(slot);
  command(Command::reallocate, had ? old.address : 0, operation.bytes);
  const std::uint64_t address = player_.read(player_.response().value);
  if (!had) return grant(operation, address);
  if (address == 0 && operation.bytes > 0) {
    check_refusal(operation);
    refused_[slot] = true;
    return;
  }
  payloads_.remove(slot);
  previous_address_[slot] = old.address;
  if (address == 0) return;
  check_place(operation, address);
  const std::uint64_t kept = std::min(old.bytes, operation.bytes);
  if (const auto k = payload_change(payload_at(address, operation.bytes),
                                    old.bytes, kept, old.tag))
    fail(FindingKind::realloc_lost_data,
         fmt::format("the first {} bytes of block {} are the same after "
                     "reallocate() as before",
                     kept, trace_.ids[slot]),
         fmt::format(
             "byte {} is {:#04x}, was {:#04x}", *k,
             static_cast<unsigned>(bytes_at(address)[*k]),
             static_cast<unsigned>(payload_byte(old.bytes, *k, old.tag))),
         address);
  grant(operation, address);
}

// Takes the answer to a request into the model.
void Lockstep::grant(const trace::Operation& operation, std::uint64_t address) {
  refused_[operation.slot] = address == 0;
  if (address == 0) {
    if (operation.bytes > 0) check_refusal(operation);
    return;
  }
  check_place(operation, address);
  if (operation.kind == OperationKind::allocate_zeroed)
    check_zeroed(address, operation.bytes);
  replay_.offsets[current_] = address - player_.heap_base();
  last_address_[operation.slot] = address;
  const Payload payload{.address = address,
                        .bytes = operation.bytes,
                        .tag = next_tag_++,
                        .granted_at = current_,
                        .verified_at = current_};
  fill_payload(payload_at(address, operation.bytes), payload.tag);
  payloads_.add(operation.slot, payload);
}

void Lockstep::deallocate(const trace::Operation& operation) {
  const std::uint32_t slot = operation.slot;
  // A block whose request was refused: free(nullptr).
  if (!payloads_.is_live(slot)) return command(Command::deallocate);
  verify(slot);
  const std::uint64_t address = payloads_[slot].address;
  payloads_.remove(slot);
  command(Command::deallocate, address);
}

void Lockstep::release(const trace::Operation& operation) {
  require(Command::release, "void release(std::size_t mark)");
  blocks_.apply(operation);
  for (const std::uint32_t slot : blocks_.ended()) {
    if (!payloads_.is_live(slot)) continue;
    verify(slot);
    payloads_.remove(slot);
  }
  command(Command::release, marks_[operation.slot]);
}

void Lockstep::command(Command command, std::uint64_t first,
                       std::uint64_t second) {
  if (!player_.run(command, first, second)) fail_ended();
  follow_mappings();
}

Replay replay(const trace::Trace& trace, const Submission& submission,
              const Limits& limits) {
  const OneCore core;
  return Lockstep(trace, submission, limits).run();
}

}  // namespace heaplab::judge
