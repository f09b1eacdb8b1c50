// Where locals stand and when SP moves: three functions, not optimized.
// break it: `long second = 20;` -> `long second = (long)__builtin_alloca(64);`
// flags: -O0 -fno-omit-frame-pointer
#include <cstdint>
#include <string>
#include <vector>

#include "demo/demo.hpp"
#include "machine_code.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

struct Local {
  std::string name;
  std::size_t bytes;
  std::uint64_t address, sp;
};

struct Frame {
  std::uint64_t fp = 0;
  std::vector<Local> locals;
};

Frame frame;  // of the function that ran last

void begin(const void* frame_address) {
  frame = {reinterpret_cast<std::uint64_t>(frame_address), {}};
}

void note(const char* name, const void* place, std::size_t bytes,
          std::uint64_t sp) {
  frame.locals.push_back(
      {name, bytes, reinterpret_cast<std::uint64_t>(place), sp});
}

// [functions
[[gnu::noinline]] void three_longs() {
  begin(__builtin_frame_address(0));
  long first = 10;
  note("first", &first, sizeof first, stack_pointer());
  long second = 20;
  note("second", &second, sizeof second, stack_pointer());
  long third = 30;
  note("third", &third, sizeof third, stack_pointer());
}

[[gnu::noinline]] void array_first() {
  begin(__builtin_frame_address(0));
  char name[12] = "heap";
  note("name", name, sizeof name, stack_pointer());
  int count = 4;
  note("count", &count, sizeof count, stack_pointer());
}

[[gnu::noinline]] void small_ones() {
  begin(__builtin_frame_address(0));
  char letter = 'h';
  note("letter", &letter, sizeof letter, stack_pointer());
  double weight = 0.5;
  note("weight", &weight, sizeof weight, stack_pointer());
  int count = 4;
  note("count", &count, sizeof count, stack_pointer());
}
// functions]

struct Seen {
  bool sp_stays = true, apart_from_pair = true;
  bool first_at_minus_4 = true;  // in every function
};

std::int64_t from_fp(const Local& local) {
  return static_cast<std::int64_t>(local.address - frame.fp);
}

void list(heaplab::demo::Table& table, const char* function, Seen& seen) {
  for (const Local& local : frame.locals) {
    const std::int64_t place = from_fp(local);
    const auto bytes = static_cast<std::int64_t>(local.bytes);
    table.row({function, local.name, local.bytes,
               measured(static_cast<double>(place), ""),
               frame.locals.front().sp - local.sp});
    seen.sp_stays = seen.sp_stays && local.sp == frame.locals.front().sp;
    seen.apart_from_pair =
        seen.apart_from_pair && (place + bytes <= 0 || place >= 16);
  }
  seen.first_at_minus_4 =
      seen.first_at_minus_4 && from_fp(frame.locals.front()) == -4;
}

void compare(Demo& demo) {
  Seen seen;
  auto& table = demo.table("", {"function", "local", "bytes", "place, from FP",
                                "SP lower than before"});
  three_longs();
  list(table, "three_longs", seen);
  array_first();
  list(table, "array_first", seen);
  small_ones();
  list(table, "small_ones", seen);
  demo.expect("no declaration moves SP: the frame was made in one step",
              seen.sp_stays);
  demo.expect("no local reaches into the saved FP and the return address",
              seen.apart_from_pair);
  demo.expect("FP - 4 is not where first locals are", !seen.first_at_minus_4);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "frame_layout",
                            "When does SP move, and where are locals?",
                            compare);
}
