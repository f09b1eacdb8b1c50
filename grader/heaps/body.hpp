// The lines of a heap file below its header.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "heaps/heap_file.hpp"
#include "trace/fields.hpp"

namespace heaplab::heaps {

class Body {
 public:
  explicit Body(HeapFile& heap) : heap_(heap) {}

  // Takes one line that is not blank. Throws InputError.
  void add(const trace::Line& line);

 private:
  using Line = trace::Line;
  using Fields = trace::Fields;
  using Take = void (Body::*)(const Fields& fields);
  struct Form {
    std::string_view name;
    std::string_view usage;  // empty: it takes any number of words
    Take take;
    bool is_fault;
  };
  static const std::vector<Form>& forms();

  // blocks.cpp
  void take_lists(const Fields& fields);
  void take_allocated(const Fields& fields) { take_block(fields, true); }
  void take_free(const Fields& fields) { take_block(fields, false); }
  void take_block(const Fields& fields, bool allocated);
  void take_repeat(const Fields& fields);
  void take_order(const Fields& fields);
  void take_fill(const Fields& fields);
  void require_new_name(const Line& line, std::string_view name) const;
  void append(BlockLine block, std::uint32_t line);

  // faults.cpp
  void take_set(const Fields& fields);
  void take_unlink(const Fields& fields);
  void take_insert(const Fields& fields);
  void set_word(const Fields& fields);
  void set_head(const Fields& fields, std::string_view list);
  void set_field(const Fields& fields, std::string_view owner,
                 std::string_view field);
  Value address_at(const Line& line, std::string_view field) const;
  std::uint64_t list_at(const Line& line, std::string_view field) const;

  std::size_t block_at(const Line& line, std::string_view name) const;
  [[noreturn]] static void fail_unknown_block(const Line& line,
                                              std::string_view field,
                                              std::string_view name);

  HeapFile& heap_;
  std::unordered_map<std::string, std::size_t> blocks_;  // by name
  std::vector<std::uint32_t> lines_;                     // by block
  std::uint32_t first_fault_ = 0;                        // its line
};

// The words of a line that may have many.
std::vector<std::string_view> words_of(std::string_view text);

// A number in decimal digits. Throws InputError that calls it `what`.
std::uint64_t number_at(const trace::Line& line, std::string_view field,
                        std::string_view what, std::uint64_t most);

// "did you mean …?" or the list of all that is known.
std::string suggest(std::string_view found,
                    const std::vector<std::string_view>& known,
                    std::string_view all);

}  // namespace heaplab::heaps
