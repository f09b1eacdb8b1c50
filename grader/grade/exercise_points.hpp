// What an exercise is worth.
#pragma once

#include "grade/manifest.hpp"

namespace heaplab::grade {

// The bonus for the exercises on the other instruction set; null: there is
// none.
const BonusRule* other_isa_bonus(const Manifest& lab);

// The points of all its checks together, on this machine's instruction set or
// on the other.
double points_of(const Manifest& lab, const Exercise& exercise, bool native);

}  // namespace heaplab::grade
