#include "backtrace_image.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "abi/case.hpp"

namespace heaplab::abi {
namespace {

constexpr std::size_t image_bytes = 64 * 1024;
constexpr std::size_t most_words_in_picture = 24;

// Memory between two pages without any permission, inside of larger ones.
std::uint64_t map_image() {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* const all = mmap(nullptr, image_bytes + 2 * page, PROT_NONE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED) std::abort();
  const std::uint64_t low = reinterpret_cast<std::uint64_t>(all) + page;
  if (mprotect(reinterpret_cast<void*>(low), image_bytes,
               PROT_READ | PROT_WRITE) != 0)
    std::abort();
  return low;
}

std::uint64_t random_code() { return 0x400000 + 4 * random_below(0x100000); }

}  // namespace

StackImage::StackImage(std::size_t frames)
    : low_(map_image()), high_(low_ + image_bytes) {
  for (std::uint64_t at = low_; at < high_; at += 8)
    word(at) = low_ + 8 * random_below(image_bytes / 8);
  std::uint64_t at = high_ - 16;
  for (std::size_t k = 0; k < frames; ++k) {
    frames_.push_back(at);
    addresses_.push_back(random_code());
    at -= 16 * (1 + random_below(6));
  }
  std::reverse(frames_.begin(), frames_.end());
  for (std::size_t k = 0; k < frames; ++k) {
    set_saved(k, k + 1 < frames ? frames_[k + 1] : 0);
    set_return_address(k, addresses_[k]);
  }
}

std::uint64_t& StackImage::word(std::uint64_t address) const {
  return *reinterpret_cast<std::uint64_t*>(address);
}

void StackImage::set_saved(std::size_t k, std::uint64_t frame_pointer) {
  word(frames_[k]) = frame_pointer;
}

void StackImage::set_return_address(std::size_t k, std::uint64_t address) {
  word(frames_[k] + 8) = address;
}

void StackImage::keep_picture() const {
  std::vector<WordNote> notes;
  for (std::size_t k = 0; k < frames_.size(); ++k) {
    const std::string of = " of frame " + std::to_string(k);
    notes.push_back({frames_[k], "saved frame pointer" + of});
    notes.push_back({frames_[k] + 8, "return address" + of});
  }
  const std::size_t words = (high_ - frames_[0]) / 8;
  abi::keep_picture(draw_stack(frames_[0], frames_[0],
                               std::min(words, most_words_in_picture), notes));
}

}  // namespace heaplab::abi
