// A function that was made up from a student's ID: its parameters and locals,
// with their values, and where they stand in its frame. The number and the
// kinds of everything are the same for all students; names, values, order and
// distances differ.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grade/isa.hpp"

namespace heaplab::grade {

struct Variable {
  std::string type;  // "int", "long", "double", "short", "char *"
  std::string name;
  std::size_t bytes = 8;
  std::uint64_t value = 0;  // its bytes; of a pointer: an index of the array
};

struct PredictVariant {
  std::string function;
  std::vector<Variable> parameters;  // 10; one is a double, the last a long
  Variable array;                    // of char
  std::vector<std::uint64_t> array_words;
  std::string array_text;           // the same as a string
  std::vector<Variable> locals;     // scalars, in the order of declaration
  std::vector<std::size_t> placed;  // the same by their places, highest first
  std::string asked_local;          // an int
  std::string asked_parameter;      // an int that comes in a register
  std::array<std::uint64_t, 2> saved_registers;  // the caller's
  std::size_t saved_count;                       // of them, 1 or 2
  std::size_t gap_words;                         // of padding below the array
  std::size_t outgoing_words;                    // below everything: 2 or 4
  std::uint64_t canary;
  std::uint64_t stack_pointer;   // at the moment of the dump
  std::uint64_t return_address;  // the call stands before it
  std::uint64_t garbage_seed;    // of what nobody has written
};

// `student` is hashed, without regard to upper and lower case.
PredictVariant make_predict_variant(std::string_view student, Isa isa);

// Parameters that no register takes; by index.
std::vector<std::size_t> stack_parameters(const PredictVariant& variant,
                                          Isa isa);

}  // namespace heaplab::grade
