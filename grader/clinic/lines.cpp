#include "clinic/lines.hpp"

#include <cstdio>

namespace clinic {
namespace {

std::string escaped(const std::string& text) {
  std::string line;
  for (const char c : text) {
    if (c == '\\') line += '\\';
    line += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return line;
}

}  // namespace

void say(const std::string& nonce, const char* key, const std::string& text) {
  std::printf("%s %s %s\n", nonce.c_str(), key, escaped(text).c_str());
  std::fflush(stdout);
}

}  // namespace clinic
