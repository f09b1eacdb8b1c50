#include "lru_cache.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using lru::Cache;

TEST(Works, KeepsPages) {
  Cache cache(4);
  EXPECT_TRUE(cache.put("/", "welcome", 10));
  EXPECT_TRUE(cache.put("/map", "third floor", 10));
  EXPECT_EQ(cache.size(), 2u);
  EXPECT_EQ(cache.get("/"), "welcome");
  EXPECT_EQ(cache.get("/map"), "third floor");
  EXPECT_EQ(cache.get("/hours"), std::nullopt);
}

TEST(Works, ReplacesAPage) {
  Cache cache(4);
  EXPECT_TRUE(cache.put("/hours", "9 to 17", 10));
  EXPECT_TRUE(cache.put("/hours", "closed on public holidays", 20));
  EXPECT_EQ(cache.size(), 1u);
  EXPECT_EQ(cache.get("/hours"), "closed on public holidays");
}

TEST(Works, ErasesPages) {
  Cache cache(4);
  for (const char* address : {"/a", "/b", "/c"}) {
    EXPECT_TRUE(cache.put(address, address, 10));
  }
  EXPECT_TRUE(cache.erase("/a"));
  EXPECT_FALSE(cache.erase("/a"));
  EXPECT_EQ(cache.size(), 2u);
  EXPECT_EQ(cache.get("/a"), std::nullopt);
  EXPECT_EQ(cache.get("/b"), "/b");
  EXPECT_EQ(cache.get("/c"), "/c");
}

TEST(Works, NothingExpires) {
  Cache cache(2);
  EXPECT_TRUE(cache.put("/a", "page", 10));
  EXPECT_EQ(cache.expire(9), 0u);
  EXPECT_EQ(cache.size(), 1u);
}

TEST(Works, NothingToCopy) {
  Cache cache(2);
  EXPECT_FALSE(cache.copy("/a", "/b"));
  EXPECT_EQ(cache.size(), 0u);
}

TEST(CleanUp, OneOfThree) {
  Cache cache(4);
  EXPECT_TRUE(cache.put("/a", "stays", 30));
  EXPECT_TRUE(cache.put("/b", "goes", 10));
  EXPECT_TRUE(cache.put("/c", "stays too", 20));
  EXPECT_EQ(cache.expire(10), 1u);
  EXPECT_EQ(cache.get("/a"), "stays");
  EXPECT_EQ(cache.get("/b"), std::nullopt);
  EXPECT_EQ(cache.get("/c"), "stays too");
}

TEST(Redirect, TheSamePageUnderBoth) {
  Cache cache(4);
  EXPECT_TRUE(cache.put("/index.html", "welcome", 10));
  EXPECT_TRUE(cache.copy("/index.html", "/"));
  EXPECT_EQ(cache.size(), 2u);
  EXPECT_EQ(cache.get("/"), "welcome");
  EXPECT_EQ(cache.get("/index.html"), "welcome");
}

TEST(Eviction, TheOldestGoes) {
  Cache cache(2);
  EXPECT_TRUE(cache.put("/a", "page a", 10));
  EXPECT_TRUE(cache.put("/b", "page b", 10));
  EXPECT_EQ(cache.get("/a"), "page a");
  EXPECT_TRUE(cache.put("/c", "page c", 10));
  EXPECT_EQ(cache.size(), 2u);
  EXPECT_EQ(cache.get("/b"), std::nullopt);
  EXPECT_EQ(cache.get("/a"), "page a");
  EXPECT_EQ(cache.get("/c"), "page c");
}

TEST(Refusals, TheLatestAreKnown) {
  Cache cache(2);
  const std::string film(lru::max_page_bytes + 1, 'f');
  for (int i = 0; i < 12; ++i) {
    EXPECT_FALSE(cache.put("/films/number-" + std::to_string(i), film, 10));
  }
  EXPECT_EQ(cache.size(), 0u);
  const std::vector<std::string> refused = lru::last_refusals();
  ASSERT_EQ(refused.size(), lru::refusals_shown);
  EXPECT_EQ(refused.front(), "/films/number-4");
  EXPECT_EQ(refused.back(), "/films/number-11");
}

}  // namespace
