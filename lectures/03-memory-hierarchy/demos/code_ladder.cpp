// What a jump costs, by how much code a program goes through.
// break it: `next_of[k] == 0;` -> `k == 1;`
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "chase.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

constexpr std::size_t code_step = 64;  // bytes: one piece of code on each line

void put(unsigned char* place, std::uint32_t word) {
  std::memcpy(place, &word, sizeof word);
}

// [piece
// The machine code of a piece: add 1 to the result register, jump to `next`.
void add_one_and_jump(unsigned char* place, const unsigned char* next) {
#if defined(__x86_64__)
  const unsigned char add[] = {0x48, 0xff, 0xc0};  // inc rax
  std::memcpy(place, add, sizeof add);
  place[3] = 0xe9;  // jmp, from its end
  put(place + 4, static_cast<std::uint32_t>(next - (place + 8)));
#elif defined(__aarch64__)
  put(place, 0x91000400);  // add x0, x0, #1
  put(place + 4,
      0x14000000 | (static_cast<std::uint32_t>((next - (place + 4)) / 4) &
                    0x03ffffff));  // b
#endif
}
// piece]

// At its first address the code sets the result to 0; at its last it returns.
void write_code(unsigned char* code,
                const std::vector<std::uint32_t>& next_of) {
  const std::size_t pieces = next_of.size();
  unsigned char* head = code + pieces * code_step;
#if defined(__x86_64__)
  const unsigned char zero[] = {0x31, 0xc0, 0xe9};  // xor eax, eax; jmp
  std::memcpy(head, zero, sizeof zero);
  put(head + 3, static_cast<std::uint32_t>(code - (head + 7)));
  head[code_step] = 0xc3;  // ret
#elif defined(__aarch64__)
  put(head, 0xd2800000);           // mov x0, #0
  put(head + 4,
      0x14000000 |
          (static_cast<std::uint32_t>((code - (head + 4)) / 4) & 0x03ffffff));
  put(head + code_step, 0xd65f03c0);  // ret
#endif
  for (std::size_t k = 0; k < pieces; ++k) {
    unsigned char* place = code + k * code_step;
    const bool last = next_of[k] == 0;
    const unsigned char* next =
        last ? head + code_step : code + next_of[k] * code_step;
    add_one_and_jump(place, next);
  }
}

struct Result {
  std::uint64_t counted = 0;
  double ns = 0;
  int error = 0;
};

Result run_pieces(std::size_t pieces) {
  Result result;
  const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::size_t bytes = ((pieces + 2) * code_step + page - 1) / page * page;
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return {0, 0, errno};
  auto* code = static_cast<unsigned char*>(memory);
  write_code(code, random_circle(pieces));
  __builtin___clear_cache(reinterpret_cast<char*>(code),
                          reinterpret_cast<char*>(code + bytes));
  if (mprotect(memory, bytes, PROT_READ | PROT_EXEC) != 0) {
    result.error = errno;
  } else {
    const auto run =
        reinterpret_cast<std::uint64_t (*)()>(code + pieces * code_step);
    result.counted = run();
    const std::size_t times = std::max<std::size_t>(1, 200'000 / pieces);
    result.ns = heaplab::demo::least_ns(3, times * pieces, [&] {
      for (std::size_t k = 0; k < times; ++k) result.counted = run();
    });
  }
  munmap(memory, bytes);
  return result;
}

void climb(Demo& demo) {
  auto& table = demo.table("", {"KiB of code", "pieces", "ns a piece"});
  bool all_ran = true;
  int error = 0;
  for (const std::size_t kib : {4, 16, 256, 2 << 10, 16 << 10}) {
    const std::size_t pieces = (kib << 10) / code_step;
    const Result result = run_pieces(pieces);
    error = result.error != 0 ? result.error : error;
    all_ran = all_ran && (result.error != 0 || result.counted == pieces);
    table.row({kib, pieces,
               result.error == 0 ? measured(result.ns, "ns")
                                 : heaplab::demo::unknown()});
  }
  demo.expect("every piece of code ran once in each round", all_ran);
  if (error != 0)
    demo.not_measured("code of our own",
                      std::string("mprotect: ") + std::strerror(error));
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "code_ladder",
                            "Is it near where the code is?", climb);
}
