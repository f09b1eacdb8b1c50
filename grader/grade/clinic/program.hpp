// A program of the clinic: what the kit knows of it. Its folder is described in
// CONTRIBUTING.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "grade/exercise.hpp"
#include "grade/kit.hpp"
#include "grade/manifest.hpp"

namespace heaplab::grade::clinic {

// The first of the tools that sees a bug.
enum class Detector : std::uint8_t {
  memcheck,
  asan,
  ubsan,
  assertions,   // of the C++ library
  native,       // wrong results, without any tool
  growth,       // what is reachable grows with each round
  descriptors,  // the same for open files
};

struct Bug {
  std::string id;     // "missing-nul"
  std::string title;  // the situation: "fields that fill their buffer exactly"
  std::vector<std::uint64_t> cwe;
  Detector detector = Detector::memcheck;
  std::string hint;   // one line
  std::string suite;  // of its tests: "MissingNul"
};

inline constexpr std::string_view works_suite = "Works";

struct Test {
  std::string name;  // "MissingNul.FieldOfSixteenCharacters"
  std::string suite;
  bool hidden = false;
};

// What one round of a test needs of the allocator.
struct Memory {
  std::uint64_t allocations = 0;
  std::uint64_t peak_bytes = 0;
};

struct Program {
  std::string id;                // "csv"
  std::string file;              // "csv.cpp"
  std::filesystem::path folder;  // labs/LAB/clinic/csv
  std::filesystem::path path;    // of program.toml
  std::string title;
  std::string purpose;
  std::string symptom;
  std::vector<std::string> calls;    // C functions that it may call
  std::vector<std::string> defines;  // and those that it defines
  // Of main.cpp, file names standing for those in inputs/. Empty: each file
  // there, one after the other.
  std::vector<std::string> arguments;
  std::vector<Bug> bugs;
  std::vector<Test> tests;
  std::map<std::string, Memory> reference;  // by test

  std::filesystem::path inputs() const { return folder / "inputs"; }
  std::vector<Test> tests_of(std::string_view suite) const;
};

// Throws InputError for a folder that is not as it must be. Hidden tests are
// read where they are wanted.
Program read_program(const Kit& kit, const Manifest& lab,
                     const Exercise& exercise, bool hidden);

// Where a program's memory is recorded, and that of its hidden tests.
std::filesystem::path memory_file(const Kit& kit, const Manifest& lab,
                                  const std::string& program, bool hidden);

// "MissingNul" for "missing-nul".
std::string suite_of(const std::string& bug);

}  // namespace heaplab::grade::clinic
