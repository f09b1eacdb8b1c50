// Cases: what an exercise of lab 01 tries on a student's functions. The program
// of an exercise is the kit's half (this folder), the exercise's cases
// (labs/01-stack-frames/exercises/NAME.cpp) and the student's object, for one
// instruction set. It runs one case in one process:
//
//   PROGRAM --list               one line a case: id, title, points, functions
//   PROGRAM --case ID --seed N --nonce WORD
//                                the verdict, each line begun by WORD; the
//                                student's output may stand before the first
//   PROGRAM --frame ID --seed N  the stack of that case, drawn: see picture.hpp
//
// It links statically, needs libstdc++ only, and runs under qemu-user as well.
// Nothing of it includes anything outside this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "abi/rules.hpp"

namespace heaplab::abi {

// One thing that a function did wrong: "r12 holds 0x… as before the call", and
// "0x…: r12 not preserved (that is the caller's rbx)".
struct Violation {
  Rule rule;
  std::string expected;
  std::string actual;
  std::uint64_t address = 0;  // of the instruction to look up; 0: none
};

// Ends the case.
[[noreturn]] void fail(const Violation& violation);
[[noreturn]] void fail(Rule rule, std::string expected, std::string actual);
[[noreturn]] void pass();

// "the sum of 1, 2, 3 is 6" / "it returned 5": wrong-result unless equal.
void expect_equal(std::uint64_t expected, std::uint64_t actual,
                  std::string_view what);

// A line above the finding: what the case did until then.
void note_step(std::string step);

// Deterministic numbers from the seed and the case's id (SplitMix64).
std::uint64_t random();
std::uint64_t random_below(std::uint64_t limit);

struct Case {
  const char* id;         // "sum3/dirty-halves"; unique in the exercise
  const char* title;      // one line
  double points;          // share of the exercise's points
  const char* functions;  // that it needs, separated by spaces
  void (*run)();
};

// Registered before main(); listed in the order of registration.
struct Registered {
  explicit Registered(const Case& registered);
};

}  // namespace heaplab::abi

// A function that the student writes: null where the object lacks it.
#define HEAPLAB_STUDENT(declaration) \
  extern "C" __attribute__((weak)) declaration

// HEAPLAB_CASE(name, "id", "title", points, "functions") { … }
#define HEAPLAB_CASE(name, id, title, points, functions)     \
  static void name();                                        \
  static const ::heaplab::abi::Registered name##_registered( \
      {id, title, points, functions, name});                 \
  static void name()
