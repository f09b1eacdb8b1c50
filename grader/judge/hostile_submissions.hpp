// The submissions in hostile/, and what their first lines promise.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "judge/judge.hpp"
#include "trace/read.hpp"

namespace heaplab::judge {

// Small enough that an endless loop costs little.
inline Limits hostile_limits() {
  Limits limits;
  limits.operation_cpu_ns = 200'000'000;
  limits.operation_wall_ns = 4'000'000'000;
  return limits;
}

inline Submission hostile_submission(const std::string& name) {
  return {std::filesystem::path(HEAPLAB_HOSTILE_OBJECTS) / (name + ".so"),
          name};
}

// `// key: value` lines at the head of a file, and the line that ends in
// `// here`: the one that the finding must name.
struct HostileFile {
  std::string name;
  std::string finding;
  std::string also;   // other kinds that are as right, with spaces around each
  std::string about;  // what it does, in words
  std::string says;   // the finding's `actual` begins with it
  std::string when;   // "timed": it is right in lockstep
  // "moves": blocks are reallocated; "maps": large ones; "calls": a call stack;
  // "coroutines"; "misuse": a debugging allocator
  std::string trace;
  int guilty_line = 0;
};

inline HostileFile read_hostile(const std::filesystem::path& path) {
  HostileFile file;
  file.name = path.stem().string();
  std::ifstream input(path);
  std::string line;
  for (int number = 1; std::getline(input, line); ++number) {
    const auto take = [&](const std::string& key, std::string& value) {
      const std::string start = "// " + key + ": ";
      if (line.starts_with(start)) value = line.substr(start.size());
    };
    take("finding", file.finding);
    take("or", file.also);
    take("about", file.about);
    take("says", file.says);
    take("when", file.when);
    take("trace", file.trace);
    if (line.ends_with("// here")) file.guilty_line = number;
  }
  if (!file.also.empty()) file.also = " " + file.also + " ";
  return file;
}

// For those that map.
inline Limits mapping_limits() {
  Limits limits = hostile_limits();
  limits.heap_bytes = 1 << 20;
  limits.mapped_bytes = std::uint64_t{16} << 30;
  return limits;
}

// For call stacks.
inline Limits stack_limits() {
  Limits limits = hostile_limits();
  limits.heap_bytes = 1 << 20;
  return limits;
}

// How GoogleTest names it.
inline void PrintTo(const HostileFile& file, std::ostream* out) {
  *out << file.about;
}

inline std::vector<HostileFile> hostile_files() {
  std::vector<HostileFile> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(HEAPLAB_HOSTILE_SOURCES))
    if (entry.path().extension() == ".cpp")
      files.push_back(read_hostile(entry.path()));
  return files;
}

// Every kind of operation that the submissions here have, and what drivers of
// other courses fail right allocators for: many reallocations of ids whose low
// byte is above 127, requests of no bytes, free(nullptr), SIZE_MAX.
inline trace::Trace hostile_trace() {
  std::string text;
  for (int round = 0; round < 8; ++round) {
    const auto id = [&](int k) { return std::to_string(128 + round * 16 + k); };
    text += "a " + id(0) + " 64\na " + id(1) + " 5000\na " + id(2) +
            " 100\nc " + id(3) + " 200\nr " + id(1) + " 6000\nf " + id(0) +
            "\na " + id(4) + " 0\nf -1\na " + id(5) + " 3000\na " + id(6) +
            " 17\na " + id(7) + " 33\nr " + id(6) + " 40\nr " + id(7) +
            " 20\nf " + id(2) + "\na " + id(8) + " 18446744073709551615\nc " +
            id(9) + " 0\nr " + id(5) + " 2500\nf " + id(4) + "\na " + id(0) +
            " 1\n";
  }
  for (int k = 128; k < 256; ++k) {
    const int own = k % 16;
    if (own == 0 || own == 1 || own == 3 || (own > 4 && own < 10))
      text += "f " + std::to_string(k) + "\n";
  }
  return trace::parse_trace(text, "hostile.trace");
}

