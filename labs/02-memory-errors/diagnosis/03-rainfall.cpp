// clang-format off
// Sums up what it rained, and compares days and weeks with those before.
#include <cstddef>
#include <cstdio>

constexpr int rain[] = {  // in tenths of a millimetre, one a day
    //! rows 16 34 amount
    $amount,
    //! end
};
constexpr int days = sizeof rain / sizeof rain[0];

//! shuffle
int* daily() {
  //! allocated if site=0
  int* const sums = new int[days];
  int sum = 0;
  for (int day = 0; day < days; ++day) sums[day] = sum += rain[day];
  return sums;
}

//! and
int* weekly(int weeks) {
  //! allocated if site=1
  int* const sums = new int[weeks];
  for (int week = 0; week < weeks; ++week) {
    sums[week] = 0;
    for (int day = 0; day < 7; ++day) sums[week] += rain[7 * week + day];
  }
  return sums;
}

//! and
// What it rained from one day to another, both included.
int between(const int* sums, int from, int to) {
  //! unless site=0
  if (from == 0) return sums[to];
  //! guilty if site=0
  return sums[to] - sums[from - 1];
}

//! and
int wettest_change(const int* sums, int weeks) {
  int most = 0;
  //! when site=1
  for (int week = 0; week < weeks; ++week) {
  //! unless site=1
  for (int week = 1; week < weeks; ++week) {
    //! guilty if site=1
    const int change = sums[week] - sums[week - 1];
    if (change > most) most = change;
  }
  return most;
}

//! end
int main() {
  const int weeks = days / 7;
  int* const by_day = daily();
  int* const by_week = weekly(weeks);
  std::printf("%d in the first days, at most %d more than the week before\n",
              between(by_day, 0, $last), wettest_change(by_week, weeks));
  delete[] by_week;
  delete[] by_day;
}
