// clang-format off
// Labels for parcels: a code of letters, and a bar code.
#include <cstddef>
#include <cstdio>
#include <cstring>

constexpr const char* towns[] = {
    //! rows 3 12 town
    "$town",
    //! end
    "$long",
};

int code_of(const char* town);
int bars_of(const char* town);

//! shuffle
int code_of(const char* town) {
  //! when site=0
  char letters[$room];
  //! unless site=0
  char letters[64];
  std::size_t length = 0;
  for (const char* from = town; *from != '\0'; ++from) {
    if (*from == ' ') continue;
    //! guilty if site=0
    letters[length] = *from;
    ++length;
  }
  int sum = 0;
  for (std::size_t at = 0; at < length; ++at) sum += letters[at];
  return sum;
}

//! and
int bars_of(const char* town) {
  //! when site=1
  int widths[$room];
  //! unless site=1
  int widths[64];
  const std::size_t length = std::strlen(town);
  for (std::size_t at = 0; at < length; ++at)
    //! guilty if site=1
    widths[at] = 1 + town[at] % $bars;
  int sum = 0;
  for (std::size_t at = 0; at < length; ++at) sum += widths[at];
  return sum;
}

//! and
void print_label(const char* town) {
  std::printf("%-30s %6d %6d\n", town, code_of(town), bars_of(town));
}

//! end
int main() {
  for (const char* town : towns) print_label(town);
}
