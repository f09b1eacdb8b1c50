// The memory that an allocator of the system uses: measured by itself, as it is
// no submission and its payloads lie in no shared heap.
#include <cstring>

#include "player/commands.hpp"
#include "player/private_memory.hpp"
#include "trace/trace.hpp"

namespace heaplab::player {
namespace {

// Neither zero nor what grow() leaves.
constexpr int payload_byte = 0xC3;

bool grants(std::uint8_t kind) {
  using trace::OperationKind;
  switch (static_cast<OperationKind>(kind)) {
    case OperationKind::allocate:
    case OperationKind::allocate_zeroed:
    case OperationKind::allocate_aligned:
    case OperationKind::reallocate:
      return true;
    default:
      return false;
  }
}

}  // namespace

void Commands::run_measured(std::uint64_t begin, std::uint64_t end) {
  // Shared pages, which are not to look like new private ones.
  std::memset(channel.returned + begin, 0,
              (end - begin) * sizeof *channel.returned);
  PrivateMemory memory;
  channel.response->value = memory.bytes();
  for (std::uint64_t k = begin; k < end; ++k) {
    const TimedOperation& operation = channel.program[k];
    run_slice(k, k + 1);
    auto* payload = reinterpret_cast<void*>(channel.returned[k]);
    if (grants(operation.kind) && payload)
      std::memset(payload, payload_byte, operation.bytes);
    channel.returned[k] = memory.bytes();
  }
}

}  // namespace heaplab::player
