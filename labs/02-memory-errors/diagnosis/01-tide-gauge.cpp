// clang-format off
// Smooths the levels of a tide gauge and says when the water turned.
#include <cstddef>
#include <cstdio>

struct Reading {
  int minute;
  double level;  // $unit
};

constexpr Reading readings[] = {
    //! rows 9 24 minute metres tenths
    {$minute, $metres.$tenths},
    //! end
};
constexpr std::size_t count = sizeof readings / sizeof readings[0];
constexpr std::size_t window = $window;

//! shuffle
// The mean of `window` readings from each one on.
double* smooth() {
  const std::size_t made = count - window + 1;
  //! allocated if site=0
  double* const means = new double[made];
  //! when site=0
  for (std::size_t at = 0; at <= made; ++at) {
  //! unless site=0
  for (std::size_t at = 0; at < made; ++at) {
    double sum = 0;
    for (std::size_t k = 0; k < window && at + k < count; ++k)
      sum += readings[at + k].level;
    //! guilty if site=0
    means[at] = sum / window;
  }
  return means;
}

//! and
// How much the water rose from each reading to the next.
double* rises() {
  const std::size_t made = count - 1;
  //! allocated if site=1
  double* const steps = new double[made];
  //! when site=1
  for (std::size_t at = 0; at < count; ++at) {
  //! unless site=1
  for (std::size_t at = 0; at < made; ++at) {
    const std::size_t next = at + 1 < count ? at + 1 : at;
    //! guilty if site=1
    steps[at] = readings[next].level - readings[at].level;
  }
  return steps;
}

//! and
std::size_t turns(const double* steps, std::size_t made) {
  std::size_t found = 0;
  for (std::size_t at = 1; at < made; ++at)
    if ((steps[at] > 0) != (steps[at - 1] > 0)) ++found;
  return found;
}

//! end
int main() {
  double* const means = smooth();
  double* const steps = rises();
  std::printf("first mean %.2f, %zu turns\n", means[0], turns(steps, count - 1));
  delete[] steps;
  delete[] means;
}
