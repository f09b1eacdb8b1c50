#include "cli/player_files.hpp"

#include <algorithm>
#include <cstring>

#include "judge/program.hpp"
#include "player/mapping_table.hpp"
#include "player/protocol.hpp"

namespace heaplab::cli {
namespace {

constexpr std::size_t page_bytes = 4096;

// Where the record of mappings stands in the response.
std::size_t mappings_offset(const trace::Trace& trace) {
  return judge::whole_pages(player::returned_offset +
                            trace.operations.size() * sizeof(std::uint64_t));
}

}  // namespace

PlayerFiles::PlayerFiles(const std::filesystem::path& object,
                         const trace::Trace& trace, std::size_t stop_before,
                         std::uint64_t heap_bytes, std::uint64_t mapped_bytes)
    : plan_(judge::plan_memory(heap_bytes, mapped_bytes)),
      request_("heaplab-request",
               player::program_offset + page_bytes +
                   trace.operations.size() * (sizeof(player::TimedOperation) +
                                              sizeof(player::MisuseStep))),
      response_("heaplab-response",
                mappings_offset(trace) + page_bytes +
                    (mapped_bytes != 0 ? sizeof(player::Mappings) : 0)),
      heap_("heaplab-heap", judge::whole_pages(heap_bytes), plan_.heap) {
  auto& request = *reinterpret_cast<player::Request*>(request_.data());
  request.heap_base = heap_base();
  request.heap_limit = heap_bytes;
  if (plan_.arena_bytes != 0) {
    arena_ = std::make_unique<judge::SharedMemory>(
        "heaplab-arena", plan_.arena_bytes, plan_.arena);
    request.arena_base = plan_.arena;
    request.arena_bytes = plan_.arena_bytes;
    request.mapped_limit = mapped_bytes;
    request.mappings_at = mappings_offset(trace);
  }
  request.operations = trace.operations.size();
  request.slots = std::max<std::uint64_t>(trace.slots(), 1);
  request.marks = trace.marks;
  request.coroutines = judge::kind_of(trace) == judge::TraceKind::coroutines;
  request.fill_new_heap = 1;
  request.trusted = 1;
  request.debug = 1;
  request.argument[0] = stop_before;
  std::strncpy(request.object_path, object.c_str(),
               sizeof request.object_path - 1);
  const auto program = judge::make_program(trace);
  std::memcpy(request_.data() + player::program_offset, program.data(),
              program.size() * sizeof program[0]);
  if (judge::kind_of(trace) != judge::TraceKind::misuse) return;
  request.misuse = 1;
  const auto files = judge::site_files(trace);
  for (std::size_t k = 0; k < files.size(); ++k) {
    char(&name)[player::site_name_bytes] = request.site_files[k].name[0];
    std::strncpy(name, files[k].c_str(), sizeof name - 1);
  }
  const auto steps = judge::misuse_steps(trace);
  std::memcpy(request_.data() + player::program_offset +
                  program.size() * sizeof program[0],
              steps.data(), steps.size() * sizeof steps[0]);
}

std::vector<int> PlayerFiles::descriptors() const {
  if (!arena_) return {request_.fd(), response_.fd(), heap_.fd()};
  // The fourth is the submission's, which is loaded by its path here.
  return {request_.fd(), response_.fd(), heap_.fd(), heap_.fd(), arena_->fd()};
}

std::uint64_t PlayerFiles::heap_base() const {
  return reinterpret_cast<std::uint64_t>(heap_.data());
}

}  // namespace heaplab::cli
