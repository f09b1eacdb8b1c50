// What a misuse trace does wrong with addresses: the judge writes and copies
// itself, in the shared heap.
#include "judge/lockstep.hpp"

namespace heaplab::judge {
namespace {

using player::Command;
using player::MemoryRequest;
using trace::Operation;
using trace::OperationKind;

// An address at which nothing is: the first bytes of a page below the heap.
constexpr std::uint64_t below_the_heap = 1 << 20;

}  // namespace

// A request that was refused makes the trace name bytes that there are not.
bool Lockstep::stands(std::size_t block, const Operation& operation) const {
  if (block == no_block) return false;
  const std::uint64_t from =
      static_cast<std::uint64_t>(operation.offset()) + guard_bytes;
  const std::uint64_t all = misuse_[block].image.size();
  return from <= all && operation.bytes <= all - from;
}

// free() of what is no block's payload, or of a null pointer.
void Lockstep::free_nowhere(const Operation& operation) {
  MemoryRequest request;
  if (operation.kind == OperationKind::free_wild) {
    request.payload = player_.heap_base() - below_the_heap + 16 * current_;
    required_ = {{MemoryErrorKind::bad_free, no_block, 0}};
  } else if (operation.kind == OperationKind::free_at) {
    const std::size_t block = block_of(operation.slot);
    if (!stands(block, operation)) return;
    request.payload =
        misuse_[block].address + static_cast<std::uint64_t>(operation.offset());
    required_ = {{MemoryErrorKind::bad_free, block, operation.offset()}};
  }
  memory_command(Command::memory_deallocate, request);
  check_reports(required_);
}

void Lockstep::write_memory(const Operation& operation) {
  const std::size_t block = block_of(operation.slot);
  if (!stands(block, operation)) return;
  std::byte* payload = bytes_at(misuse_[block].address);
  for (std::size_t k = 0; k < operation.bytes; ++k) {
    const std::int64_t offset =
        operation.offset() + static_cast<std::int64_t>(k);
    const auto byte =
        player::misuse_byte(misuse_[block].at(offset), k + current_);
    payload[offset] = std::byte{byte};
    misuse_.write(block, offset, byte, current_);
  }
}

// What lies beside the heap is taken for zeros.
void Lockstep::copy_memory(const Operation& operation) {
  const std::size_t block = block_of(operation.slot);
  const trace::Source& source = trace_.sources[operation.second];
  const std::size_t from = block_of(source.slot);
  if (!stands(block, operation) || from == no_block) return;
  const std::uint64_t begin =
      misuse_[from].address + static_cast<std::uint64_t>(source.offset);
  const std::uint64_t end = player_.heap_base() + heap_bytes();
  std::vector<std::uint8_t> bytes(operation.bytes);
  for (std::size_t k = 0; k < bytes.size(); ++k)
    if (begin + k >= player_.heap_base() && begin + k < end)
      bytes[k] = static_cast<std::uint8_t>(*bytes_at(begin + k));
  std::byte* payload = bytes_at(misuse_[block].address);
  for (std::size_t k = 0; k < bytes.size(); ++k) {
    const std::int64_t offset =
        operation.offset() + static_cast<std::int64_t>(k);
    payload[offset] = std::byte{bytes[k]};
    misuse_.write(block, offset, bytes[k], current_);
  }
}

}  // namespace heaplab::judge
