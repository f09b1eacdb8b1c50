// How a memory error gives somebody what is not his.
// break it: `name.size() < room` -> `name.size() <= room`
// flags: -O0
#include <fmt/core.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "demo/demo.hpp"

namespace demo = heaplab::demo;

namespace {

// [account
struct Account {
  char name[8];
  std::uint64_t is_admin;
};

// Copies to the end of the text, wherever that is.
void set_name(Account& account, std::string_view name) {
  char* to = account.name;
  for (char letter : name) *to++ = letter;
  *to = '\0';
}
// account]

// [checked
bool set_name_checked(Account& account, std::string_view name) {
  constexpr std::size_t room = sizeof account.name;
  if (!(name.size() < room)) return false;  // the NUL needs a byte too
  set_name(account, name);
  return true;
}
// checked]

std::string role(const Account& account) {
  return account.is_admin != 0 ? "admin" : "user";
}

void show_overflow(demo::Demo& demo) {
  auto& table = demo.table("A name is copied into 8 bytes",
                           {"name", "bytes", "role after it"});
  const auto try_name = [&](std::string_view name, std::string_view shown) {
    Account account{{}, 0};
    set_name(account, name);
    table.row({shown, name.size() + 1, role(account)});
    return role(account);
  };
  const auto fits = try_name("mallory", "mallory");
  const auto too_long = try_name("mallory!!", "mallory!!");
  demo.expect_equal("a name that fits changes nothing else", fits, "user");
  demo.expect_equal("a byte past the name makes an admin", too_long, "admin");

  Account account{{}, 0};
  const bool refused = !set_name_checked(account, "mallory!");
  demo.expect("with a look at the length, eight letters are refused", refused);
}

// [echo
struct Memory {
  char request[16] = "hello";
  char secret[16] = "key=4711";
};

// Sends back as many bytes as the request says that it has.
std::string echo(const Memory& memory, std::size_t claimed) {
  const char* const from = memory.request;
  return std::string(from, from + claimed);
}
// echo]

void show_overread(demo::Demo& demo) {
  const Memory memory;
  auto& table = demo.table("An echo of a request that has 5 bytes",
                           {"it says it has", "what is sent"});
  for (const std::size_t claimed : {std::size_t{5}, sizeof(Memory)}) {
    std::string sent = echo(memory, claimed);
    for (char& letter : sent)
      if (letter == '\0') letter = '.';
    table.row({claimed, sent});
    const bool told = sent.find("4711") != std::string::npos;
    demo.expect_equal(claimed == 5 ? "the honest request gets its own bytes"
                                   : "the other one gets the secret too",
                      told, claimed != 5);
  }
}

// [left
// Bytes of a secret that are in the next block of that size.
int left_over() {
  auto* const secret = static_cast<char*>(std::malloc(256));
  std::memset(secret, 'S', 256);
  std::free(secret);
  const auto* const next = static_cast<const char*>(std::malloc(256));
  int left = 0;
  for (int i = 0; i < 256; ++i) left += next[i] == 'S';
  std::free(const_cast<char*>(next));
  return left;
}
// left]

void show_left_over(demo::Demo& demo) {
  demo.table("A block of 256 secret bytes is freed, one is asked for",
             {"bytes of the secret in it", "of"})
      .row({demo::measured(left_over(), ""), 256});
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "attack",
                   "How does a memory error become an attack?",
                   [](demo::Demo& demo) {
                     show_overflow(demo);
                     show_overread(demo);
                     show_left_over(demo);
                   });
}
