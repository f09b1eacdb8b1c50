// Code made at run time: which memory may be executed.
// break it: `PROT_READ | PROT_EXEC` -> `PROT_READ`
#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>

#include "demo/child.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::Ending;
using heaplab::demo::measured;
using heaplab::demo::run_in_child;
using heaplab::demo::Table;

namespace {

// [code
// The machine code of a function that returns 42.
#if __x86_64__
const unsigned char code[] = {0xb8, 42, 0, 0, 0,  // mov $42, %eax
                              0xc3};              // ret
#elif __aarch64__
const unsigned code[] = {0x52800540,   // mov w0, #42
                         0xd65f03c0};  // ret
#endif
using Function = int (*)();
// code]

int call(void* memory) {
  auto* bytes = static_cast<char*>(memory);
  __builtin___clear_cache(bytes, bytes + sizeof code);
  return reinterpret_cast<Function>(memory)();
}

// [heap
int run_in_the_heap() {
  void* memory = std::malloc(sizeof code);
  std::memcpy(memory, code, sizeof code);
  return call(memory);
}
// heap]

constexpr int refused = 99;

// [mapping
int run_in_a_mapping(bool write_again) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* memory = mmap(nullptr, page, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  std::memcpy(memory, code, sizeof code);  // writable, not executable
  if (mprotect(memory, page, PROT_READ | PROT_EXEC) != 0) {
    return refused;
  }
  if (write_again) {  // now it is the other way
    *static_cast<volatile char*>(memory) = 0;
  }
  return call(memory);
}
// mapping]

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "code_pages", "Where may new code lie?", [](Demo& demo) {
        const Ending heap = run_in_child(run_in_the_heap);
        const Ending mapping =
            run_in_child([] { return run_in_a_mapping(false); });
        const Ending written =
            run_in_child([] { return run_in_a_mapping(true); });
        Table& table =
            demo.table("", {"the code lies in", "its call ends with"});
        table.row({"a block of malloc", heap.in_words()});
        demo.expect_equal("the heap is not executable", heap.signal, SIGSEGV);
        if (mapping.exit_code == refused) {
          demo.not_measured("code in a mapping of its own",
                            "this system allows no new code (mprotect)");
          return;
        }
        table.row(
            {"a mapping, first writable, then executable", mapping.in_words()});
        table.row({"the same, but written to once more", written.in_words()});
        demo.expect_equal("the code in the mapping ran", mapping.exit_code, 42);
        demo.expect_equal("while executable it is not writable", written.signal,
                          SIGSEGV);
      });
}
