#include "heaplab/testing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "heaplab/heap.hpp"
#include "judge/lockstep.hpp"
#include "support/error.hpp"

namespace heaplab::testing {

using player::Command;

namespace {

judge::Submission submission_under_test() {
  const char* path = std::getenv("HEAPLAB_SUBMISSION");
  if (!path)
    throw InputError(
        "HEAPLAB_SUBMISSION: expected the path of a compiled submission, "
        "found nothing; run the tests by `./lab check LAB`");
  return {path, path};
}

std::uint64_t number(const void* pointer) {
  return reinterpret_cast<std::uint64_t>(pointer);
}

}  // namespace

class TestAllocator::Impl {
 public:
  Impl(std::size_t heap_limit, std::size_t mapped_limit)
      : submission_(submission_under_test()),
        player_(submission_, limits_,
                {.heap_limit = heap_limit,
                 .mapped_limit = mapped_limit,
                 .fill_new_heap = true}) {
    run(Command::load, "loading");
    run(Command::construct, "the constructor");
  }

  std::uint64_t run(Command command, const std::string& call,
                    std::uint64_t first = 0, std::uint64_t second = 0) {
    const auto& response = player_.response();
    if (player_.read(response.missing) >> static_cast<unsigned>(command) & 1)
      throw SubmissionEnded("the class has no member function for " + call);
    if (player_.run(command, first, second))
      return player_.read(response.value);
    const auto words = judge::end_in_words(player_.end(), limits_);
    const std::string source = judge::end_source(
        submission_, player_.end(), player_.read(response.load_base),
        player_.read(response.load_end));
    throw SubmissionEnded(fmt::format(
        "{} did not come back ({}): {}{}{}", call,
        judge::finding_name(words.kind), words.actual,
        source.empty() ? "" : "\n  at " + source,
        player_.output().empty()
            ? ""
            : "\n  it printed: " + judge::safe_output(player_.output())));
  }

  judge::PlayerProcess& player() { return player_; }
  std::string why;

 private:
  judge::Limits limits_;
  judge::Submission submission_;
  judge::PlayerProcess player_;
};

TestAllocator::TestAllocator(std::size_t heap_limit, std::size_t mapped_limit)
    : impl_(std::make_unique<Impl>(heap_limit, mapped_limit)) {}

TestAllocator::~TestAllocator() = default;

void* TestAllocator::allocate(std::size_t bytes) {
  return reinterpret_cast<void*>(
      impl_->run(Command::allocate, fmt::format("allocate({})", bytes), bytes));
}

void TestAllocator::deallocate(void* payload) {
  impl_->run(Command::deallocate, fmt::format("deallocate({})", payload),
             number(payload));
}

void* TestAllocator::reallocate(void* payload, std::size_t bytes) {
  return reinterpret_cast<void*>(impl_->run(
      Command::reallocate, fmt::format("reallocate({}, {})", payload, bytes),
      number(payload), bytes));
}

void* TestAllocator::allocate_zeroed(std::size_t bytes) {
  return reinterpret_cast<void*>(
      impl_->run(Command::allocate_zeroed,
                 fmt::format("allocate_zeroed({})", bytes), bytes));
}

void* TestAllocator::allocate_aligned(std::size_t alignment,
                                      std::size_t bytes) {
  return reinterpret_cast<void*>(
      impl_->run(Command::allocate_aligned,
                 fmt::format("allocate_aligned({}, {})", alignment, bytes),
                 alignment, bytes));
}

std::size_t TestAllocator::usable_bytes(const void* payload) {
  return impl_->run(Command::usable_bytes,
                    fmt::format("usable_bytes({})", payload), number(payload));
}

std::size_t TestAllocator::mark() {
  return impl_->run(Command::mark, "mark()");
}

void TestAllocator::release(std::size_t mark) {
  impl_->run(Command::release, fmt::format("release({})", mark), mark);
}

std::vector<Block> TestAllocator::blocks() {
  impl_->run(Command::walk, "walk()");
  auto& player = impl_->player();
  const auto count = std::min<std::uint64_t>(
      player.read(player.response().block_count), player::most_blocks);
  std::vector<Block> blocks;
  for (std::uint64_t k = 0; k < count; ++k) {
    const player::BlockRecord record = player.read(player.response().blocks[k]);
    blocks.push_back({reinterpret_cast<const void*>(record.address),
                      record.bytes,
                      reinterpret_cast<const void*>(record.payload),
                      record.payload_bytes, record.allocated != 0});
  }
  return blocks;
}

std::size_t TestAllocator::free_blocks() {
  std::size_t count = 0;
  for (const Block& block : blocks()) count += !block.allocated;
  return count;
}

std::size_t TestAllocator::allocated_blocks() {
  std::size_t count = 0;
  for (const Block& block : blocks()) count += block.allocated;
  return count;
}

bool TestAllocator::check() {
  const bool sound = impl_->run(Command::check, "check()") != 0;
  const char* text = impl_->player().response().text;
  impl_->why = judge::safe_output(
      std::string(text, ::strnlen(text, player::text_bytes)));
  return sound;
}

const std::string& TestAllocator::why() const { return impl_->why; }

std::byte* TestAllocator::heap_begin() const {
  return impl_->player().heap().data();
}

std::byte* TestAllocator::heap_end() const {
  return heap_begin() + heap_bytes();
}

std::size_t TestAllocator::heap_bytes() const {
  auto& player = impl_->player();
  return std::min<std::size_t>(player.read(player.response().heap_bytes),
                               player.heap().bytes());
}

std::size_t TestAllocator::mapped_bytes() const {
  auto& player = impl_->player();
  if (!player.has_mappings()) return 0;
  return player.mappings().table.mapped_pages() * page_bytes;
}

}  // namespace heaplab::testing
