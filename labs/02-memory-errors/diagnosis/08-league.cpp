// clang-format off
// A league: points, goals, and who leads.
#include <cstddef>
#include <cstdio>
#include <cstdlib>

struct Match {
  std::size_t home, away;
  int home_goals, away_goals;
};

constexpr std::size_t teams = $teams;
constexpr Match matches[] = {
    //! rows 5 19 first second goals conceded
    {$first, $second, $goals, $conceded},
    //! end
};

//! shuffle
int* table_of_points() {
  //! allocated if site=0
  int* const points = static_cast<int*>(std::malloc(teams * sizeof(int)));
  //! unless site=0
  for (std::size_t team = 0; team < teams; ++team) points[team] = 0;
  for (const Match& match : matches) {
    if (match.home_goals >= match.away_goals) points[match.home] += 1;
    if (match.home_goals > match.away_goals) points[match.home] += 2;
    if (match.away_goals >= match.home_goals) points[match.away] += 1;
    if (match.away_goals > match.home_goals) points[match.away] += 2;
  }
  return points;
}

//! and
int* table_of_goals() {
  //! allocated if site=1
  int* const goals = static_cast<int*>(std::malloc(teams * sizeof(int)));
  //! unless site=1
  for (std::size_t team = 0; team < teams; ++team) goals[team] = 0;
  for (const Match& match : matches) {
    goals[match.home] += match.home_goals - match.away_goals;
    goals[match.away] += match.away_goals - match.home_goals;
  }
  return goals;
}

//! and
std::size_t leader(const int* points, const int* goals) {
  std::size_t best = 0;
  for (std::size_t team = 1; team < teams; ++team) {
    //! guilty if site=0
    if (points[team] > points[best]) best = team;
    const bool level = team != best && points[team] == points[best];
    //! guilty if site=1
    if (level && goals[team] > goals[best]) best = team;
  }
  return best;
}

//! end
int main() {
  int* const points = table_of_points();
  //! when site=1
  points[1] = points[0] = $top;
  int* const goals = table_of_goals();
  std::printf("team %zu leads\n", leader(points, goals));
  std::free(goals);
  std::free(points);
}
