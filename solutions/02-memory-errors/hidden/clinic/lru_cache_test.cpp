#include "lru_cache.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using lru::Cache;

TEST(Works, EmptyPagesAndAddresses) {
  Cache cache(3);
  EXPECT_TRUE(cache.put("", "nowhere", 1));
  EXPECT_TRUE(cache.put("/empty", "", 1));
  EXPECT_EQ(cache.get(""), "nowhere");
  EXPECT_EQ(cache.get("/empty"), "");
}

TEST(Works, ThePageOfTheLargestSize) {
  Cache cache(1);
  const std::string page(lru::max_page_bytes, 'p');
  EXPECT_TRUE(cache.put("/large", page, 1));
  EXPECT_EQ(cache.get("/large"), page);
}

TEST(Works, FillsAndEmpties) {
  Cache cache(30);
  for (int i = 0; i < 30; ++i) {
    const std::string address = "/page/" + std::to_string(i);
    EXPECT_TRUE(cache.put(address, address, 5));
  }
  for (int i = 0; i < 30; i += 2) {
    EXPECT_TRUE(cache.erase("/page/" + std::to_string(i)));
  }
  EXPECT_EQ(cache.size(), 15u);
  for (int i = 1; i < 30; i += 2) {
    const std::string address = "/page/" + std::to_string(i);
    EXPECT_EQ(cache.get(address), address);
  }
}

TEST(Works, KeepsNewLines) {
  Cache cache(2);
  EXPECT_TRUE(cache.put("/a", "one\ntwo\0three", 3));
  EXPECT_EQ(cache.get("/a"), "one\ntwo");
}

TEST(CleanUp, TwoOfFive) {
  Cache cache(8);
  std::uint64_t expires = 0;
  for (const char* address : {"/a", "/b", "/c", "/d", "/e"}) {
    expires = 10 - expires;  // 10, 0, 10, 0, 10
    EXPECT_TRUE(cache.put(address, address, expires));
  }
  EXPECT_EQ(cache.expire(4), 2u);
  EXPECT_EQ(cache.size(), 3u);
  EXPECT_EQ(cache.get("/b"), std::nullopt);
  EXPECT_EQ(cache.get("/d"), std::nullopt);
  EXPECT_EQ(cache.get("/e"), "/e");
}

TEST(CleanUp, AllOfThem) {
  Cache cache(8);
  for (const char* address : {"/x", "/y", "/z"}) {
    EXPECT_TRUE(cache.put(address, "short-lived", 1));
  }
  EXPECT_EQ(cache.expire(1), 3u);
  EXPECT_EQ(cache.size(), 0u);
  EXPECT_EQ(cache.expire(2), 0u);
}

TEST(Redirect, SeveralInARow) {
  Cache cache(20);
  EXPECT_TRUE(cache.put("/0", "the first page, seventeen times", 7));
  for (int i = 0; i < 16; ++i) {
    EXPECT_TRUE(
        cache.copy("/" + std::to_string(i), "/" + std::to_string(i + 1)));
  }
  EXPECT_EQ(cache.size(), 17u);
  EXPECT_EQ(cache.get("/16"), cache.get("/0"));
  EXPECT_EQ(cache.expire(6), 0u);
}

TEST(Redirect, ToAnAddressInUse) {
  Cache cache(2);
  EXPECT_TRUE(cache.put("/old", "moved", 7));
  EXPECT_TRUE(cache.copy("/old", "/new"));
  EXPECT_TRUE(cache.put("/old", "gone", 7));
  EXPECT_TRUE(cache.copy("/old", "/new"));
  EXPECT_TRUE(cache.copy("/old", "/old"));
  EXPECT_EQ(cache.get("/new"), "gone");
  EXPECT_EQ(cache.get("/old"), "gone");
}

TEST(Eviction, ManyPages) {
  Cache cache(5);
  for (int i = 0; i < 40; ++i) {
    EXPECT_TRUE(cache.put(std::to_string(i), std::string(3 * i, 'x'), 10));
  }
  EXPECT_EQ(cache.size(), 5u);
  EXPECT_EQ(cache.get("34"), std::nullopt);
  EXPECT_EQ(cache.get("35"), std::string(105, 'x'));
}

TEST(Eviction, OfOnePage) {
  Cache cache(0);
  EXPECT_TRUE(cache.put("/a", "first", 10));
  EXPECT_TRUE(cache.put("/b", "second", 10));
  EXPECT_EQ(cache.size(), 1u);
  EXPECT_EQ(cache.get("/b"), "second");
}

TEST(Refusals, OfSeveralCaches) {
  const std::string film(2 * lru::max_page_bytes, 'f');
  for (int i = 0; i < 25; ++i) {
    Cache cache(1);
    EXPECT_FALSE(cache.put("/a-long-address/" + std::to_string(i), film, 1));
  }
  const std::vector<std::string> refused = lru::last_refusals();
  ASSERT_EQ(refused.size(), lru::refusals_shown);
  for (std::size_t i = 0; i < refused.size(); ++i) {
    EXPECT_EQ(refused[i], "/a-long-address/" + std::to_string(17 + i));
  }
}

}  // namespace
