// The questions of exercise predict: a sheet for each student.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grade/predict_frame.hpp"

namespace heaplab::grade {

struct PredictQuestion {
  std::string key;     // in predict.toml
  std::string words;   // "Where does the int `total` begin?"
  std::string how;     // to find it
  bool offset = true;  // from the stack pointer; otherwise a value
  std::uint64_t answer = 0;
};

struct PredictSheet {
  PredictSheet(std::string_view id, Isa which);

  std::string student;
  Isa isa;
  PredictVariant variant;
  PredictFrame frame;
  std::vector<PredictQuestion> questions;

  // What is printed: at most 80 columns, without the answers.
  std::string text() const;
};

// saved_frame_pointer, return_address …, in the order of the questions.
const std::vector<std::string>& predict_keys();

}  // namespace heaplab::grade
