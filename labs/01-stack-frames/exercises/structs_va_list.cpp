// structs, part 3: lists that va_start has filled, read by the student's
// function. va_arg is the oracle.
#include <bit>
#include <cstdarg>
#include <string>
#include <type_traits>

#include "abi/case.hpp"
#include "abi/text.hpp"
#include "structs.hpp"

HEAPLAB_STUDENT(std::uint64_t nth_argument(const VaList& list,
                                           const char* kinds, std::size_t n));

static_assert(sizeof(VaList) == sizeof(std::va_list));

namespace heaplab::abi {
namespace {

std::uint64_t oracle(std::va_list list, const char* kinds, std::size_t n) {
  std::uint64_t bits = 0;
  for (std::size_t k = 0; k <= n; ++k) {
    if (kinds[k] == 'd') {
      bits = std::bit_cast<std::uint64_t>(va_arg(list, double));
    } else if (kinds[k] == 'i') {
      bits = static_cast<std::uint64_t>(std::int64_t{va_arg(list, int)});
    } else {
      bits = static_cast<std::uint64_t>(va_arg(list, long));
    }
  }
  return bits;
}

std::string value_text(char kind, std::uint64_t bits) {
  return kind == 'd' ? std::to_string(std::bit_cast<double>(bits))
                     : number(bits);
}

void try_one(std::va_list list, const char* kinds, std::size_t n) {
  std::va_list copy;
  va_copy(copy, list);
  VaList given;
  __builtin_memcpy(&given, &copy, sizeof(given));
  const VaList before = given;
  const std::uint64_t expected = oracle(copy, kinds, n);
  va_end(copy);
  const std::uint64_t answer = nth_argument(given, kinds, n);
  const std::string call = "nth_argument(list, \"" + std::string(kinds) +
                           "\", " + std::to_string(n) + ")";
  if (answer != expected)
    fail(Rule::wrong_result, call + " is " + value_text(kinds[n], expected),
         "it returned " + value_text(kinds[n], answer) + ", " + hex(answer));
  if (__builtin_memcmp(&given, &before, sizeof(given)) != 0)
    fail(Rule::wrong_result, call + " leaves the list as it was",
         "the list changed");
}

void try_all(std::va_list list, const char* kinds) {
  for (std::size_t n = 0; kinds[n] != '\0'; ++n) try_one(list, kinds, n);
}

void no_other_named(const char* kinds, ...) {
  std::va_list list;
  va_start(list, kinds);
  note_step("void f(const char*, ...) is called");
  try_all(list, kinds);
  va_end(list);
}

void three_named(const char* kinds, long, double last, ...) {
  std::va_list list;
  va_start(list, last);
  note_step("void f(const char*, long, double, ...) is called");
  try_all(list, kinds);
  va_end(list);
}

void twelve_named(long, long, long, long, long, long, long, long, double,
                  double, const char* kinds, long last, ...) {
  std::va_list list;
  va_start(list, last);
  note_step("void f(ten others, const char*, long, ...) is called");
  try_all(list, kinds);
  va_end(list);
}

int i() { return static_cast<int>(random()); }
long l() { return static_cast<long>(random()); }
double d() { return static_cast<double>(random_below(100'000)) / 8; }

HEAPLAB_CASE(registers, "list-registers",
             "nth_argument: arguments that came in registers", 2,
             "nth_argument") {
  no_other_named("l", l());
  no_other_named("ii", i(), i());
  no_other_named("dd", d(), d());
  no_other_named("ldid", l(), d(), i(), d());
}

HEAPLAB_CASE(stack, "list-stack",
             "nth_argument: integers that no register took", 2,
             "nth_argument") {
  no_other_named("llilliill", l(), l(), i(), l(), l(), i(), i(), l(), l());
}

HEAPLAB_CASE(both, "list-both", "nth_argument: both kinds of register run out",
             2, "nth_argument") {
  no_other_named("ddddddddddll", d(), d(), d(), d(), d(), d(), d(), d(), d(),
                 d(), l(), l());
  no_other_named("lidlidlidlidlidddddddi", l(), i(), d(), l(), i(), d(), l(),
                 i(), d(), l(), i(), d(), l(), i(), d(), d(), d(), d(), d(),
                 d(), d(), i());
}

HEAPLAB_CASE(named, "list-named", "nth_argument: behind more named arguments",
             2, "nth_argument") {
  three_named("dlllllllld", 1, 1.0, d(), l(), l(), l(), l(), l(), l(), l(), l(),
              d());
  twelve_named(1, 2, 3, 4, 5, 6, 7, 8, 1.0, 2.0, "lddddddddi", 3, l(), d(), d(),
               d(), d(), d(), d(), d(), d(), i());
}

}  // namespace
}  // namespace heaplab::abi
