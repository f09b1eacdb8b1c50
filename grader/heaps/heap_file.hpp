// Heaps as text, one a file: sound ones (wheats) and broken ones (chaffs) to
// try a heap checker on. The format is described in README.md beside this.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "heaps/image.hpp"

namespace heaplab::heaps {

struct BlockLine {
  std::string name;
  bool allocated = false;
  std::uint64_t bytes = 0;
  std::uint64_t offset = 0;  // of its header from the first block's
};

// What payloads and the unused bytes of free blocks hold.
enum class Fill : std::uint8_t {
  junk,
  zeros,
  headers,  // words that look like headers, links and footers
};

// A number, or an address as bytes from the first block's header.
struct Value {
  bool is_address = false;
  std::uint64_t number = 0;
};

// One thing that is broken on purpose.
struct Fault {
  enum class Kind : std::uint8_t {
    write,
    head,
    unlink,
    insert
  } kind = Kind::write;
  std::uint64_t offset = 0;  // write: of the word, from the first header
  std::uint64_t keep = 0;    // write: bits of the old word that stay
  Value value;               // write, head
  std::size_t block = 0;     // unlink, insert: index
  std::size_t list = 0;      // head, insert
};

struct HeapFile {
  std::string name;  // file name without its folder and ending
  std::string path;  // for messages
  std::string title;
  std::string fault_class;  // empty: the heap is sound
  std::string hint;
  std::string not_noticeable;  // why no checker can notice it
  std::vector<std::uint64_t> minimums{smallest_block_bytes};  // of the lists
  std::vector<BlockLine> blocks;   // in address order
  std::vector<std::size_t> order;  // of blocks on their lists; others follow
  Fill fill = Fill::junk;
  std::vector<Fault> faults;
  std::uint32_t last_line = 0;  // of the file

  bool is_chaff() const { return !fault_class.empty(); }
  bool is_noticeable() const { return not_noticeable.empty(); }
  std::uint64_t block_bytes() const;  // all blocks together
};

// Reads a file and proves it: a heap without faults is sound, one with faults
// is broken, and one that says that nobody can notice it is sound in spite of
// them. Throws InputError, `file:line:column: …` with the line and a caret.
HeapFile read_heap(const std::filesystem::path& path);
HeapFile parse_heap(std::string_view text, const std::filesystem::path& path);

// Every NAME.heap in `folder`, by name; none where there is no such folder.
std::vector<HeapFile> read_heaps(const std::filesystem::path& folder);

// The heap at the address `base`, a multiple of 16.
Image build(const HeapFile& file, std::uint64_t base);

}  // namespace heaplab::heaps
