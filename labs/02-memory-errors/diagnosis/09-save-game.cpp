// clang-format off
// Saves a game: records of units and of stores, written as they are in memory.
#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

struct Unit {
  char kind;
  //! unless site=0
  char rank[3];
  std::int32_t health;
  std::int16_t x, y;
};

struct Store {
  std::int16_t goods;
  //! unless site=1
  std::int16_t reserved;
  std::int32_t amount;
};

//! shuffle
bool save_units(int file) {
  constexpr std::size_t count = $units;
  //! allocated if site=0
  Unit* const units = static_cast<Unit*>(std::malloc(count * sizeof(Unit)));
  for (std::size_t at = 0; at < count; ++at) {
    units[at].kind = "SKA"[at % 3];
    //! unless site=0
    for (char& rank : units[at].rank) rank = '0';
    units[at].health = $health;
    units[at].x = units[at].y = static_cast<std::int16_t>(at);
  }
  const std::size_t bytes = count * sizeof(Unit);
  //! guilty if site=0
  const bool done = write(file, units, bytes) == static_cast<ssize_t>(bytes);
  std::free(units);
  return done;
}

//! and
bool save_stores(int file) {
  constexpr std::size_t count = $stores;
  //! allocated if site=1
  Store* const stores = static_cast<Store*>(std::malloc(count * sizeof(Store)));
  for (std::size_t at = 0; at < count; ++at) {
    stores[at].goods = static_cast<std::int16_t>(at);
    //! unless site=1
    stores[at].reserved = 0;
    stores[at].amount = $amount;
  }
  const std::size_t bytes = count * sizeof(Store);
  //! guilty if site=1
  const bool done = write(file, stores, bytes) == static_cast<ssize_t>(bytes);
  std::free(stores);
  return done;
}

//! and
bool save_header(int file) {
  const char text[] = "$header";
  return write(file, text, sizeof text) == static_cast<ssize_t>(sizeof text);
}

//! end
int main(int argc, char** argv) {
  const int file = open(argc > 1 ? argv[1] : "/dev/null", O_WRONLY);
  const bool done = save_header(file) && save_units(file) && save_stores(file);
  std::printf("%s\n", done ? "saved" : "not saved");
  close(file);
}
