#include "cli/player_files.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "player/protocol.hpp"

namespace heaplab::cli {
namespace {

using trace::OperationKind;

constexpr std::size_t page_bytes = 4096;

std::size_t whole_pages(std::size_t bytes) {
  return (bytes + page_bytes - 1) / page_bytes * page_bytes;
}

player::TimedOperation timed(const trace::Operation& operation) {
  const int log2 =
      operation.alignment != 0 ? std::countr_zero(operation.alignment) : 0;
  const bool expect = operation.kind == OperationKind::expect;
  return {static_cast<std::uint8_t>(operation.kind),
          static_cast<std::uint8_t>(log2), 0, expect ? 0 : operation.slot,
          operation.bytes};
}

}  // namespace

PlayerFiles::PlayerFiles(const std::filesystem::path& object,
                         const trace::Trace& trace, std::size_t stop_before,
                         std::uint64_t heap_bytes)
    : request_("heaplab-request",
               player::program_offset + page_bytes +
                   trace.operations.size() * sizeof(player::TimedOperation)),
      response_("heaplab-response",
                player::returned_offset + page_bytes +
                    trace.operations.size() * sizeof(std::uint64_t)),
      heap_("heaplab-heap", whole_pages(heap_bytes),
            judge::free_heap_address(whole_pages(heap_bytes))) {
  auto& request = *reinterpret_cast<player::Request*>(request_.data());
  request.heap_base = heap_base();
  request.heap_limit = heap_bytes;
  request.operations = trace.operations.size();
  request.slots = std::max<std::uint64_t>(trace.slots(), 1);
  request.marks = trace.marks;
  request.fill_new_heap = 1;
  request.debug = 1;
  request.argument[0] = stop_before;
  std::strncpy(request.object_path, object.c_str(),
               sizeof request.object_path - 1);
  auto* program = reinterpret_cast<player::TimedOperation*>(
      request_.data() + player::program_offset);
  std::transform(trace.operations.begin(), trace.operations.end(), program,
                 timed);
}

std::vector<int> PlayerFiles::descriptors() const {
  return {request_.fd(), response_.fd(), heap_.fd()};
}

std::uint64_t PlayerFiles::heap_base() const {
  return reinterpret_cast<std::uint64_t>(heap_.data());
}

}  // namespace heaplab::cli
