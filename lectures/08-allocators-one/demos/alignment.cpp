// What misaligned loads do, what needs alignment, and why malloc gives 16.
// break it: `value != expected` -> `value == expected`
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "demo/child.hpp"
#include "demo/clock.hpp"
#include "demo/demo.hpp"

namespace {

using heaplab::demo::measured;

const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));

// Reads with one instruction: the compiler may assume nothing of the address.
// [load
std::uint64_t load(const std::byte* address) {
  std::uint64_t value;
#if defined(__x86_64__)
  asm volatile("mov (%1), %0" : "=r"(value) : "r"(address) : "memory");
#elif defined(__aarch64__)
  asm volatile("ldr %0, [%1]" : "=r"(value) : "r"(address) : "memory");
#else
  std::memcpy(&value, address, sizeof value);
#endif
  return value;
}

// An instruction that demands alignment.
void strict_load(const std::byte* address) {
#if defined(__x86_64__)
  asm volatile("movaps (%0), %%xmm0" ::"r"(address) : "xmm0", "memory");
#elif defined(__aarch64__)
  asm volatile("ldar x9, [%0]" ::"r"(address) : "x9", "memory");
#else
  (void)address;
#endif
}
// load]

// Loads of 8 bytes at each offset that give another value than the bytes say.
int wrong_loads(const std::byte* memory, std::size_t offsets) {
  int wrong = 0;
  for (std::size_t offset = 0; offset < offsets; ++offset) {
    std::uint64_t expected;
    std::memcpy(&expected, memory + offset, sizeof expected);
    const std::uint64_t value = load(memory + offset);
    if (value != expected) ++wrong;
  }
  return wrong;
}

double load_ns(const std::byte* address) {
  constexpr int loads = 2000;
  return heaplab::demo::least_ns(20, loads, [address] {
    for (int k = 0; k < loads; ++k) load(address);
  });
}

void show_loads(heaplab::demo::Demo& demo, const std::byte* memory) {
  auto& table =
      demo.table("an ordinary load of 8 bytes", {"address", "value", "time"});
  const auto row = [&](const char* what, std::size_t offset) {
    table.row({what, wrong_loads(memory + offset, 1) == 0 ? "right" : "wrong",
               measured(load_ns(memory + offset), "ns")});
  };
  row("a multiple of 8", 0);
  row("3 more than one", 3);
  row("across two cache lines", 61);
  row("across two pages", page - 3);
  demo.expect("ordinary loads at every offset give the right value",
              wrong_loads(memory, page + 64) == 0);
}

void show_strict(heaplab::demo::Demo& demo, const std::byte* memory) {
#if defined(__x86_64__) || defined(__aarch64__)
  const auto ending = [](const std::byte* address) {
    return heaplab::demo::run_in_child([address] {
             strict_load(address);
             return 0;
           })
        .in_words();
  };
  auto& table =
      demo.table("a load that demands alignment", {"address", "ending"});
  const std::string aligned = ending(memory), odd = ending(memory + 12);
  table.row({"a multiple of 16", aligned});
  table.row({"12 more than one", measured(odd)});
  demo.expect_equal("the strict load works at a multiple of 16", aligned,
                    std::string("exit 0"));
  if (odd == "exit 0")
    demo.not_measured("the signal of a misaligned strict load",
                      "this machine, or its emulator, lets it pass");
#else
  (void)memory;
  demo.not_measured("loads that demand alignment",
                    "the demo knows x86-64 and AArch64 only");
#endif
}

void show_types(heaplab::demo::Demo& demo) {
  auto& table = demo.table("what the types ask for", {"type", "alignof"});
  table.row({"char", alignof(char)});
  table.row({"int", alignof(int)});
  table.row({"double, void*", alignof(double)});
  table.row({"long double", alignof(long double)});
  table.row({"std::max_align_t", alignof(std::max_align_t)});
}

// [malloc
std::size_t misaligned_payloads() {
  std::vector<void*> blocks;
  std::size_t misaligned = 0;
  for (std::size_t bytes = 16; bytes <= 4096; ++bytes) {
    blocks.push_back(std::malloc(bytes));
    const auto address = reinterpret_cast<std::uintptr_t>(blocks.back());
    if (address % alignof(std::max_align_t) != 0) ++misaligned;
  }
  for (void* block : blocks) std::free(block);
  return misaligned;
}
// malloc]

void show_alignment(heaplab::demo::Demo& demo) {
  std::byte* memory = nullptr;
  void* raw = nullptr;
  if (posix_memalign(&raw, page, 3 * page) == 0)
    memory = static_cast<std::byte*>(raw);
  if (memory == nullptr) {
    demo.not_measured("all of it", "this machine refuses three pages");
    return;
  }
  for (std::size_t k = 0; k < 3 * page; ++k)
    memory[k] = static_cast<std::byte>(k * 37 + k / 256);
  show_loads(demo, memory);
  show_strict(demo, memory);
  show_types(demo);
  demo.expect_equal("payloads of malloc, of 16 bytes and more, are aligned",
                    misaligned_payloads(), std::size_t{0});
  std::free(memory);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "alignment",
                            "What needs alignment, and how much?",
                            show_alignment);
}
