// Whether a student has begun to work on a starter.
#pragma once

#include "grade/kit.hpp"
#include "grade/manifest.hpp"

namespace heaplab::cli {

// False when the file in starter/ is the one that was handed out: the stripped
// solution where there is one, otherwise the oldest version that git knows.
// True where neither can tell.
bool is_begun(const grade::Kit& kit, const grade::Manifest& lab);

}  // namespace heaplab::cli
