// The text that AddressSanitizer, LeakSanitizer, UBSan and the assertions of
// libstdc++ print, as g++ 12 and clang 14 and later write it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "valgrind/error.hpp"

namespace heaplab::grade {

enum class SanitizerTool : std::uint8_t { address, leak, undefined, assertion };

struct SanitizerReport {
  SanitizerTool tool = SanitizerTool::address;
  std::string what;     // "heap-buffer-overflow on address 0x60…"
  std::string where;    // "san.cpp:44": what UBSan or an assertion itself names
  std::string library;  // function whose assertion failed
  bool writes = false;
  std::uint64_t bytes = 0;  // of the access
  std::string region;  // "0x60… is located 0 bytes to the right of 12-byte …"
  std::string local;  // the variable that the access is in or beside
  std::vector<valgrind::Frame> frames;     // of the error
  std::vector<valgrind::Frame> allocated;  // of the block
  std::vector<valgrind::Frame> freed;
};

// All reports in what a program printed, in their order.
std::vector<SanitizerReport> read_sanitizer_reports(std::string_view output);

// "    #1 0x55… in csv::put(char*, int) /home/me/csv.cpp:14:51"
std::optional<valgrind::Frame> read_sanitizer_frame(std::string_view line);

}  // namespace heaplab::grade
