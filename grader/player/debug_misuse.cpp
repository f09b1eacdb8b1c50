// Misuse traces under a debugger: what the judge does in a graded replay, the
// player does here by itself.
#include <cstring>

#include "heaplab/debug_allocator.hpp"
#include "player/channel.hpp"
#include "player/commands.hpp"
#include "trace/trace.hpp"

namespace heaplab::player {

using trace::OperationKind;

namespace {

// Where nothing is.
constexpr std::uint64_t wild_address = 0x10;

const MisuseStep& step_at(std::uint64_t index) {
  const auto* steps = reinterpret_cast<const MisuseStep*>(
      channel.program + channel.request->operations);
  return steps[index];
}

MemoryCall call_of(OperationKind kind, const MisuseStep& step) {
  MemoryCall call{
      .site = {channel.request->site_files[step.file].name[0], step.line}};
  const bool scalar =
      kind == OperationKind::scalar_new || kind == OperationKind::scalar_delete;
  const bool array =
      kind == OperationKind::array_new || kind == OperationKind::array_delete;
  if (scalar) call.family = Family::scalar_new;
  if (array) call.family = Family::array_new;
  const bool aligned = kind == OperationKind::allocate_aligned;
  if ((scalar || array || aligned) && step.alignment != 0)
    call.alignment = step.alignment;
  return call;
}

std::byte* at(void* payload, std::uint64_t offset) {
  return static_cast<std::byte*>(payload) + static_cast<std::ptrdiff_t>(offset);
}

void write(std::byte* to, std::uint64_t bytes, std::uint64_t index) {
  for (std::uint64_t k = 0; k < bytes; ++k)
    to[k] = std::byte{misuse_byte(static_cast<std::uint8_t>(to[k]), k + index)};
}

// One operation, and what it is performed on.
struct Step {
  const SubmissionTable& table;
  void* self;
  const TimedOperation& operation;
  const MisuseStep& rest;
  OperationKind kind;
  MemoryCall call;
};

bool requests(OperationKind kind) {
  return kind == OperationKind::allocate ||
         kind == OperationKind::allocate_zeroed ||
         kind == OperationKind::allocate_aligned ||
         kind == OperationKind::allocate_array ||
         kind == OperationKind::scalar_new || kind == OperationKind::array_new;
}

void* request(const Step& step) {
  const std::uint64_t bytes = step.operation.bytes;
  if (step.kind == OperationKind::allocate_zeroed)
    return step.table.memory_allocate_zeroed(step.self, 1, bytes, step.call);
  if (step.kind == OperationKind::allocate_array)
    return step.table.memory_allocate_zeroed(step.self, step.rest.alignment,
                                             bytes, step.call);
  return step.table.memory_allocate(step.self, bytes, step.call);
}

// A payload that was refused is left alone.
void access(const Step& step, void* payload, void* source,
            std::uint64_t index) {
  if (payload == nullptr) return;
  std::byte* const place = at(payload, step.rest.alignment);
  if (step.kind == OperationKind::write)
    write(place, step.operation.bytes, index);
  if (step.kind == OperationKind::free_at)
    step.table.memory_deallocate(step.self, place, step.call, unsized);
  if (step.kind == OperationKind::copy && source != nullptr)
    std::memmove(
        place, at(source, static_cast<std::uint64_t>(step.rest.source_offset)),
        step.operation.bytes);
}

void free(const Step& step, void* payload) {
  const bool names = step.kind == OperationKind::scalar_delete ||
                     step.kind == OperationKind::array_delete;
  if (step.kind == OperationKind::deallocate_null) payload = nullptr;
  if (step.kind == OperationKind::free_wild)
    payload = reinterpret_cast<void*>(wild_address);
  step.table.memory_deallocate(step.self, payload, step.call,
                               names ? step.operation.bytes : unsized);
}

}  // namespace

void Commands::run_misuse_step(std::uint64_t index) {
  const TimedOperation& operation = channel.program[index];
  const MisuseStep& rest = step_at(index);
  const auto kind = static_cast<OperationKind>(operation.kind);
  const Step step{*table_, self_, operation, rest, kind, call_of(kind, rest)};
  void*& slot = slots_[operation.slot];
  if (requests(kind)) {
    slot = request(step);
    return;
  }
  switch (kind) {
    case OperationKind::reallocate:
    case OperationKind::reallocate_any: {
      void* moved =
          table_->memory_reallocate(self_, slot, operation.bytes, step.call);
      if (rest.second != 0)
        slots_[rest.second - 1] = moved;
      else if (moved)
        slot = moved;
      return;
    }
    case OperationKind::write:
    case OperationKind::copy:
    case OperationKind::free_at:
      return access(step, slot, slots_[rest.source_slot], index);
    case OperationKind::verify:
      return table_->memory_verify(self_, step.call.site);
    case OperationKind::exit_program:
      return table_->memory_finish(self_, step.call.site);
    case OperationKind::read:
    case OperationKind::site:
      return;
    default:
      return free(step, slot);
  }
}

}  // namespace heaplab::player
