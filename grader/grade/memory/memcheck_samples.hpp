// What the tests of Memcheck's findings begin with: places in a student's file,
// and errors as Valgrind 3.19 words them.
#pragma once

#include "grade/memory_error.hpp"

namespace heaplab::grade {

using judge::Finding;
using judge::FindingKind;
using valgrind::Error;
using valgrind::Frame;
using valgrind::Stack;

inline const StudentFiles files = {"csv.cpp", "csv.hpp"};

inline Frame in_csv(std::uint32_t line, std::string function) {
  return {0x10a, std::move(function), "/home/me", "csv.cpp", line, "/bin/csv"};
}

inline Frame elsewhere(std::string function) {
  return {0x48, std::move(function), "", "", 0, "/usr/lib/vgpreload.so"};
}

inline const std::vector<Frame> makes = {
    elsewhere("malloc"), in_csv(41, "csv::make(int)"), in_csv(70, "main")};
inline const std::vector<Frame> frees = {elsewhere("free"),
                                         in_csv(43, "csv::drop(char*)")};

inline Error error(std::string kind, std::string what,
                   std::vector<Stack> stacks) {
  Error one;
  one.kind = valgrind::error_kind_from_name(kind);
  one.kind_name = std::move(kind);
  one.what = std::move(what);
  one.stacks = std::move(stacks);
  return one;
}

inline Finding found(std::string kind, std::string what,
                     std::vector<Stack> stacks) {
  return memcheck_finding(
      error(std::move(kind), std::move(what), std::move(stacks)), files);
}

inline const Stack puts_it = {
    "", {in_csv(57, "csv::put(char*, int)"), in_csv(71, "main")}};

}  // namespace heaplab::grade
