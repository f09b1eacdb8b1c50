// A program that does what its argument names, for tests to run under Memcheck.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#define HAS_REQUESTS
#endif

namespace {

char* allocate(std::size_t bytes) {
  return static_cast<char*>(std::malloc(bytes));
}

void store(char* block, int offset) {
  static_cast<volatile char*>(block)[offset] = 'x';
}

int load(const char* block, int offset) {
  return static_cast<const volatile char*>(block)[offset];
}

// Leaves no address of a block on the stack.
void scrub() {
  volatile char bytes[8192];
  for (auto& byte : bytes) byte = 0;
}

void clean() { std::free(allocate(10)); }

void write_after() {
  char* const block = allocate(12);
  store(block, 12);
  std::free(block);
}

void read_before() {
  char* const block = allocate(12);
  load(block, -1);
  std::free(block);
}

void read_freed() {
  char* volatile block = allocate(12);
  std::free(block);
  load(block, 3);
}

void free_twice() {
  char* volatile block = allocate(12);
  std::free(block);
  std::free(block);
}

void free_by_delete() {
  char* volatile block = allocate(12);
  delete block;
}

void decide() {
  char* const block = allocate(12);
  if (load(block, 2) == 'y') std::puts("y");
  std::free(block);
}

void look_up() {
  static const int table[256] = {};
  unsigned char volatile index;
  std::printf("%d", table[index]);
}

void hand_over() {
  char* const block = allocate(12);
  if (::write(1, block, 12) < 0) std::puts("closed");
  std::free(block);
}

void ask_for_less_than_nothing() {
  volatile long bytes = -5;
  std::free(allocate(static_cast<std::size_t>(bytes)));
}

void lose() {
  char* volatile block = allocate(33);
  store(block, 0);
  block = nullptr;
  scrub();
}

void jump() {
  void (*volatile nowhere)() = nullptr;
  nowhere();
}

void become_another() {
  write_after();
  ::execl("/bin/true", "true", nullptr);
}

// Overwrites what Memcheck keeps beside the blocks, and makes it look there.
void smash() {
  constexpr int before = 4096;
  char* const block = allocate(16);
  std::memset(block - before, 0xff, before + (64 << 10));
  std::free(block);
  std::free(allocate(40));
}

void never_end() {
  write_after();
  for (volatile bool forever = true; forever;) {
  }
}

int recurse(int depth) {
  volatile char frame[4096];
  frame[depth % 4096] = 1;
  return depth < 0 ? 0 : recurse(depth + 1) + frame[0];
}

void go_deep() { std::exit(recurse(0)); }

void give_up() { std::abort(); }

void fork_and_err() {
  if (::fork() == 0) {
    write_after();
    std::_Exit(0);
  }
  ::wait(nullptr);
}

void talk() {
#ifdef HAS_REQUESTS
  VALGRIND_PRINTF("begin <one> & \"two\"\n");
  write_after();
  VALGRIND_PRINTF("end\n");
  // A register may still hold the last of them.
  for (int i = 0; i < 3; ++i) lose();
  VALGRIND_DO_ADDED_LEAK_CHECK;
  VALGRIND_PRINTF_BACKTRACE("leaks\n");
#endif
}

struct Act {
  std::string_view name;
  void (*perform)();
};

constexpr Act acts[] = {
    {"clean", clean},
    {"write-after", write_after},
    {"read-before", read_before},
    {"read-freed", read_freed},
    {"free-twice", free_twice},
    {"free-by-delete", free_by_delete},
    {"decide", decide},
    {"look-up", look_up},
    {"hand-over", hand_over},
    {"ask-for-less-than-nothing", ask_for_less_than_nothing},
    {"lose", lose},
    {"jump", jump},
    {"become-another", become_another},
    {"smash", smash},
    {"never-end", never_end},
    {"go-deep", go_deep},
    {"give-up", give_up},
    {"fork-and-err", fork_and_err},
    {"talk", talk},
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  for (const Act& act : acts) {
    if (act.name != arguments[1]) continue;
    act.perform();
    return 0;
  }
  return 2;
}
