// What a process sees of a mapped file when the file is replaced.
// break it: `rename(newer.c_str(), path.c_str())` -> `write_file(path, "new")`
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "demo/demo.hpp"
#include "demo/scratch_folder.hpp"
#include "maps.hpp"

using heaplab::demo::Demo;
using heaplab::demo::ScratchFolder;
using heaplab::demo::Table;

namespace {

int write_file(const std::string& path, const std::string& text) {
  // In place: the file keeps its number (inode), its bytes change.
  const int file = open(path.c_str(), O_WRONLY | O_CREAT, 0600);
  const ssize_t written = write(file, text.data(), text.size());
  return close(file) + (written < 0 ? 1 : 0);
}

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::string text;
  std::getline(file, text);
  return text;
}

// As the loader maps a library's code and constants.
const char* map_file(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY);
  void* bytes = mmap(nullptr, 3, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  return bytes == MAP_FAILED ? nullptr : static_cast<const char*>(bytes);
}

std::string text_of(const char* mapped) { return std::string(mapped, 3); }

bool says_deleted(const char* mapped) {
  return mapping_of(read_maps(), address_of(mapped)).name.find("(deleted)") !=
         std::string::npos;
}

void replace(Demo& demo, const ScratchFolder& folder) {
  const std::string path = folder.file("library"), newer = folder.file("newer");
  Table& table = demo.table(
      "", {"the file", "who has it mapped sees", "who opens it now"});
  // [replace
  write_file(path, "old");
  const char* mapped = map_file(path);
  table.row({"nothing", text_of(mapped), read_file(path)});

  write_file(newer, "new");
  rename(newer.c_str(), path.c_str());  // the name now means another file
  const std::string after_rename = text_of(mapped);
  table.row({"another file took its name", after_rename, read_file(path)});

  const char* mapped_later = map_file(path);
  write_file(path, "bad");  // the same file, other bytes
  const std::string after_writing = text_of(mapped_later);
  table.row({"its bytes were overwritten", after_writing, read_file(path)});
  // replace]
  demo.expect_equal("a process keeps the file that it has mapped", after_rename,
                    std::string("old"));
  demo.expect("its map says that the name is gone", says_deleted(mapped));
  demo.expect_equal("bytes written in place reach who has mapped them",
                    after_writing, std::string("bad"));
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "library_file",
      "What does a running process see when a library is replaced?",
      [](Demo& demo) { replace(demo, ScratchFolder()); });
}
