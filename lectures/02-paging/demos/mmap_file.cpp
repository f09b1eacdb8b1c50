// A file read and written by loads and stores; a device by the same call.
// break it: `MAP_SHARED, file, 0)` -> `MAP_PRIVATE, file, 0)`
#include <fcntl.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "demo/demo.hpp"
#include "pages.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::Table;

namespace {

constexpr std::size_t pages = 64;

// A file of 64 pages, each beginning with its number.
void fill(int file) {
  std::string page(page_bytes, '.');
  for (std::size_t i = 0; i < pages; i++) {
    page[0] = static_cast<char>('A' + i % 26);
    if (write(file, page.data(), page.size()) < 0) {
      return;
    }
  }
}

char byte_of_file(int file, std::size_t at) {
  char byte = 0;
  return pread(file, &byte, 1, static_cast<off_t>(at)) == 1 ? byte : '?';
}

void map_it(Demo& demo, int file) {
  const std::size_t bytes = pages * page_bytes;
  // [map
  auto* shared = static_cast<char*>(
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
  auto* own = static_cast<char*>(
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0));
  // map]
  if (shared == MAP_FAILED || own == MAP_FAILED) {
    demo.not_measured("a mapped file", "this folder's files cannot be mapped");
    return;
  }
  // [use
  const char third_page = shared[2 * page_bytes];  // a load reads the file
  shared[1] = 's';                                 // a store writes to it
  own[2] = 'p';                                    // a store to a copy
  // use]
  Table& table = demo.table("", {"what", "value"});
  table.row({"first byte of the third page", std::string(1, third_page)});
  table.row({"byte 1 of the file, after shared[1] = 's'",
             std::string(1, byte_of_file(file, 1))});
  table.row({"byte 2 of the file, after own[2] = 'p'",
             std::string(1, byte_of_file(file, 2))});
  table.row({"byte 2 of the private mapping", std::string(1, own[2])});
  demo.expect_equal("a load from the mapping gives the file's byte", third_page,
                    'C');
  demo.expect_equal("a store to a shared mapping changes the file",
                    std::string(1, byte_of_file(file, 1)), std::string("s"));
  demo.expect_equal("a store to a private mapping does not",
                    std::string(1, byte_of_file(file, 2)), std::string("."));
  munmap(shared, bytes);
  munmap(own, bytes);
}

// [device
// /dev/zero is a device without hardware: its driver maps new pages.
void map_device(Demo& demo) {
  const int device = open("/dev/zero", O_RDWR);
  void* memory =
      mmap(nullptr, page_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, device, 0);
  // device]
  close(device);
  if (memory == MAP_FAILED) {
    demo.not_measured("a mapped device", "/dev/zero cannot be mapped here");
    return;
  }
  auto* bytes = static_cast<char*>(memory);
  const int before = bytes[10];
  bytes[10] = 5;
  Table& table = demo.table("The device /dev/zero", {"what", "value"});
  table.row({"byte 10", before});
  table.row({"byte 10 after a store of 5", int(bytes[10])});
  munmap(memory, page_bytes);
  demo.expect_equal("this device's pages begin as zero", before, 0);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "mmap_file", "What does it mean to map a file?",
      [](Demo& demo) {
        std::string name =
            std::filesystem::temp_directory_path() / "mapped-XXXXXX";
        const int file = mkstemp(name.data());
        if (file < 0) {
          demo.not_measured("a mapped file", "no file can be made here");
        } else {
          unlink(name.c_str());  // it lives until it is closed
          fill(file);
          map_it(demo, file);
          close(file);
        }
        map_device(demo);
      });
}
