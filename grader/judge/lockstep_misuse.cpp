// Misuse traces: requests and frees, on a debugging allocator and in the model.
#include <fmt/format.h>

#include <algorithm>

#include "judge/lockstep.hpp"

namespace heaplab::judge {
namespace {

using player::Command;
using player::MemoryRequest;
using trace::Operation;
using trace::OperationKind;

Family family_of(OperationKind kind) {
  switch (kind) {
    case OperationKind::scalar_new:
    case OperationKind::scalar_delete:
      return Family::scalar_new;
    case OperationKind::array_new:
    case OperationKind::array_delete:
      return Family::array_new;
    default:
      return Family::malloc;
  }
}

bool is_delete(OperationKind kind) {
  return kind == OperationKind::scalar_delete ||
         kind == OperationKind::array_delete;
}

// What an operation names as its alignment.
std::uint64_t alignment_of(const Operation& operation) {
  const bool names = operation.kind == OperationKind::allocate_aligned ||
                     operation.kind == OperationKind::scalar_new ||
                     operation.kind == OperationKind::array_new ||
                     is_delete(operation.kind);
  if (!names || operation.alignment == 0) return default_alignment;
  return operation.alignment;
}

}  // namespace

void Lockstep::name_sites() {
  misuse_blocks_.assign(trace_.slots(), 0);
  player_.name_sites(site_files(trace_));
}

std::size_t Lockstep::block_of(std::uint32_t slot) const {
  return misuse_blocks_[slot] == 0 ? no_block : misuse_blocks_[slot] - 1;
}

void Lockstep::memory_command(Command what, MemoryRequest request) {
  const MisuseSite site = site_now();
  request.file = site.file;
  request.line = site.line;
  request.copy = static_cast<std::uint32_t>(current_ % 2);
  if (!player_.run(what, request)) fail_ended();
  follow_mappings();
}

void Lockstep::perform_misuse(const Operation& operation) {
  required_.clear();
  switch (operation.kind) {
    case OperationKind::allocate:
    case OperationKind::allocate_zeroed:
    case OperationKind::allocate_aligned:
    case OperationKind::allocate_array:
    case OperationKind::scalar_new:
    case OperationKind::array_new:
      return request_memory(operation);
    case OperationKind::reallocate:
    case OperationKind::reallocate_any:
      return reallocate_memory(operation);
    case OperationKind::free_at:
    case OperationKind::free_wild:
    case OperationKind::deallocate_null:
      return free_nowhere(operation);
    case OperationKind::write:
      return write_memory(operation);
    case OperationKind::copy:
      return copy_memory(operation);
    case OperationKind::site:
    case OperationKind::read:  // as after every operation
      return;
    case OperationKind::verify:
      memory_command(Command::memory_verify, {});
      return check_reports(misuse_.damage());
    case OperationKind::exit_program:
      return end_program();
    default:
      return free_memory(operation);
  }
}

void Lockstep::request_memory(const Operation& operation) {
  MemoryRequest request{.bytes = operation.bytes};
  request.family = static_cast<std::uint32_t>(family_of(operation.kind));
  request.alignment = alignment_of(operation);
  const bool zeroed = operation.kind == OperationKind::allocate_zeroed ||
                      operation.kind == OperationKind::allocate_array;
  if (operation.kind == OperationKind::allocate_array)
    request.count = operation.alignment;
  misuse_blocks_[operation.slot] = 0;
  memory_command(
      zeroed ? Command::memory_allocate_zeroed : Command::memory_allocate,
      request);
  check_reports({});
  const std::uint64_t address = player_.read(player_.response().value);
  std::uint64_t product = 0;
  const bool too_many =
      __builtin_mul_overflow(request.count, request.bytes, &product);
  if (address != 0 && too_many)
    fail(FindingKind::outside_heap,
         fmt::format("nullptr: {} times {} bytes are more than a std::size_t "
                     "holds",
                     request.count, request.bytes),
         fmt::format("a payload at {}", place(view(), address)), address);
  take_memory(operation, operation.slot, address, product);
}

// The answer to a request, into the model.
void Lockstep::take_memory(const Operation& operation, std::uint32_t slot,
                           std::uint64_t address, std::uint64_t bytes) {
  const std::uint64_t alignment = alignment_of(operation);
  if (address == 0) {
    misuse_.refused();
    const bool array = operation.kind == OperationKind::allocate_array;
    std::uint64_t product = 0;
    if (array &&
        __builtin_mul_overflow(operation.alignment, operation.bytes, &product))
      return;
    if (slot != operation.slot) misuse_blocks_[slot] = 0;
    return check_refusal({.kind = operation.kind,
                          .slot = slot,
                          .alignment = alignment,
                          .bytes = bytes});
  }
  check_memory_place(address, bytes, alignment);
  const bool zeroed = operation.kind == OperationKind::allocate_zeroed ||
                      operation.kind == OperationKind::allocate_array;
  const std::size_t block =
      misuse_.allocate({.address = address,
                        .bytes = bytes,
                        .family = family_of(operation.kind),
                        .alignment = alignment,
                        .slot = slot,
                        .allocated = site_now(),
                        .allocated_at = current_},
                       zeroed ? 0 : fresh_fill);
  misuse_blocks_[slot] = block + 1;
  replay_.offsets[current_] = address - player_.heap_base();
  payloads_.add(slot, {.address = address,
                       .bytes = bytes,
                       .granted_at = current_,
                       .verified_at = current_});
}

void Lockstep::give_memory(std::size_t block) {
  const std::uint32_t slot = misuse_[block].slot;
  if (payloads_.is_live(slot) &&
      payloads_[slot].address == misuse_[block].address)
    payloads_.remove(slot);
  misuse_.free(block, site_now(), current_);
}

void Lockstep::reallocate_memory(const Operation& operation) {
  const std::size_t old = block_of(operation.slot);
  const std::uint32_t slot =
      operation.second == 0 ? operation.slot : operation.second - 1;
  MemoryRequest request{.payload = old == no_block ? 0 : misuse_[old].address,
                        .bytes = operation.bytes};
  if (old != no_block) required_ = misuse_.errors_of_free(old, {});
  const bool legal = MisuseModel::frees(required_);
  memory_command(Command::memory_reallocate, request);
  check_reports(required_);
  const std::uint64_t address = player_.read(player_.response().value);
  const bool nothing = !legal || (old != no_block && operation.bytes == 0);
  if (nothing && address != 0)
    fail(FindingKind::outside_heap,
         legal ? "nullptr: a reallocation to 0 bytes frees the block"
               : "nullptr: the block cannot be reallocated",
         fmt::format("a payload at {}", place(view(), address)), address);
  if (!legal) return;
  if (nothing) return give_memory(old);
  if (address == 0 || old == no_block)
    return take_memory(operation, slot, address, operation.bytes);
  if (address == misuse_[old].address)
    fail_misuse(FindingKind::reused_too_early,
                "a new block, so that the old one stays in quarantine",
                "the same payload", old);
  move_memory(operation, old, slot, address);
}

// The old block lives until the new one does.
void Lockstep::move_memory(const Operation& operation, std::size_t old,
                           std::uint32_t slot, std::uint64_t address) {
  const std::uint64_t kept = std::min(misuse_[old].bytes, operation.bytes);
  payloads_.remove(operation.slot);
  take_memory(operation, slot, address, operation.bytes);
  const std::size_t block = block_of(slot);
  std::copy_n(misuse_[old].image.begin() + guard_bytes, kept,
              misuse_[block].image.begin() + guard_bytes);
  give_memory(old);
}

void Lockstep::free_memory(const Operation& operation) {
  const std::size_t block = block_of(operation.slot);
  MemoryRequest request{.payload =
                            block == no_block ? 0 : misuse_[block].address};
  const MisuseCall call{
      .family = family_of(operation.kind),
      .alignment = alignment_of(operation),
      .sized = is_delete(operation.kind) ? operation.bytes : unsized};
  request.family = static_cast<std::uint32_t>(call.family);
  request.alignment = call.alignment;
  request.sized = call.sized;
  if (block != no_block) required_ = misuse_.errors_of_free(block, call);
  const bool legal = MisuseModel::frees(required_);
  memory_command(Command::memory_deallocate, request);
  check_reports(required_);
  if (block != no_block && legal) give_memory(block);
}

void Lockstep::end_program() {
  memory_command(Command::memory_finish, {});
  check_reports(misuse_.damage());
  misuse_.finish();
  exited_ = true;
}

}  // namespace heaplab::judge
