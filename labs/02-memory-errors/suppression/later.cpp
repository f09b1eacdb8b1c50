// Our program as it may be in a month. Each line with the word `mistake` is an
// error of ours, which nobody has accepted.
#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "registry.hpp"

std::size_t letters = 0;

void start_plugins(int count, char** names) {
  for (int at = 0; at < count; ++at) {
    if (!reg_load(names[at])) std::printf("no plugin %s\n", names[at]);
  }
  char* first = reg_copy_name("TEXT");  // mistake: copy-at-start
  letters += std::strlen(first);
  first = nullptr;
}

// Every time that a plugin has been changed.
void reload_plugins(const char* name) {
  reg_load(name);  // mistake: reload
}

void show_title() {
  char* title = reg_copy_name("A Title");  // mistake: own-copy
  letters += std::strlen(title);
  title = nullptr;
}

struct Bookmark {
  char kind;
  int page;
};

bool save_bookmark(int file, int page) {
  Bookmark* const mark = static_cast<Bookmark*>(std::malloc(sizeof(Bookmark)));
  mark->kind = 'b';
  mark->page = page;
  const std::size_t bytes = sizeof(Bookmark);
  const bool done = reg_write(file, mark, bytes);  // mistake: own-record
  std::free(mark);
  return done;
}

// `versions` should say from which version on a plugin is saved.
bool save_plugins(int file, const int* versions) {
  return reg_save(file, versions[1]);  // mistake: version-never-set
}

int main(int argc, char** argv) {
  start_plugins(argc - 1, argv + 1);
  reload_plugins("mail");
  show_title();
  int* const versions = static_cast<int*>(std::malloc(2 * sizeof(int)));
  versions[0] = 1;
  const int file = open("/dev/null", O_WRONLY);
  const bool done = save_bookmark(file, 12) && save_plugins(file, versions);
  close(file);
  std::free(versions);
  std::printf("%zu letters, %s\n", letters, done ? "saved" : "not saved");
}
