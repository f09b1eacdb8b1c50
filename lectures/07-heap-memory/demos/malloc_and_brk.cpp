// How seldom malloc asks the kernel for memory.
// break it: `malloc(48)` -> `sbrk(48)`
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"
#include "demo/heap_picture.hpp"

using heaplab::demo::Demo;
using heaplab::demo::HeapBlock;
using heaplab::demo::keep;
using heaplab::demo::measured;
using heaplab::demo::unknown;

namespace {

constexpr int million = 1'000'000;

// [watch
// How often the program break moves during a million mallocs.
int moves_of_the_break() {
  int moves = 0;
  const void* before = sbrk(0);
  for (int k = 0; k < million; ++k) {
    void* block = malloc(48);
    keep(block);
    const void* now = sbrk(0);
    if (now != before) ++moves;
    before = now;
  }
  return moves;
}
// watch]

// What the counted work does, in a child that nobody else sees.
constexpr std::size_t small = 48;

void allocate_a_million() {
  for (int k = 0; k < million; ++k) {
    void* block = malloc(small);
    keep(block);
  }
}

// [holes
std::array<void*, 1000> held;
std::size_t bytes_of(std::size_t k) { return 16 + k * 7 % 2000; }

void fill_holes() {
  for (std::size_t k = 0; k < held.size(); k += 2) free(held[k]);
  for (std::size_t k = 0; k < held.size(); k += 2)
    held[k] = malloc(bytes_of(k));
}
// holes]

void allocate_one_large() {
  void* block = malloc(std::size_t{64} << 20);
  keep(block);
  free(block);
}

struct Calls {
  long brk = 0;
  long map = 0;  // mmap and munmap
  long others = 0;
  long all() const { return brk + map + others; }
};

void count(long number, Calls& calls) {
  switch (number) {
    case SYS_brk:
      ++calls.brk;
      break;
    case SYS_mmap:
    case SYS_munmap:
      ++calls.map;
      break;
    default:
      ++calls.others;
  }
}

[[noreturn]] void run_traced(void (*work)()) {
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(1);
  raise(SIGSTOP);
  syscall(SYS_getppid);  // from here on the parent counts
  work();
  syscall(SYS_getppid);
  _exit(0);
}

// The system calls that `work` makes in a child, or nothing where a process
// may not trace its child.
std::optional<Calls> system_calls_of(void (*work)()) {
  const pid_t child = fork();
  if (child == 0) run_traced(work);
  int status = 0;
  if (waitpid(child, &status, WUNTRACED) != child || !WIFSTOPPED(status))
    return std::nullopt;
  ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD);
  Calls calls;
  int marks = 0;
  while (ptrace(PTRACE_SYSCALL, child, nullptr, nullptr) == 0 &&
         waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
    __ptrace_syscall_info info{};
    if (ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) <= 0) break;
    if (info.op != PTRACE_SYSCALL_INFO_ENTRY) continue;
    const long number = static_cast<long>(info.entry.nr);
    if (number == SYS_getppid)
      ++marks;
    else if (marks == 1)
      count(number, calls);
  }
  if (WIFEXITED(status))
    return marks == 2 ? std::optional(calls) : std::nullopt;
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  return std::nullopt;
}

void count_all(Demo& demo) {
  for (std::size_t k = 0; k < held.size(); ++k) held[k] = malloc(bytes_of(k));
  const auto many = system_calls_of(allocate_a_million);
  const auto holes = system_calls_of(fill_holes);
  const auto large = system_calls_of(allocate_one_large);
  for (void* block : held) free(block);
  auto& table = demo.table("System calls", {"what the program does", "brk",
                                            "mmap, munmap", "others"});
  const auto row = [&](const char* what, const std::optional<Calls>& calls) {
    if (!calls) {
      table.row({what, unknown(), unknown(), unknown()});
      return;
    }
    table.row({what, measured(static_cast<double>(calls->brk), ""),
               measured(static_cast<double>(calls->map), ""),
               measured(static_cast<double>(calls->others), "")});
  };
  row("a million mallocs of 48 bytes", many);
  row("500 frees, 500 mallocs of those sizes", holes);
  row("malloc(64 MiB) and its free", large);
  if (!many || !holes || !large) {
    demo.not_measured("system calls", "a process may not trace its child here");
    return;
  }
  demo.expect("far fewer system calls than mallocs",
              many->all() < million / 100);
  demo.expect("a large block has a mapping of its own", large->map > 0);
#ifdef __GLIBC__
  demo.expect_equal("system calls to free blocks and fill their holes",
                    holes->all(), 0);
#else
  demo.not_measured("holes", "what is expected is known for glibc's malloc");
#endif
}

using Eight = std::array<std::byte*, 8>;

// Eight blocks one after the other. Old holes may come first: a few attempts.
Eight eight_in_a_row() {
  Eight blocks{};
  for (int attempt = 0; attempt < 100; ++attempt) {
    for (auto& block : blocks) block = static_cast<std::byte*>(malloc(small));
    std::sort(blocks.begin(), blocks.end());
    if (blocks[7] - blocks[0] == 7 * 64) break;
  }
  return blocks;
}

// What becomes of two of them that are freed. Drawing allocates too, so it
// comes last.
void draw(Demo& demo) {
  const Eight blocks = eight_in_a_row();
  free(blocks[5]);
  free(blocks[2]);
  void* again = malloc(small);
  keep(again);
  std::vector<HeapBlock> drawn;
  for (std::uint64_t k = 0; k < blocks.size(); ++k)
    drawn.push_back({64 * k, 64, 64 * k + 8, 64 - 8, k != 5 && k != 2});
  demo.picture("holes", draw_heap(drawn, 8 * 64, 2 * 64));
  for (std::size_t k = 0; k < blocks.size(); ++k)
    if (blocks[k] == again) drawn[k].allocated = true;
  demo.picture("again", draw_heap(drawn, 8 * 64, 2 * 64));
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "malloc_and_brk", "Does each malloc ask the kernel?",
      [](Demo& demo) {
        count_all(demo);
        const int moves = moves_of_the_break();
        auto& table = demo.table("The program break",
                                 {"mallocs of 48 bytes", "moves of the break"});
        table.row({million, measured(moves, "")});
        demo.expect("the break moves in fewer than one malloc of a hundred",
                    moves < million / 100);
        draw(demo);
      });
}
