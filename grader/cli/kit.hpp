// The kit that this program belongs to, and what it shows on a terminal.
#pragma once

#include <cstdio>
#include <filesystem>
#include <vector>

#include "grade/kit.hpp"
#include "grade/manifest.hpp"
#include "report/terminal.hpp"

namespace heaplab::cli {

// The checkout is $HEAPLAB_ROOT or, without it, where this was built from; the
// programs lie beside this one.
grade::Kit this_kit();

std::vector<grade::Manifest> labs_of(const grade::Kit& kit);

// Colour where `stream` is a terminal and NO_COLOR is not set
// (https://no-color.org).
report::TextOptions text_options(std::FILE* stream);

// The last result of work in starter/ that was graded in full.
std::filesystem::path last_result(const grade::Kit& kit,
                                  const std::string& lab);

}  // namespace heaplab::cli
