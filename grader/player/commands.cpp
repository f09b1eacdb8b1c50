#include "player/commands.hpp"

#include <dlfcn.h>

#include "player/ending.hpp"
#include "player/malloc_watch.hpp"
#include "sandbox/player_filter.hpp"

namespace heaplab::player {
namespace {

void* pointer(std::uint64_t address) {
  return reinterpret_cast<void*>(address);
}

std::uint64_t number(const void* pointer) {
  return reinterpret_cast<std::uint64_t>(pointer);
}

std::uint64_t missing_operations(const SubmissionTable& table) {
  std::uint64_t missing = 0;
  const auto note = [&](Command command, bool present) {
    if (!present) missing |= 1ull << static_cast<unsigned>(command);
  };
  note(Command::allocate, table.allocate);
  note(Command::deallocate, table.deallocate);
  note(Command::reallocate, table.reallocate);
  note(Command::allocate_zeroed, table.allocate_zeroed);
  note(Command::allocate_aligned, table.allocate_aligned);
  note(Command::mark, table.mark);
  note(Command::release, table.release);
  note(Command::walk, table.walk);
  note(Command::check, table.check);
  note(Command::image, table.image);
  note(Command::check_heap, table.check_heap);
  note(Command::usable_bytes, table.usable_bytes);
  // Of coroutines the player makes the calls.
  note(Command::call, table.call || table.spawn);
  note(Command::frame_allocate, table.frame_allocate || table.spawn);
  note(Command::leave, table.leave || table.spawn);
  note(Command::unwind, table.unwind || table.spawn);
  note(Command::walk_frames, table.walk_frames);
  note(Command::spawn, table.spawn);
  note(Command::memory_allocate, table.memory_allocate);
  return missing;
}

class Recorder final : public BlockVisitor {
 public:
  void visit(const Block& block) override {
    Response& response = *channel.response;
    const std::uint64_t index = response.block_count++;
    if (index >= most_blocks) return;
    response.blocks[index] = {number(block.address), block.bytes,
                              number(block.payload), block.payload_bytes,
                              block.allocated};
  }
};

class FrameRecorder final : public FrameVisitor {
 public:
  void visit(const void* frame_pointer, std::uint64_t return_address) override {
    Response& response = *channel.response;
    const std::uint64_t index = response.block_count++;
    if (index >= most_blocks) return;
    response.blocks[index] = {number(frame_pointer), 0, return_address, 0, 0};
  }
};

}  // namespace

Commands::Commands()
    : slots_(channel.request->slots),
      marks_(channel.request->marks),
      coroutines_(channel.request->coroutines ? channel.request->slots : 0,
                  heap_) {}

void Commands::run() {
  const Request& request = *channel.request;
  if (table_ && table_->spawn && CoroutineLoop::takes(request.command))
    coroutines_.run();  // and comes back with a command that is for us
  heap_.begin_command();
  channel.response->error_count = 0;
  switch (request.command) {
    case Command::none:
      return;
    case Command::load:
      return load();
    case Command::construct:
      return construct();
    case Command::walk:
      return walk();
    case Command::walk_frames:
      return walk_frames();
    case Command::memory_leaks:
      return leaks();
    case Command::memory_statistics:
      return statistics();
    case Command::go_home:
      return;
    case Command::check:
      return check();
    case Command::image:
      return image();
    case Command::check_heap:
      return check_heap(request.argument[0]);
    case Command::prefault:
      return prefault(request.argument[0]);
    case Command::run_slice:
      return run_slice(request.argument[0], request.argument[1]);
    case Command::run_measured:
      return run_measured(request.argument[0], request.argument[1]);
    default:
      break;
  }
  Response& response = *channel.response;
  response.heap_reached_bytes = response.heap_bytes;
  watch_malloc_callers(true);
  const std::uint64_t arguments[2] = {request.argument[0], request.argument[1]};
  response.value = operate(request.command, arguments);
  watch_malloc_callers(false);
  response.private_bytes = malloc_live_bytes();
  response.private_caller = last_malloc_caller();
}

std::uint64_t Commands::operate(Command command,
                                const std::uint64_t (&argument)[2]) {
  switch (command) {
    case Command::allocate:
      return number(table_->allocate(self_, argument[0]));
    case Command::allocate_zeroed:
      return number(table_->allocate_zeroed(self_, argument[0]));
    case Command::allocate_aligned:
      return number(table_->allocate_aligned(self_, argument[0], argument[1]));
    case Command::reallocate:
      return number(
          table_->reallocate(self_, pointer(argument[0]), argument[1]));
    case Command::deallocate:
      table_->deallocate(self_, pointer(argument[0]));
      return 0;
    case Command::mark:
      return table_->mark(self_);
    case Command::release:
      table_->release(self_, argument[0]);
      return 0;
    case Command::usable_bytes:
      return table_->usable_bytes(self_, pointer(argument[0]));
    case Command::call: {
      const Frame frame = table_->call(self_, argument[0], argument[1]);
      channel.response->frame_pointer = number(frame.frame_pointer);
      return number(frame.locals);
    }
    case Command::frame_allocate:
      return number(table_->frame_allocate(self_, argument[1]));
    case Command::leave:
      return table_->leave(self_);
    case Command::unwind:
      table_->unwind(self_, pointer(argument[0]));
      return 0;
    default:
      return operate_memory(command);
  }
}

void Commands::load() {
  Response& response = *channel.response;
  const Request& request = *channel.request;
  const char* path = request.trusted ? request.object_path : object_name;
  if (!request.trusted) offer_object();
  void* object = ::dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!object) end_with_text(Ending::load_failed, ::dlerror());
  table_ =
      static_cast<const SubmissionTable*>(::dlsym(object, submission_symbol));
  if (!table_)
    end_with_text(Ending::load_failed,
                  "it has no HEAPLAB_SUBMISSION(YourClass) at its end");
  if (table_->version != submission_version)
    end_with_text(Ending::load_failed,
                  "it was compiled for another version of the kit");
  globals_ = std::make_unique<Globals>(table_);
  set_submission_range(globals_->load_begin(), globals_->load_end());
  response.load_base = globals_->load_begin();
  response.load_end = globals_->load_end();
  response.missing = missing_operations(*table_);
  response.object_bytes = table_->object_bytes;
  response.private_bytes = malloc_live_bytes();
  if (!request.trusted && !sandbox::filter_running())
    end_with_text(Ending::load_failed, "the second filter could not be laid");
}