// Blocks of 100 KB to 3 GiB between small ones, some of them reallocated.
inline trace::Trace mapping_trace() {
  std::string text;
  for (int round = 0; round < 4; ++round) {
    const auto id = [&](int k) { return std::to_string(round * 16 + k); };
    text += "a " + id(0) + " 100000\na " + id(1) + " 64\na " + id(2) +
            " 700000\nc " + id(3) + " 300000\nr " + id(0) + " 150000\nr " +
            id(0) + " 3000000\na " + id(4) + " 3221225472\nr " + id(2) +
            " 90000\nf " + id(0) + "\nc " + id(5) + " 2000000\nr " + id(4) +
            " 5000000000\na " + id(6) + " 40\nf " + id(3) + "\na " + id(7) +
            " 18446744073709551615\nf " + id(4) + "\nf " + id(1) + "\nf " +
            id(5) + "\na " + id(8) + " 120000\n";
  }
  return trace::parse_trace(text, "mapping.trace");
}

// Frames of all sizes, two that do not fit and what is done in them, an
// unwinding, and allocations.
inline trace::Trace calls_trace() {
  return trace::parse_trace(
      "call 0 32\ncall 1 0\ncall 2 17\nalloca 3 100\nwalk\nreturn\n"
      "call 4 900001\ncall 5 900001\nalloca 6 16\ncall 7 8\nreturn\n"
      "return\nalloca 8 0\nalloca 9 64\nalloca 16 48\nreturn\n"
      "call 10 18446744073709551615\nreturn\ncall 11 8\ncall 12 8\n"
      "call 13 8\nalloca 14 40\nunwind 11\nwalk\ncall 15 100\nreturn\n"
      "return\nreturn\nreturn\ncall 17 8\ncall 18 24\n",
      "calls.trace");
}

// Two coroutines, one of which resumes the other, and a third after them.
inline trace::Trace coroutines_trace() {
  return trace::parse_trace(
      "spawn 0 8192\nspawn 1 8192\nresume 0\ncall 10 3000\ncall 11 40\n"
      "alloca 12 100\nyield\nresume 1\ncall 13 200\nresume 0\nreturn\nyield\n"
      "call 14 10\ncall 16 0\nunwind 13\nyield\nresume 0\nreturn\nfinish\n"
      "resume 1\nreturn\nfinish\nspawn 2 8192\nresume 2\ncall 15 64\nyield\n"
      "resume 2\nreturn\nfinish\n",
      "coroutines.trace");
}

// A program with every kind of memory error.
inline trace::Trace misuse_trace() {
  return trace::parse_trace(
      "at lib.cpp 7\nnew 20 8\nnew 21 24\nat - 0\n"
      "new 0 24\nnew 1 24\nnew[] 2 40 64\na 3 100\nc 4 33\n"
      "calloc 5 6148914691236517206 3\ncalloc 6 3 11\n"
      "write 0 0 24\nwrite 0 24 2\ndelete 0 24\nwrite 1 -3 2\n"
      "write 2 40 1\nread 3 99 5\nverify\nwrite 0 5 3\ndelete 1\n"
      "delete[] 1 23\nnew 7 24\nnew[] 8 9\ndelete 8 8\nnew 9 16 32\n"
      "delete 9 16\nfree 7\nrealloc 3 50 10\nfree 3\nrealloc 3 9\n"
      "write 10 50 1\nrealloc 10 200\nfree_at 10 8\nfree_at 4 -1\n"
      "free_wild\nf -1\ncopy 2 0 10 -64 40\nfree_at 2 32\nf 4\n"
      "write 4 32 3\n",
      "misuse.trace");
}

// What is replayed against the clock.
inline trace::Trace timed_trace(bool moves) {
  std::string text;
  for (int id = 0; id < 1000; ++id) {
    text += "a " + std::to_string(id) + " " + std::to_string(id % 500) + "\n";
    if (id < 20) continue;
    const std::string old = std::to_string(id - 20);
    if (moves) text += "r " + old + " 300\n";
    if (id % 3 != 0) text += "f " + old + "\n";
  }
  return trace::parse_trace(text, "timed.trace");
}

}  // namespace heaplab::judge
