// structs, part 2: functions that the kit calls by types which the student's
// declaration does not have.
#include <cstdint>
#include <string>

#include "abi/case.hpp"
#include "abi/picture.hpp"
#include "abi/text.hpp"

HEAPLAB_STUDENT(void weigh_triple());
HEAPLAB_STUDENT(void make_triple());

namespace heaplab::abi {
namespace {

struct Triple {
  long a, b, c;
};

std::string text_of(const Triple& t) {
  return "{" + std::to_string(t.a) + ", " + std::to_string(t.b) + ", " +
         std::to_string(t.c) + "}";
}

long small() { return static_cast<long>(random_below(2000)) - 1000; }

HEAPLAB_CASE(argument, "triple-argument",
             "weigh_triple: a struct of 24 bytes as an argument", 2,
             "weigh_triple") {
  const auto call = reinterpret_cast<long (*)(Triple, long)>(weigh_triple);
  for (int round = 0; round < 8; ++round) {
    const Triple t{small(), small(), small()};
    const long k = small();
    const long expected = t.a + k * t.b + k * k * t.c;
    const std::string what =
        "weigh_triple(" + text_of(t) + ", " + std::to_string(k) + ")";
    note_step(what);
    expect_equal(static_cast<std::uint64_t>(expected),
                 static_cast<std::uint64_t>(call(t, k)), what);
  }
}

#if defined(__x86_64__)
// The result's place lies between guards that must stay. The wrapper has the
// types of the machine, so that the pointer in rax can be seen.
HEAPLAB_CASE(result, "triple-result",
             "make_triple: a struct of 24 bytes as a result", 2,
             "make_triple") {
  const auto call =
      reinterpret_cast<std::uint64_t (*)(Triple*, long, long)>(make_triple);
  const long first = small();
  const long step = small();
  const Triple expected{first, first + step, first + 2 * step};
  const long guard = static_cast<long>(random());
  Triple places[3] = {
      {guard, guard, guard}, {guard, guard, guard}, {guard, guard, guard}};
  note_step("make_triple(" + std::to_string(first) + ", " +
            std::to_string(step) + ")");
  const std::uint64_t returned = call(&places[1], first, step);
  const auto same = [](const Triple& one, const Triple& other) {
    return one.a == other.a && one.b == other.b && one.c == other.c;
  };
  if (!same(places[1], expected))
    fail(Rule::wrong_result, text_of(expected) + " where the result belongs",
         same(places[1], places[0]) ? "nothing was written there"
                                    : text_of(places[1]) + " is there");
  if (places[0].c != guard || places[2].a != guard)
    fail(Rule::caller_frame_overwritten, "24 bytes of the result are written",
         "the word before it or the word behind it changed too");
  if (returned != reinterpret_cast<std::uint64_t>(&places[1]))
    fail(Rule::wrong_result,
         "the address of the result in rax (psABI 3.2.3, returning of values)",
         "rax holds " + hex(returned));
}
#endif

}  // namespace
}  // namespace heaplab::abi