// The object stands at the start of the heap and counts as a part of it.
void Commands::construct() {
  Response& response = *channel.response;
  response.heap_bytes = response.heap_peak_bytes = 0;
  response.heap_reached_bytes = 0;
  response.refused_grows = response.bad_shrinks = 0;
  response.heap_pages = response.heap_calls = response.heap_new_pages = 0;
  heap_.reset_mappings();
  globals_->restore();
  self_ = heap_.grow((table_->object_bytes + 15) / 16 * 16);
  watch_malloc_callers(true);
  if (table_->construct_reporting)
    table_->construct_reporting(self_, heap_, errors_);
  else
    table_->construct(self_, heap_);
  watch_malloc_callers(false);
  response.private_bytes = malloc_live_bytes();
  response.private_caller = last_malloc_caller();
  coroutines_.begin(*table_, self_);
}

void Commands::walk() {
  channel.response->block_count = 0;
  Recorder recorder;
  table_->walk(self_, recorder);
}

void Commands::walk_frames() {
  channel.response->block_count = 0;
  FrameRecorder recorder;
  table_->walk_frames(self_, recorder);
}

void Commands::prefault(std::uint64_t bytes) {
  for (std::uint64_t at = 0; at < bytes; at += 4096)
    static_cast<volatile std::byte*>(heap_.begin())[at] = std::byte{0};
}

}  // namespace heaplab::player
