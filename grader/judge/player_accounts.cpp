// What the judge can know of a player without asking it.
#include <sys/random.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fstream>

#include "judge/pattern.hpp"
#include "judge/player_process.hpp"
#include "support/clock.hpp"
#include "support/error.hpp"

namespace heaplab::judge {
namespace {

// Of a heap, between two passes.
constexpr std::uint64_t most_wiped_bytes = 1 << 20;
// Of an arena; a larger one is emptied instead.
constexpr std::uint64_t most_wiped_arena_bytes = 256 << 20;

constexpr std::size_t text_offset = offsetof(player::Response, text);
constexpr std::size_t first_block_page =
    (offsetof(player::Response, blocks) + 4095) / 4096 * 4096;

std::uint64_t random_number() {
  std::uint64_t number = 0;
  if (::getrandom(&number, sizeof number, 0) != sizeof number)
    throw GraderError(std::string("cannot get a random number: ") +
                      std::strerror(errno));
  return number;
}

}  // namespace

std::uint64_t PlayerProcess::cpu_ns() const {
  clockid_t clock{};
  if (reaped_ || ::clock_getcpuclockid(process_, &clock) != 0) return 0;
  return clock_ns(clock);
}

std::uint64_t PlayerProcess::account(const std::string& file,
                                     const std::string& key) const {
  std::ifstream accounts("/proc/" + std::to_string(process_) + "/" + file);
  std::string word;
  while (accounts >> word) {
    if (word != key) continue;
    std::uint64_t kib = 0;
    accounts >> kib;
    return kib * 1024;
  }
  return 0;
}

std::uint64_t PlayerProcess::anonymous_bytes() const {
  return account("smaps_rollup", "Anonymous:");
}

std::uint64_t PlayerProcess::mapped_bytes() const {
  return account("status", "VmData:");
}

void PlayerProcess::clear_long_answers() {
  std::memset(response_->text, 0, first_block_page - text_offset);
  response_memory_.discard(first_block_page, player::returned_offset);
}

bool PlayerProcess::long_answers_are_clear() const {
  const auto* text = reinterpret_cast<const std::byte*>(response_->text);
  return !first_nonzero(text, first_block_page - text_offset) &&
         response_memory_.first_page(first_block_page) >=
             player::returned_offset;
}

void PlayerProcess::wipe_between_passes() {
  constexpr std::size_t page = 4096;
  std::memset(returned_, 0, returned_bytes_);
  if (arena_) wipe_arena();
  // Of a large heap, other pages each time: what is kept in it does not last.
  const std::uint64_t stride = 1 + heap_.resident_bytes() / most_wiped_bytes;
  std::uint64_t skip = random_number() % stride;
  heap_.visit_pages(0, heap_.bytes(), [&](std::size_t at, std::size_t end) {
    for (; at < end; at += page)
      if (skip-- == 0) {
        std::memset(heap_.data() + at, 0, page);
        skip = stride - 1;
      }
  });
}

// All of it: map() promises zeros.
void PlayerProcess::wipe_arena() {
  if (arena_->resident_bytes() > most_wiped_arena_bytes)
    return arena_->discard(0, arena_->bytes());
  arena_->visit_pages(0, arena_->bytes(), [&](std::size_t at, std::size_t end) {
    std::memset(arena_->data() + at, 0, end - at);
  });
}

bool PlayerProcess::record_differs(const player::MappingTable& expected) const {
  const auto* shared = reinterpret_cast<const std::byte*>(mappings_);
  const auto* own = reinterpret_cast<const std::byte*>(&expected);
  const std::size_t begin = request_->mappings_at;
  bool differs = false;
  response_memory_.visit_pages(
      begin, response_memory_.bytes(), [&](std::size_t at, std::size_t end) {
        at -= begin;
        end -= begin;
        const std::size_t table = std::min(end, sizeof expected);
        if (at < table)
          differs |= std::memcmp(shared + at, own + at, table - at) != 0;
        const std::size_t rest = std::max(at, sizeof expected);
        if (rest < end)
          differs |= first_nonzero(shared + rest, end - rest).has_value();
      });
  return differs;
}

std::uint64_t PlayerProcess::stray_response_bytes() const {
  std::uint64_t own_pages = whole_pages(offsetof(player::Response, blocks)) +
                            whole_pages(returned_bytes_ + 1);
  // Whose content is compared.
  if (mappings_)
    response_memory_.visit_pages(
        request_->mappings_at, response_memory_.bytes(),
        [&](std::size_t at, std::size_t end) { own_pages += end - at; });
  const std::uint64_t resident = response_memory_.resident_bytes();
  return resident > own_pages ? resident - own_pages : 0;
}

}  // namespace heaplab::judge
