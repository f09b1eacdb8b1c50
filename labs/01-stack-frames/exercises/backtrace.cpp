// backtrace, on made-up stacks: sound ones, and every way to be broken.
#include "backtrace.hpp"

#include <string>

#include "abi/case.hpp"
#include "abi/text.hpp"
#include "backtrace_image.hpp"
#include "backtrace_walk.hpp"

HEAPLAB_STUDENT(Walk walk_frames(std::uint64_t frame_pointer,
                                 StackBounds bounds, std::uint64_t* addresses,
                                 std::size_t limit));

namespace heaplab::abi {
namespace {

// Walks from frame 0 of the image and expects to come as far as `count`.
void try_image(const StackImage& image, Stop stop, std::size_t count,
               std::size_t limit = most_frames) {
  image.keep_picture();
  CheckedWalk walk;
  const auto& all = image.addresses();
  walk.expect(
      walk_frames(image.frame(0), image.bounds(), walk.addresses(), limit),
      {stop, {all.begin(), all.begin() + static_cast<long>(count)}}, limit);
}

// Frame `at` of nine says `saved` of its caller.
void try_broken(std::uint64_t (*saved)(const StackImage&, std::size_t),
                Stop stop, const std::string& what) {
  for (const std::size_t at : {std::size_t{0}, std::size_t{3}}) {
    StackImage image(9);
    const std::uint64_t value = saved(image, at);
    image.set_saved(at, value);
    note_step("the saved frame pointer in frame " + std::to_string(at) +
              " is " + what + ": " + hex(value));
    try_image(image, stop, at + 1);
  }
}

HEAPLAB_CASE(sound, "made-up", "a made-up stack without a fault", 2,
             "walk_frames") {
  for (const std::size_t frames : {1, 2, 9, 40}) {
    note_step("a stack of " + plural(frames, "frame"));
    try_image(StackImage(frames), Stop::end, frames);
  }
}

HEAPLAB_CASE(no_frame, "no-frame", "a first frame pointer that is none", 1,
             "walk_frames") {
  const StackImage image(2);
  const StackBounds bounds = image.bounds();
  const auto try_start = [&](std::uint64_t start, Stop stop) {
    note_step("walk_frames(" + hex(start) + ", {" + hex(bounds.low) + ", " +
              hex(bounds.high) + "}, …)");
    CheckedWalk walk;
    walk.expect(walk_frames(start, bounds, walk.addresses(), most_frames),
                {stop, {}}, most_frames);
  };
  try_start(0, Stop::end);
  try_start(bounds.low + 8, Stop::misaligned);
  try_start(bounds.low - 16, Stop::outside);
  try_start(bounds.high, Stop::outside);
}

HEAPLAB_CASE(no_address, "no-address", "a frame with a return address of 0", 1,
             "walk_frames") {
  StackImage image(5);
  note_step("the return address in frame 2 is 0");
  image.set_return_address(2, 0);
  try_image(image, Stop::end, 2);
}

HEAPLAB_CASE(misaligned, "misaligned", "a frame pointer that is misaligned", 1,
             "walk_frames") {
  try_broken([](const StackImage& image,
                std::size_t at) { return image.frame(at + 1) + 8; },
             Stop::misaligned, "off by 8");
  try_broken([](const StackImage& image,
                std::size_t at) { return image.frame(at + 1) + 1; },
             Stop::misaligned, "off by 1");
}

HEAPLAB_CASE(outside, "outside", "a frame pointer outside of the stack", 2,
             "walk_frames") {
  try_broken(
      [](const StackImage& image, std::size_t) { return image.bounds().high; },
      Stop::outside, "the end of the stack");
  try_broken([](const StackImage& image,
                std::size_t) { return image.bounds().low - 16; },
             Stop::outside, "below the stack");
  try_broken([](const StackImage&, std::size_t) { return ~std::uint64_t{15}; },
             Stop::outside, "the highest address of all");
  try_broken([](const StackImage&, std::size_t) { return std::uint64_t{16}; },
             Stop::outside, "near 0");
}

HEAPLAB_CASE(straddling, "straddling",
             "bounds that end within a pair, or at none", 1, "walk_frames") {
  const StackImage image(4);
  image.keep_picture();
  StackBounds bounds = image.bounds();
  bounds.high = image.frame(3) + 8;
  const auto& all = image.addresses();
  note_step("the bounds end between the two words of frame 3");
  CheckedWalk walk;
  walk.expect(
      walk_frames(image.frame(0), bounds, walk.addresses(), most_frames),
      {Stop::outside, {all.begin(), all.begin() + 3}}, most_frames);
  note_step("the bounds are empty");
  bounds.high = bounds.low = 0;
  CheckedWalk none;
  none.expect(
      walk_frames(image.frame(0), bounds, none.addresses(), most_frames),
      {Stop::outside, {}}, most_frames);
}

HEAPLAB_CASE(cycle, "cycle", "chains that go in a circle, or back down", 2,
             "walk_frames") {
  try_broken(
      [](const StackImage& image, std::size_t at) { return image.frame(at); },
      Stop::not_increasing, "that frame itself");
  try_broken(
      [](const StackImage& image, std::size_t) { return image.frame(0); },
      Stop::not_increasing, "frame 0 again");
  try_broken(
      [](const StackImage& image, std::size_t) { return image.bounds().low; },
      Stop::not_increasing, "the lowest address of the stack");
}

HEAPLAB_CASE(deep, "too-deep", "more frames than there is room for", 2,
             "walk_frames") {
  const StackImage image(20);
  for (const std::size_t limit : {0, 1, 19}) {
    note_step("20 frames, room for " + std::to_string(limit));
    try_image(image, Stop::too_deep, limit, limit);
  }
  note_step("20 frames, room for 20");
  try_image(image, Stop::end, 20, 20);
}

#if defined(__aarch64__)
HEAPLAB_CASE(signed_made_up, "signed", "return addresses with a signature", 1,
             "walk_frames") {
  StackImage image(6);
  note_step("bits 48 to 63 of every return address are a signature");
  for (std::size_t k = 0; k < image.count(); ++k) {
    image.set_return_address(
        k, image.addresses()[k] | (1 + random_below(0xffff)) << 48);
  }
  try_image(image, Stop::end, 6);
}
#endif

}  // namespace
}  // namespace heaplab::abi
