// backtrace, on the stack of this program: a chain of real calls.
#include <algorithm>
#include <vector>

#include "abi/case.hpp"
#include "abi/checked_call.hpp"
#include "abi/picture.hpp"
#include "abi/symbols.hpp"
#include "abi/text.hpp"
#include "backtrace.hpp"
#include "backtrace_walk.hpp"

HEAPLAB_STUDENT(Walk walk_frames(std::uint64_t frame_pointer,
                                 StackBounds bounds, std::uint64_t* addresses,
                                 std::size_t limit));
HEAPLAB_STUDENT(Walk walk_here(StackBounds bounds, std::uint64_t* addresses,
                               std::size_t limit));

// Functions with a frame of their own; on AArch64 with signed return addresses.
#if defined(__aarch64__)
#define REAL_CALL [[gnu::noinline, gnu::target("branch-protection=pac-ret")]]
#else
#define REAL_CALL [[gnu::noinline]]
#endif
// Behind a call, so that it is no jump.
#define NOT_A_TAIL_CALL() asm volatile("" ::: "memory")

namespace heaplab::abi {
namespace {

constexpr std::uint64_t without_signature = ~std::uint64_t{0} >> 16;

// Both of the function that they stand in.
[[gnu::always_inline]] inline std::uint64_t* own_frame() {
  return static_cast<std::uint64_t*>(__builtin_frame_address(0));
}
[[gnu::always_inline]] inline std::uint64_t own_return_address() {
  return reinterpret_cast<std::uint64_t>(__builtin_return_address(0)) &
         without_signature;
}

struct Chain {
  std::size_t levels;
  void (*at_the_end)(Chain&);
  StackBounds bounds{};
  std::vector<std::uint64_t> returns{};  // the oldest first
};

}  // namespace

// By C names, which are short in pictures.
extern "C" {
REAL_CALL void odd(Chain& chain);

REAL_CALL void even(Chain& chain) {
  chain.returns.push_back(own_return_address());
  if (chain.returns.size() < chain.levels) {
    odd(chain);
  } else {
    chain.at_the_end(chain);
  }
  NOT_A_TAIL_CALL();
}

REAL_CALL void odd(Chain& chain) {
  char locals[40];  // a frame of another size
  asm volatile("" ::"r"(locals) : "memory");
  chain.returns.push_back(own_return_address());
  if (chain.returns.size() < chain.levels) {
    even(chain);
  } else {
    chain.at_the_end(chain);
  }
  NOT_A_TAIL_CALL();
}
}

namespace {

REAL_CALL std::uint64_t begin(void* argument) {
  Chain& chain = *static_cast<Chain*>(argument);
  const std::uint64_t* frame = own_frame();
  // The outermost pair, made by the kit.
  chain.bounds = {reinterpret_cast<std::uint64_t>(frame) - 128 * 1024,
                  frame[0] + 16};
  chain.returns.push_back(own_return_address());
  even(chain);
  NOT_A_TAIL_CALL();
  return 0;
}

std::vector<std::uint64_t> newest_first(const Chain& chain) {
  return {chain.returns.rbegin(), chain.returns.rend()};
}

void keep_picture_of(const std::uint64_t* frame) {
  const auto at = reinterpret_cast<std::uint64_t>(frame);
  keep_picture(draw_stack(at, at, 24, {}));
}

REAL_CALL void walk_from_here(Chain& chain) {
  chain.returns.push_back(own_return_address());
  keep_picture_of(own_frame());
  CheckedWalk walk;
  const auto from = reinterpret_cast<std::uint64_t>(own_frame());
  walk.expect(walk_frames(from, chain.bounds, walk.addresses(), most_frames),
              {Stop::end, newest_first(chain)}, most_frames);
  NOT_A_TAIL_CALL();
}

void try_chain(std::size_t levels, void (*at_the_end)(Chain&)) {
  note_step("even() and odd() call each other, " + plural(levels, "frame") +
            " in all");
  Chain chain{levels, at_the_end};
  call_at_chain_end(begin, &chain);
}

HEAPLAB_CASE(real, "real", "real calls, and recursion", 3, "walk_frames") {
  for (const std::size_t levels : {2, 5, 30}) try_chain(levels, walk_from_here);
}

REAL_CALL void ask_where_it_is(Chain& chain) {
  chain.returns.push_back(own_return_address());
  keep_picture_of(own_frame());
  CheckedWalk walk;
  const Walk found = walk_here(chain.bounds, walk.addresses(), most_frames);
  NOT_A_TAIL_CALL();
  // Where the call above returns to is known to the compiler alone.
  std::vector<std::uint64_t> expected = newest_first(chain);
  const std::uint64_t first = walk.addresses()[0];
  const auto here = reinterpret_cast<std::uint64_t>(ask_where_it_is);
  if (found.count > 0 && function_start(first) != here)
    fail(Rule::wrong_chain,
         "addresses[0] is where walk_here() returns to, in its caller",
         "it is " + hex(first) + ", which is " + code_name(first));
  expected.insert(expected.begin(), first);
  walk.expect(found, {Stop::end, expected}, most_frames);
}

HEAPLAB_CASE(here, "here", "walk_here: from its own caller on", 2,
             "walk_here") {
  try_chain(4, ask_where_it_is);
}

}  // namespace
}  // namespace heaplab::abi
