// call_with_args: integers for a callee. What the callee compares: see
// call_with_args_callee.hpp.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "call_with_args_callee.hpp"

HEAPLAB_STUDENT(std::uint64_t call_with_args(std::uint64_t (*fn)(),
                                             std::size_t n,
                                             const std::uint64_t* args));

namespace heaplab::abi {
namespace {

constexpr std::size_t most_arguments = 20;

// `arguments` is where the student's function reads them, n words.
void try_call(const std::uint64_t* arguments, std::size_t n) {
  const std::string text =
      "call_with_args(fn, " + std::to_string(n) + ", args)";
  note_step(text);
  ArgumentCallee callee(std::string(n, 'i'),
                        std::vector<std::uint64_t>(arguments, arguments + n));
  CheckedCall call(reinterpret_cast<const void*>(call_with_args),
                   "call_with_args");
  call.pointer(callee.address()).integer(n).pointer(arguments);
  callee.expect_answer(call.run(), text);
}

// Other words follow the arguments.
void try_random_call(std::size_t n) {
  const auto arguments = random_arguments(n + most_arguments);
  try_call(arguments.data(), n);
}

HEAPLAB_CASE(none, "none", "no argument at all: the call and its result", 1,
             "call_with_args") {
  try_random_call(0);
}

HEAPLAB_CASE(in_registers, "registers", "as many as there are registers", 2,
             "call_with_args") {
  for (std::size_t n = 1; n <= integer_registers; ++n) try_random_call(n);
}

HEAPLAB_CASE(on_stack, "stack", "up to 20: the others on the stack", 3,
             "call_with_args") {
  for (std::size_t n = integer_registers + 1; n <= most_arguments; ++n) {
    try_random_call(n);
  }
}

// The end of a page that can be read, before one that cannot.
const std::uint64_t* readable_end() {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* const pages = mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return nullptr;
  unsigned char* const end = static_cast<unsigned char*>(pages) + page;
  if (mprotect(end, page, PROT_NONE) != 0) return nullptr;
  return reinterpret_cast<const std::uint64_t*>(end);
}

HEAPLAB_CASE(page_end, "end-of-page",
             "args at the end of what may be read: n words and no more", 1,
             "call_with_args") {
  note_step("behind args[n - 1] begins a page that cannot be read");
  const std::uint64_t* const end = readable_end();
  for (std::size_t n = 0; n <= most_arguments; ++n) {
    const std::vector<std::uint64_t> arguments = random_arguments(n);
    auto* const args = const_cast<std::uint64_t*>(end) - n;
    for (std::size_t i = 0; i < n; ++i) args[i] = arguments[i];
    try_call(args, n);
  }
}

}  // namespace
}  // namespace heaplab::abi
