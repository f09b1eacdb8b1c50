// What a canary notices, and what it does not.
// break it: `fill(account.word, 64)` -> `fill(account.word, 8)`
// flags: -O0 -fstack-protector-all
#include <cstddef>
#include <string>

#include "demo/child.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::Ending;
using heaplab::demo::measured;

namespace {

struct Account {
  char word[8];
  char role[8];
};

// Writes through a pointer that the compiler knows nothing about.
void fill(volatile char* bytes, std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) bytes[k] = 'x';
}

// [writes
// 1: the role has changed
[[gnu::noinline]] int write_8() {
  Account account = {"", "guest"};
  fill(account.word, sizeof account.word);
  return account.role[0] == 'x';
}

[[gnu::noinline]] int write_12() {
  Account account = {"", "guest"};
  fill(account.word, 12);  // into the member behind it
  return account.role[0] == 'x';
}

[[gnu::noinline]] int write_64() {
  Account account = {"", "guest"};
  fill(account.word, 64);  // over the canary and the pair
  return account.role[0] == 'x';
}
// writes]

void compare(Demo& demo) {
  auto& table = demo.table("", {"bytes written to word[8]", "role changed",
                                "the program ends with"});
  const Ending fits = heaplab::demo::run_in_child(write_8);
  const Ending neighbour = heaplab::demo::run_in_child(write_12);
  const Ending smashed = heaplab::demo::run_in_child(write_64);
  table.row({8, fits.exit_code == 1 ? "yes" : "no", fits.in_words()});
  table.row(
      {12, neighbour.exit_code == 1 ? "yes" : "no", neighbour.in_words()});
  table.row({64, "nobody reads it", measured(smashed.in_words())});
  demo.table("Message", {"what the program wrote"})
      .row({measured(smashed.output.substr(0, smashed.output.find('\n')))});
  demo.expect_equal("what fits changes nothing else", fits.exit_code, 0);
  demo.expect_equal("a write into the next member is not noticed",
                    neighbour.exit_code, 1);
  demo.expect("a write over the canary ends the program at the return",
              smashed.signal != 0);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "canary", "What does a canary notice?",
                            compare);
}
