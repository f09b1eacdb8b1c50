// The player: the process that a submission lives in. It gives up every right
// before the first instruction of the submission runs, and then carries out the
// judge's commands, one at a time. It knows no score and no trace.
#include <malloc.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "player/channel.hpp"
#include "player/commands.hpp"
#include "player/ending.hpp"
#include "player/malloc_watch.hpp"
#include "sandbox/landlock.hpp"
#include "sandbox/player_filter.hpp"
#include "sandbox/resource_limits.hpp"

namespace {

using namespace heaplab;
using namespace heaplab::player;

// What the confined process would otherwise have to ask the kernel for later:
// room in malloc for the kit's own use, unbuffered output.
void prepare_libraries() {
  std::setvbuf(stdout, nullptr, _IONBF, 0);
  std::setvbuf(stderr, nullptr, _IONBF, 0);
  if (channel.request->trusted) return;
  ::mallopt(M_TOP_PAD, 2 << 20);
  ::mallopt(M_MMAP_THRESHOLD, 1 << 30);
  ::mallopt(M_TRIM_THRESHOLD, -1);
  std::free(std::malloc(1 << 16));
}

// Memory in huge pages would be counted where it is not used.
bool use_small_pages() { return ::prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) == 0; }

bool confine() {
  if (channel.request->trusted) return use_small_pages();
  const sandbox::ResourceLimits limits{
      .cpu_s = 120,
      .address_space_bytes = channel.request->address_space,
      .stack_bytes = 8u << 20};
  if (!sandbox::lower_limits(limits)) return false;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  sandbox::landlock_restrict({});  // a second layer where the kernel has it
  return sandbox::filter_loading(object_fd);
}

[[noreturn]] void broken(const char* what) {
  std::perror(what);
  ::_exit(exit_broken);
}

}  // namespace

int main() {
  if (!open_channel()) broken("player: cannot map the shared memory");
  prepare_libraries();
  Commands commands;
  if (channel.request->debug) {
    commands.run_under_debugger();
    return 0;
  }
  install_handlers();
  if (!confine()) broken("player: cannot confine itself");
  channel.response->private_bytes = malloc_live_bytes();
  answer(channel.sequence);
  for (;;) {
    wait_for_command();
    commands.run();
    answer(channel.sequence);
  }
}
