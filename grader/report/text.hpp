// Pieces of text that the reports share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "grade/result.hpp"

namespace heaplab::report {

inline constexpr std::size_t columns = 80;

enum class Paint { bold, good, bad, warn };

// `text` in a colour, or as it is.
std::string paint(std::string_view text, Paint paint, bool colour);

// `text` broken between words so that no line is wider than 80 columns when it
// begins at column `indent`; newlines in it stay. Every line but the first is
// indented. A word that does not fit is not broken.
std::string wrap(std::string_view text, std::size_t indent);

// `text`, every line but the first indented, none broken.
std::string indent_lines(std::string_view text, std::size_t indent);

// Padded with blanks to `width` columns, on the right or on the left.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

// "18.38 of 25": with more decimals where two would make a score look like the
// maximum that it is not.
std::string points_text(double score, double max_score);
// The same number without what it is of.
std::string score_text(double score, double max_score);

// 12345 → "12,345".
std::string grouped(std::uint64_t number);

std::string_view axis_name(grade::Axis axis);
// "grader-error", as in JSON.
std::string_view verdict_name(grade::Verdict verdict);
std::string_view status_name(grade::Status status);

}  // namespace heaplab::report
