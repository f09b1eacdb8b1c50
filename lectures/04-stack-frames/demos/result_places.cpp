// Where a result is when a function has returned, for six types.
// break it: `return {0x11, 0x22}` -> `return {0x11, 0x11}`
#include <bit>
#include <cstdint>
#include <string>

#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

struct Pair {
  long a, b;
};
struct Point {
  double x, y;
};
struct Mixed {
  double weight;
  long count;
};
struct Triple {
  long a, b, c;
};

// [functions
long one() { return 0x10; }
Pair pair() { return {0x11, 0x22}; }
double number() { return 0.5; }
Point point() { return {1.5, 2.5}; }
Mixed mixed() { return {3.5, 0x33}; }
Triple triple() { return {0x55, 0x66, 0x77}; }
// functions]

}  // namespace

struct Results {
  std::uint64_t integer[2];  // rax rdx | x0 x1
  std::uint64_t vector[2];   // xmm0 xmm1 | v0 v1
};

// call_and_capture(f, memory, results): calls f with `memory` where a hidden
// pointer belongs, rdi or x8, and keeps the registers behind the call.
extern "C" void call_and_capture(const void* function, void* memory,
                                 Results* results);

#if defined(__x86_64__)
constexpr const char* names[] = {"rax", "rdx", "xmm0", "xmm1"};
asm(R"(
.text
call_and_capture:
  pushq %rbx
  movq %rdx, %rbx
  movq %rdi, %rax
  movq %rsi, %rdi
  call *%rax
  movq %rax, (%rbx)
  movq %rdx, 8(%rbx)
  movq %xmm0, 16(%rbx)
  movq %xmm1, 24(%rbx)
  popq %rbx
  ret
)");
#elif defined(__aarch64__)
constexpr const char* names[] = {"x0", "x1", "v0", "v1"};
asm(R"(
.text
call_and_capture:
  stp x29, x30, [sp, #-32]!
  str x19, [sp, #16]
  mov x19, x2
  mov x8, x1
  blr x0
  stp x0, x1, [x19]
  stp d0, d1, [x19, #16]
  ldr x19, [sp, #16]
  ldp x29, x30, [sp], #32
  ret
)");
#endif

namespace {

template <class Result>
Results call(Result (*function)(), void* memory) {
  Results results{};
  call_and_capture(reinterpret_cast<const void*>(function), memory, &results);
  return results;
}

double as_double(std::uint64_t bits) { return std::bit_cast<double>(bits); }

void compare(Demo& demo) {
  auto& table = demo.table("", {"result", "bytes", "is in"});
  const std::string integer0 = names[0], integer1 = names[1];
  const std::string vector0 = names[2], vector1 = names[3];
  Triple memory{0, 0, 0};

  const Results of_one = call(one, &memory);
  table.row({"long", 8, measured(integer0)});
  const Results of_pair = call(pair, &memory);
  table.row({"two longs", sizeof(Pair), measured(integer0 + " " + integer1)});
  const Results of_number = call(number, &memory);
  table.row({"double", 8, measured(vector0)});
  const Results of_point = call(point, &memory);
  table.row({"two doubles", sizeof(Point), measured(vector0 + " " + vector1)});
  const Results of_mixed = call(mixed, &memory);
#if defined(__x86_64__)
  const bool mixed_right =
      as_double(of_mixed.vector[0]) == 3.5 && of_mixed.integer[0] == 0x33;
  const std::string mixed_place = vector0 + " " + integer0;
#else
  const bool mixed_right =
      as_double(of_mixed.integer[0]) == 3.5 && of_mixed.integer[1] == 0x33;
  const std::string mixed_place = integer0 + " " + integer1;
#endif
  table.row({"double and long", sizeof(Mixed), measured(mixed_place)});
  call(triple, &memory);
  table.row({"three longs", sizeof(Triple), "memory of the caller"});

  demo.expect("a long is in the first integer register",
              of_one.integer[0] == 0x10);
  demo.expect("two longs take two registers",
              of_pair.integer[0] == 0x11 && of_pair.integer[1] == 0x22);
  demo.expect("doubles are in vector registers",
              as_double(of_number.vector[0]) == 0.5 &&
                  as_double(of_point.vector[0]) == 1.5 &&
                  as_double(of_point.vector[1]) == 2.5);
  demo.expect("a double and a long are where the ABI says", mixed_right);
  demo.expect("a large result is written to memory that the caller names",
              memory.a == 0x55 && memory.b == 0x66 && memory.c == 0x77);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "result_places",
                            "Where is a result when a function has returned?",
                            compare);
}
