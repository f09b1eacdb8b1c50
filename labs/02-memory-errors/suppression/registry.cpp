#include "registry.hpp"

#include <unistd.h>

#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace {

struct Plugin {
  const char* name;
  int version;
  const char* needs;  // another one, or null
};

constexpr Plugin known[] = {
    {"text", 12, nullptr},  {"fonts", 4, "text"},   {"mail", 7, "text"},
    {"layout", 9, "fonts"}, {"print", 3, "layout"}, {"calendar", 5, nullptr},
};
constexpr std::size_t known_count = sizeof known / sizeof known[0];

// What is loaded. The names are kept for as long as the program runs, with
// their bits turned so that nobody meddles with them.
std::uintptr_t loaded_names[64];
const Plugin* loaded[64];
std::size_t loaded_count = 0;

struct Record {
  char kind;
  int version;
  char name[16];
};

void reg_remember(const Plugin& plugin) {
  if (loaded_count == 64) return;
  char* const name = reg_copy_name(plugin.name);
  loaded_names[loaded_count] = ~reinterpret_cast<std::uintptr_t>(name);
  loaded[loaded_count++] = &plugin;
}

}  // namespace

char* reg_copy_name(const char* name) {
  const std::size_t bytes = std::strlen(name) + 1;
  char* const copy = static_cast<char*>(std::malloc(bytes));
  for (std::size_t at = 0; at < bytes; ++at)
    copy[at] = static_cast<char>(std::tolower(name[at]));
  return copy;
}

bool reg_load(const char* name) {
  for (const Plugin& plugin : known) {
    if (std::strcmp(plugin.name, name) != 0) continue;
    if (plugin.needs != nullptr) reg_load(plugin.needs);
    reg_remember(plugin);
    return true;
  }
  return false;
}

bool reg_write(int file, const void* from, std::size_t bytes) {
  return write(file, from, bytes) == static_cast<ssize_t>(bytes);
}

bool reg_save(int file, int version) {
  Record* const record = static_cast<Record*>(std::malloc(sizeof(Record)));
  bool done = true;
  for (std::size_t at = 0; at < loaded_count; ++at) {
    if (loaded[at]->version < version) continue;
    record->kind = 'p';
    record->version = loaded[at]->version;
    std::strncpy(record->name, loaded[at]->name, sizeof record->name);
    done = reg_write(file, record, sizeof(Record)) && done;
  }
  std::free(record);
  return done;
}
