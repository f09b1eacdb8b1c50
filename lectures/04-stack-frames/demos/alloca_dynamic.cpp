// alloca with sizes that are known only at run time: what SP and FP do.
// break it: `__builtin_alloca(bytes)` -> `static_cast<void*>(&step)`
#include <cstdint>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

struct Registers {
  std::uint64_t sp, fp;
};

// Both registers at this point; `value` may not be computed earlier or later.
template <class T>
[[gnu::always_inline]] inline Registers registers_at(T& value) {
  Registers found{};
#if defined(__x86_64__)
  asm volatile("mov %%rsp, %0\n\tmov %%rbp, %1"
               : "=&r"(found.sp), "=&r"(found.fp), "+r"(value)
               :
               : "memory");
#elif defined(__aarch64__)
  asm volatile("mov %0, sp\n\tmov %1, x29"
               : "=&r"(found.sp), "=&r"(found.fp), "+r"(value)
               :
               : "memory");
#endif
  return found;
}

struct Step {
  Registers before, after;
  std::uint64_t room;
};

// [ask
[[gnu::noinline]] Step ask(std::size_t bytes) {
  Step step{};
  step.before = registers_at(bytes);
  void* room = __builtin_alloca(bytes);  // alloca(bytes)
  step.after = registers_at(room);
  step.room = reinterpret_cast<std::uint64_t>(room);
  return step;
}
// ask]

void compare(Demo& demo) {
  auto& table = demo.table("", {"bytes asked for", "SP falls by", "SP % 16",
                                "FP moves by", "SP moves over the call"});
  bool enough = true, inside = true, fp_stays = true, undone = true;
  for (std::size_t bytes : {1, 16, 17, 100, 5000}) {
    const Registers before = registers_at(bytes);
    const Step step = ask(bytes);
    const Registers after = registers_at(bytes);
    const std::uint64_t fall = step.before.sp - step.after.sp;
    table.row({bytes, measured(static_cast<double>(fall), ""),
               step.after.sp % 16, step.after.fp - step.before.fp,
               after.sp - before.sp});
    enough = enough && fall >= bytes && step.after.sp % 16 == 0;
    inside = inside && step.room >= step.after.sp &&
             step.room + bytes <= step.before.sp;
    fp_stays = fp_stays && step.after.fp == step.before.fp;
    undone = undone && after.sp == before.sp;
  }
  demo.expect("SP falls by at least what was asked for, to a multiple of 16",
              enough);
  demo.expect("the memory lies in what SP made room for", inside);
  demo.expect("FP stays", fp_stays);
  demo.expect("after the return SP is where it was", undone);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "alloca_dynamic",
                            "What does alloca do with a size known only at "
                            "run time?",
                            compare);
}
