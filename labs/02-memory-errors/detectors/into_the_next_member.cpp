// title: A write past an array, into the next member
// cwe: 787
// memcheck: nothing
// asan: nothing
// assertions: nothing
// native: nothing
#include <cstring>

struct Account {
  char name[8];
  char limit[8];
};

const char* volatile name = "much longer";

int main() {
  auto* const account = new Account{};
  std::memcpy(reinterpret_cast<char*>(account), name, std::strlen(name));
  const bool changed = account->limit[0] != 0;
  delete account;
  return !changed;
}
