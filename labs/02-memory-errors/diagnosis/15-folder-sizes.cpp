// clang-format off
// How much lies in a list of folders, some of which are links to others.
#include <cstddef>
#include <cstdio>

struct Folder {
  const char* name;
  long bytes;
  int link;    // to the folder so many entries further on; 0: it is no link
  int parent;  // so many entries further on; 0: it has none
};

constexpr Folder folders[] = {
    {"root", $bytes, 0, 0},
    //! rows 1 14 bytes name
    {"$name", $bytes, 0, 0},
    //! end
    //! when site=0
    {"current", $bytes, 1, 0},
    //! when site=0
    {"latest", $bytes, -1, 0},
    //! when site=1
    {"drafts", $bytes, 0, 1},
    //! when site=1
    {"letters", $bytes, 0, -1},
    //! rows 1 9 bytes name
    {"$name", $bytes, 0, 0},
    //! end
    {"last", $bytes, 0, 0},
};
constexpr int count = sizeof folders / sizeof folders[0];

//! shuffle
long bytes_in(int index) {
  const int link = folders[index].link;
  //! guilty if site=0
  if (link != 0) return bytes_in(index + link);
  return folders[index].bytes;
}

//! and
int depth_of(int index) {
  char path[$path];
  std::snprintf(path, sizeof path, "%d/%s", index, folders[index].name);
  if (folders[index].parent == 0) return 0;
  //! guilty if site=1
  return 1 + depth_of(index + folders[index].parent);
}

//! and
std::size_t links() {
  std::size_t found = 0;
  for (const Folder& folder : folders)
    if (folder.link != 0) ++found;
  return found;
}

//! end
int main() {
  long sum = 0;
  int depth = 0;
  for (int index = 0; index < count; ++index) {
    sum += bytes_in(index);
    depth += depth_of(index);
  }
  std::printf("%ld bytes, depth %d, %zu links\n", sum, depth, links());
}
