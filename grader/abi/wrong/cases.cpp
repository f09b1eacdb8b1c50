// The wrong functions of this folder as cases: one for each file, named as it.
// The third line of the file says how its function is called.
#include "abi/wrong/cases.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "abi/checked_call.hpp"
#include "abi/picture.hpp"

HEAPLAB_STUDENT(void never_defined());

namespace heaplab::abi {
namespace {

CheckedCall call_of(const Wrong& wrong) { return {wrong.function, wrong.name}; }

// long f(long a, long b, long c): the sum.
void call_sum(const Wrong& wrong) {
  const std::uint64_t a = random_below(1000);
  const Result result = call_of(wrong).integer(a).integer(20).integer(3).run();
  expect_equal(a + 23, result.integer, "the sum of three numbers");
}

// long f(int a, int b, int c): the sum, of all values.
void call_sum32(const Wrong& wrong) {
  const Result result =
      call_of(wrong).integer32(-1).integer32(7).integer32(3).run();
  expect_equal(9, result.integer, "the sum of -1, 7, 3");
}

// double f(double a, double b): the sum.
void call_real_sum(const Wrong& wrong) {
  const Result result = call_of(wrong).real(1.5).real(2.25).run();
  if (result.real != 3.75) {
    fail(Rule::wrong_result, "1.5 + 2.25 is 3.75",
         "it is " + std::to_string(result.real));
  }
}

// long f(long …): the tenth of ten.
void call_tenth(const Wrong& wrong) {
  CheckedCall call = call_of(wrong);
  for (std::uint64_t i = 1; i <= 10; ++i) call.integer(100 + i);
  expect_equal(110, call.run().integer, "the tenth argument");
}

// long f(long (*g)(long), long a, long b): g(a) + g(b).
struct Map {
  Result result;
  std::size_t calls;
};

Map map_two(const Wrong& wrong, Destroys destroys) {
  HostileCallback twice(
      [](const CallSeen& seen) { return 2 * seen.integers[0]; }, destroys);
  const Result result =
      call_of(wrong).pointer(twice.address()).integer(30).integer(12).run();
  return {result, twice.calls()};
}

void call_map(const Wrong& wrong) {
  const Map map = map_two(wrong, Destroys::all);
  if (map.calls != 2) {
    fail(Rule::wrong_calls, "the callback is called 2 times",
         "it was called " + std::to_string(map.calls) + " times");
  }
  expect_equal(84, map.result.integer, "g(30) + g(12)");
}

void call_map_kept_nowhere(const Wrong& wrong) {
  expect_kept_nowhere([&](Destroys destroys) {
    const std::uint64_t found = map_two(wrong, destroys).result.integer;
    return Attempt{found == 84, "g(30) + g(12) is 84",
                   "it is " + std::to_string(found)};
  });
}

// The callback itself looks at its argument.
void call_map_with_argument(const Wrong& wrong) {
  HostileCallback callback([](const CallSeen& seen) {
    const std::uint64_t argument = seen.integers[0];
    if (argument != 30 && argument != 12) {
      fail(Rule::wrong_argument, "the callback is called with 30 or 12",
           "it was called with " + std::to_string(argument));
    }
    return argument;
  });
  const Result result =
      call_of(wrong).pointer(callback.address()).integer(30).integer(12).run();
  expect_equal(42, result.integer, "g(30) + g(12)");
}

// The sum again, in 64 bytes of stack, the return address included.
void call_shallow(const Wrong& wrong) {
  const Result result = call_of(wrong).integer(1).integer(2).integer(3).run();
  expect_equal(6, result.integer, "the sum of three numbers");
  if (result.stack_bytes == 64) return;
  fail(Rule::stack_too_deep, "it uses 64 bytes of stack",
       "it uses " + std::to_string(result.stack_bytes));
}

// long f(long a, double b, …): eight integers and eight doubles in registers,
// then 41 and 1.5 on the stack: the integer part of their sum.
void call_mixed(const Wrong& wrong) {
  CheckedCall call = call_of(wrong);
  for (int i = 0; i < 8; ++i) call.real(i);
  for (std::size_t i = 0; i < integer_registers; ++i) call.integer(i);
  expect_equal(42, call.integer(41).real(1.5).run().integer, "41 + 1.5");
}

// struct of 24 bytes f(long a): three times a, by a hidden pointer, which it
// returns on x86-64.
void call_struct(const Wrong& wrong) {
  std::uint64_t words[3] = {};
  call_of(wrong).integer(5).result_at(words).run();
  for (const std::uint64_t word : words) expect_equal(5, word, "a member");
}

// void f(size_t bytes): uses that many bytes of stack, page by page.
void call_probed(const Wrong& wrong) {
  const Result result = call_of(wrong)
                            .integer(64 * 1024)
                            .stack_size(16 * 1024)
                            .room_behind_guard(128 * 1024)
                            .run();
  if (result.wrote_behind_guard) {
    fail(Rule::unprobed_page, "every page is touched before the next",
         "it jumped over the guard page");
  }
  if (!result.stopped_at_guard) {
    fail(Rule::wrong_result, "it uses 64 KiB of stack", "it did not");
  }
}

// void f(void** from, void** to): a context switch; a context is the stack
// pointer. It is tried with one context, which switches to itself.
void call_switch(const Wrong& wrong) {
  using Switch = void (*)(void*, void*);
  void* context = nullptr;
  const auto function = reinterpret_cast<Switch>(
      reinterpret_cast<std::uintptr_t>(wrong.function));
  for (int i = 0; i < 100; ++i) {
    const auto found = checked_switch(function, &context, &context);
    if (!found.empty()) fail(found.front());
  }
}

// Cases about the program itself: program_test.sh.
HEAPLAB_CASE(exits, "exits", "prints what looks like a verdict, and exits", 1,
             "") {
  std::puts("verdict passed");
  std::exit(0);
}

HEAPLAB_CASE(missing, "missing", "a function that no file defines", 1,
             "right_sum never_defined") {
  pass();
}

HEAPLAB_CASE(escapes, "escapes", "a newline and a backslash in a finding", 2.5,
             "") {
  note_step("the first step");
  keep_picture("two\nlines\n");
  fail(Rule::wrong_chain, "a\nb", "c\\d");
}

HEAPLAB_CASE(numbers, "numbers", "random numbers, as a finding", 1, "") {
  expect_equal(random_below(10), 10 + random(), "a random number");
}

std::uint64_t walk_to_end(void*) {
  const auto* frame =
      static_cast<const std::uint64_t*>(__builtin_frame_address(0));
  const auto* above = reinterpret_cast<const std::uint64_t*>(frame[0]);
  return above[0] == 0 && above[1] == 0 ? 1 : 0;
}

HEAPLAB_CASE(chain_end, "chain-end", "the end of the chain of frames", 1, "") {
  expect_equal(1, call_at_chain_end(walk_to_end, nullptr), "what is found");
}

}  // namespace

void call_wrong(const Wrong& wrong) {
  struct Way {
    const char* name;
    void (*call)(const Wrong&);
  };
  constexpr Way ways[] = {
      {"sum", call_sum},
      {"sum32", call_sum32},
      {"real-sum", call_real_sum},
      {"tenth", call_tenth},
      {"map", call_map},
      {"map-kept-nowhere", call_map_kept_nowhere},
      {"map-with-argument", call_map_with_argument},
      {"probed", call_probed},
      {"switch", call_switch},
      {"shallow", call_shallow},
      {"mixed", call_mixed},
      {"struct", call_struct},
  };
  for (const Way& way : ways) {
    if (std::string(way.name) == wrong.way) return way.call(wrong);
  }
  fail(Rule::crash, "the third line names a way to call it",
       std::string("there is no way ") + wrong.way);
}

}  // namespace heaplab::abi
