// Commands for a debugging allocator.
#include "heaplab/debug_allocator.hpp"
#include "player/channel.hpp"
#include "player/commands.hpp"
#include "player/error_recorder.hpp"

namespace heaplab::player {
namespace {

std::uint64_t number(const void* pointer) {
  return reinterpret_cast<std::uint64_t>(pointer);
}

MemoryCall requested_call() {
  const MemoryRequest& request = channel.request->memory;
  const SiteFile& file = channel.request->site_files[request.file];
  return {.site = {file.name[request.copy], request.line},
          .family = static_cast<Family>(request.family),
          .alignment = request.alignment};
}

class LeakRecorder final : public LeakVisitor {
 public:
  void visit(const LeakGroup& group) override {
    Response& response = *channel.response;
    const std::uint64_t index = response.block_count++;
    if (index >= most_blocks) return;
    const SiteRecord site = record_of(group.allocated);
    response.blocks[index] = {site.file, group.bytes, site.line, 0,
                              group.blocks};
  }
};

}  // namespace

SiteRecord record_of(const Site& site) {
  const auto* begin =
      reinterpret_cast<const char*>(channel.request->site_files);
  const std::uint64_t at = number(site.file) - number(begin);
  const Response& response = *channel.response;
  if (site.file == nullptr) return {0, site.line};
  if (at < sizeof channel.request->site_files && at % site_name_bytes == 0)
    return {static_cast<std::uint32_t>(at / sizeof(SiteFile)) + 1, site.line};
  const bool in_object = number(site.file) >= response.load_base &&
                         number(site.file) < response.load_end;
  return {in_object ? file_of_object : unknown_file, site.line};
}

void ErrorRecorder::report(const MemoryError& error) {
  Response& response = *channel.response;
  const std::uint64_t index = response.error_count++;
  if (index >= most_errors) return;
  response.errors[index] = {.kind = static_cast<std::uint64_t>(error.kind),
                            .payload = number(error.payload),
                            .bytes = error.bytes,
                            .offset = error.offset,
                            .allocated = record_of(error.allocated),
                            .freed = record_of(error.freed),
                            .detected = record_of(error.detected)};
}

std::uint64_t Commands::operate_memory(Command command) {
  const MemoryRequest request = channel.request->memory;
  const MemoryCall call = requested_call();
  auto* payload = reinterpret_cast<void*>(request.payload);
  switch (command) {
    case Command::memory_allocate:
      return number(table_->memory_allocate(self_, request.bytes, call));
    case Command::memory_allocate_zeroed:
      return number(table_->memory_allocate_zeroed(self_, request.count,
                                                   request.bytes, call));
    case Command::memory_reallocate:
      return number(
          table_->memory_reallocate(self_, payload, request.bytes, call));
    case Command::memory_deallocate:
      table_->memory_deallocate(self_, payload, call, request.sized);
      return 0;
    case Command::memory_verify:
      table_->memory_verify(self_, call.site);
      return 0;
    case Command::memory_finish:
      table_->memory_finish(self_, call.site);
      return 0;
    default:
      return 0;
  }
}

void Commands::leaks() {
  channel.response->block_count = 0;
  LeakRecorder recorder;
  table_->memory_leaks(self_, recorder);
}

void Commands::statistics() {
  AllocationStatistics found;
  table_->memory_statistics(self_, found);
  const std::uint64_t numbers[] = {found.live_blocks, found.live_bytes,
                                   found.peak_bytes,  found.total_blocks,
                                   found.total_bytes, found.refused_calls};
  for (std::size_t k = 0; k < 6; ++k)
    channel.response->statistics[k] = numbers[k];
}

}  // namespace heaplab::player
