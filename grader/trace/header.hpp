// The `key: value` lines at the top of a trace.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "trace/lines.hpp"
#include "trace/trace.hpp"

namespace heaplab::trace {

// `key:` and what follows it; `key` is empty when the line is no header line.
struct HeaderField {
  std::string_view key;
  std::string_view value;
};

HeaderField split_header(std::string_view text);

class Header {
 public:
  explicit Header(Trace& trace) : trace_(trace) {}

  // Takes one header line. Throws InputError.
  void add(const Line& line, const HeaderField& field);

  // A generated trace: it names a pattern.
  bool is_generated() const { return lines_.contains("pattern"); }
  // Throws InputError when a generated trace lacks its seed or operations.
  void require_complete() const;
  // Throws InputError when the header claims another number of operations.
  void require_operations(std::uint64_t found) const;

 private:
  struct Entry {
    Line line;
    std::string_view value;
  };

  Trace& trace_;
  std::map<std::string_view, Entry> lines_;  // by key
};

}  // namespace heaplab::trace
