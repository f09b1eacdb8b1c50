// Our program: it starts the plugins that it is told, and saves the session.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

#include "registry.hpp"

void start_plugins(int count, char** names) {
  for (int at = 0; at < count; ++at) {
    if (!reg_load(names[at])) std::printf("no plugin %s\n", names[at]);
  }
}

bool save_session(const char* path) {
  const int file = open(path, O_WRONLY);
  const bool done = reg_save(file, 1);
  close(file);
  return done;
}

int main(int argc, char** argv) {
  start_plugins(argc - 1, argv + 1);
  std::printf("%s\n", save_session("/dev/null") ? "saved" : "not saved");
}
