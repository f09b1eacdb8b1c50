#include "cli/player_files.hpp"

#include <algorithm>
#include <cstring>

#include "judge/program.hpp"
#include "player/protocol.hpp"

namespace heaplab::cli {
namespace {

constexpr std::size_t page_bytes = 4096;

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
      heap_("heaplab-heap", judge::whole_pages(heap_bytes),
            judge::free_heap_address(judge::whole_pages(heap_bytes))) {
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
  const auto program = judge::make_program(trace);
  std::memcpy(request_.data() + player::program_offset, program.data(),
              program.size() * sizeof program[0]);
}

std::vector<int> PlayerFiles::descriptors() const {
  return {request_.fd(), response_.fd(), heap_.fd()};
}

std::uint64_t PlayerFiles::heap_base() const {
  return reinterpret_cast<std::uint64_t>(heap_.data());
}

}  // namespace heaplab::cli
