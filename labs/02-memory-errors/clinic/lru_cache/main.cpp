// lru_cache LOG  does what the lines of LOG say:
//   put ADDRESS EXPIRES PAGE   copy FROM TO   get ADDRESS   expire NOW
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include "lru_cache.hpp"

namespace {

void put(lru::Cache& cache, std::istream& words) {
  std::string address;
  std::uint64_t expires = 0;
  std::string page;
  words >> address >> expires >> std::ws;
  std::getline(words, page);
  if (!cache.put(address, page, expires)) {
    std::printf("%s: too large\n", address.c_str());
  }
}

void get(lru::Cache& cache, std::istream& words) {
  std::string address;
  words >> address;
  const auto page = cache.get(address);
  std::printf("%s: %s\n", address.c_str(),
              page ? std::string(*page).c_str() : "not here");
}

void copy(lru::Cache& cache, std::istream& words) {
  std::string from;
  std::string to;
  words >> from >> to;
  cache.copy(from, to);
}

void expire(lru::Cache& cache, std::istream& words) {
  std::uint64_t now = 0;
  words >> now;
  std::printf("%zu removed\n", cache.expire(now));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: lru_cache LOG\n");
    return 2;
  }
  std::ifstream log(argv[1]);
  lru::Cache cache(3);
  std::string line;
  while (std::getline(log, line)) {
    std::istringstream words(line);
    std::string what;
    words >> what;
    if (what == "put") {
      put(cache, words);
    } else if (what == "get") {
      get(cache, words);
    } else if (what == "copy") {
      copy(cache, words);
    } else if (what == "expire") {
      expire(cache, words);
    }
  }
}
