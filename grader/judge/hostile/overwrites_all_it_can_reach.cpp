// finding: crash
// about: overwrites its globals, the player's data, the shared memory, the heap
// and the stack or: forbidden-call exit stack-overflow time-out killed
#include "bump.hpp"
#include "channel.hpp"

int look(dl_phdr_info* info, std::size_t, void*) {
  for (int k = 0; k < info->dlpi_phnum; ++k) {
    const auto& s = info->dlpi_phdr[k];
    if (s.p_type != PT_LOAD || !(s.p_flags & PF_W)) continue;
    const auto end = (info->dlpi_addr + s.p_vaddr + s.p_memsz + 4095) & ~4095ul;
    auto* at = reinterpret_cast<volatile char*>(end);
    for (std::size_t n = 0; n < s.p_memsz / 2; ++n) *--at = 0x41;
  }
  return 0;
}

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t) {
    auto* response = reinterpret_cast<volatile char*>(channel().response);
    for (std::size_t k = 4; k < 1 << 20; ++k) response[k] = 0x41;
    std::memset(heap_.begin(), 0x41, 1 << 20);
    ::dl_iterate_phdr(look, nullptr);
    for (volatile char* stack = static_cast<char*>(__builtin_frame_address(0));;
         ++stack)
      *stack = 0x41;
  }
};
HEAPLAB_SUBMISSION(Hostile)
