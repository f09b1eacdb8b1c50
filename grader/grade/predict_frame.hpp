// The frame of a made-up function: its layout, and its words at the moment when
// the function makes its only call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grade/predict_variant.hpp"

namespace heaplab::grade {

// Offsets are in bytes from the stack pointer upwards.
struct Piece {
  std::size_t offset = 0;
  std::size_t bytes = 0;
  std::string what;  // "the local `total`"
};

struct PredictFrame {
  std::size_t frame_pointer = 0;  // where rbp, x29 points: the saved one
  std::size_t end = 0;            // of the function's own bytes
  std::size_t canary = 0;
  std::size_t saved_registers = 0;  // the lowest
  std::vector<Piece> pieces;
  std::vector<std::uint64_t> before;  // the words as the function found them
  std::vector<std::uint64_t> words;   // and at its call

  // Of the local or of the parameter `name`: in its register's copy, or where
  // the caller put it.
  std::size_t offset_of(std::string_view name) const;
  // "the canary", "byte 4 of the local `total`", "padding: nobody wrote there".
  std::string describe(std::int64_t offset) const;
};

PredictFrame make_predict_frame(const PredictVariant& variant, Isa isa);

// The function as it would be written, and as assembly: one line each. It
// begins with its label and ends with the call.
std::vector<std::string> predict_source(const PredictVariant& variant);
std::vector<std::string> predict_listing(const PredictVariant& variant,
                                         const PredictFrame& frame, Isa isa);

}  // namespace heaplab::grade
