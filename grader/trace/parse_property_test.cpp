// Whatever the bytes, the parser returns or throws InputError.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "trace/printable.hpp"
#include "trace/test_call_traces.hpp"
#include "trace/test_traces.hpp"
#include "trace/write.hpp"

namespace heaplab::trace {
namespace {

void flip_bytes(std::string& text, Random& random) {
  for (auto n = random.between(1, 4); n > 0 && !text.empty(); --n) {
    text[random.between(0, text.size() - 1)] = static_cast<char>(random.next());
  }
}

void repeat_part(std::string& text, Random& random) {
  if (text.empty()) return;
  const std::size_t from = random.between(0, text.size() - 1);
  const std::string part = text.substr(from, random.between(1, 20));
  text.insert(random.between(0, text.size()), part);
}

std::string mutated(std::string text, Random& random) {
  switch (random.between(0, 3)) {
    case 0:
      text.resize(random.between(0, text.size()));
      return text;
    case 1:
      repeat_part(text, random);
      return text;
    case 2:
      text.erase(random.between(0, text.size()), random.between(1, 20));
      return text;
    default:
      flip_bytes(text, random);
      return text;
  }
}

// Nothing but text that a terminal may see, in lines.
bool is_safe(const std::string& message) {
  std::string one_line = message;
  std::replace(one_line.begin(), one_line.end(), '\n', ' ');
  return printable(one_line) == one_line;
}

RC_GTEST_PROP(ParseProperty, TakesOrRefusesAnyDamage, (std::uint64_t seed)) {
  Random random(seed);
  const std::string good = write_trace(RandomTrace(seed).make());
  for (int i = 0; i < 30; ++i) {
    RC_ASSERT(is_safe(error_of(mutated(good, random))));
  }
}

RC_GTEST_PROP(ParseProperty, TakesOrRefusesDamagedCallTraces,
              (std::uint64_t seed)) {
  Random random(seed);
  const std::string good = write_trace(RandomCallTrace(seed).make());
  for (int i = 0; i < 30; ++i) {
    RC_ASSERT(is_safe(error_of(mutated(good, random))));
  }
}

RC_GTEST_PROP(ParseProperty, TakesOrRefusesDamagedRepFiles,
              (std::uint64_t seed)) {
  Random random(seed);
  const std::string good =
      "20000\n2\n6\n1\na 0 512\nr 1 128\nr 0 640\nw 0 3\nf 1\nf 0\n";
  for (int i = 0; i < 30; ++i) {
    RC_ASSERT(is_safe(error_of(mutated(good, random), "t.rep")));
  }
}

RC_GTEST_PROP(ParseProperty, TakesOrRefusesAnyBytes, (std::string bytes)) {
  RC_ASSERT(is_safe(error_of(bytes)));
}

// What it takes, the writer writes so that it takes it again.
RC_GTEST_PROP(ParseProperty, WhatItTakesIsStable, (std::uint64_t seed)) {
  Random random(seed);
  const Trace trace = random.chance(50) ? RandomTrace(seed).make()
                                        : RandomCallTrace(seed).make();
  const std::string text = mutated(write_trace(trace), random);
  if (!error_of(text).empty()) return;
  const Trace once = parse_trace(text, "t.trace");
  RC_ASSERT(same_content(parse_trace(write_trace(once), "t.trace"), once));
}

}  // namespace
}  // namespace heaplab::trace
