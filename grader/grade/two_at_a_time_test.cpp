#include "grade/two_at_a_time.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <stdexcept>

namespace heaplab::grade {
namespace {

TEST(TwoAtATime, DoesEachPieceOnce) {
  std::atomic<int> sum{0};
  std::vector<std::function<void()>> work;
  for (int piece = 1; piece <= 10; ++piece)
    work.emplace_back([&sum, piece] { sum += piece; });
  two_at_a_time(work);
  EXPECT_EQ(sum, 55);
  two_at_a_time({});
}

TEST(TwoAtATime, RunsTwoBesideEachOther) {
  std::barrier<> both(2);  // one thread alone would wait here for ever
  two_at_a_time({[&both] { both.arrive_and_wait(); },
                 [&both] { both.arrive_and_wait(); }});
}

TEST(TwoAtATime, EndsThemAllBeforeItThrows) {
  std::atomic<int> done{0};
  const auto fine = [&done] { ++done; };
  const auto fails = [] { throw std::runtime_error("it went wrong"); };
  EXPECT_THROW(two_at_a_time({fine, fails, fine, fine}), std::runtime_error);
  EXPECT_EQ(done, 3);
}

}  // namespace
}  // namespace heaplab::grade
