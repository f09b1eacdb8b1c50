#include "grade/exercise_points.hpp"

#include <algorithm>
#include <numeric>

#include "grade/exercise_cases.hpp"
#include "grade/exercise_kinds.hpp"

namespace heaplab::grade {
namespace {

// What its checks are worth beside those of other exercises.
double weight(const Manifest& lab, const Exercise& exercise) {
  if (!is_of_a_kind(exercise) && !has_cases(lab, exercise)) return 0;
  return exercise.points;
}

}  // namespace

const BonusRule* other_isa_bonus(const Manifest& lab) {
  const auto found =
      std::find_if(lab.bonuses.begin(), lab.bonuses.end(),
                   [](const BonusRule& bonus) { return bonus.other_isa; });
  return found == lab.bonuses.end() ? nullptr : &*found;
}

double points_of(const Manifest& lab, const Exercise& exercise, bool native) {
  if (native) return exercise.points;
  const double all =
      std::accumulate(lab.exercises.begin(), lab.exercises.end(), 0.0,
                      [&lab](double sum, const Exercise& one) {
                        return sum + weight(lab, one);
                      });
  const BonusRule* const bonus = other_isa_bonus(lab);
  if (bonus == nullptr || all <= 0) return 0;
  return bonus->points * weight(lab, exercise) / all;
}

}  // namespace heaplab::grade
