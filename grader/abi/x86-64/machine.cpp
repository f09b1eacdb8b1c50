#include "abi/machine.hpp"

#include <bit>
#include <cstring>

#include "abi/text.hpp"
#include "abi/values.hpp"

namespace heaplab::abi {
namespace {

constexpr Place general(const char* name, std::size_t index) {
  return {name, ABI_GPR + 8 * index, 1};
}

constexpr Place vector(const char* name, std::size_t index) {
  return {name, ABI_XMM + 16 * index, 2};
}

constexpr Place all[] = {
    general("rbx", 3),   general("rbp", 5),   general("r12", 12),
    general("r13", 13),  general("r14", 14),  general("r15", 15),
    general("rcx", 1),   general("rdx", 2),   general("rsi", 6),
    general("rdi", 7),   general("r8", 8),    general("r9", 9),
    general("r10", 10),  general("r11", 11),  vector("xmm0", 0),
    vector("xmm1", 1),   vector("xmm2", 2),   vector("xmm3", 3),
    vector("xmm4", 4),   vector("xmm5", 5),   vector("xmm6", 6),
    vector("xmm7", 7),   vector("xmm8", 8),   vector("xmm9", 9),
    vector("xmm10", 10), vector("xmm11", 11), vector("xmm12", 12),
    vector("xmm13", 13), vector("xmm14", 14), vector("xmm15", 15),
    general("rax", 0),
};
constexpr std::size_t preserved = 6;
constexpr std::size_t scratch = 24;

constexpr Place integers[] = {general("rdi", 7), general("rsi", 6),
                              general("rdx", 2), general("rcx", 1),
                              general("r8", 8),  general("r9", 9)};

constexpr std::uint64_t direction_flag = 0x400;
constexpr std::uint64_t arithmetic_flags = 0x8d5;
constexpr std::uint64_t mxcsr_control = 0xffc0;  // the rest are status flags
constexpr std::uint64_t x87_control = 0x1f3f;

int used_x87_registers(const Registers& registers) {
  std::uint16_t tags;
  std::memcpy(&tags,
              reinterpret_cast<const char*>(registers.x87_environment) + 8,
              sizeof tags);
  int used = 0;
  for (int i = 0; i < 8; ++i) used += ((tags >> (2 * i)) & 3) != 3 ? 1 : 0;
  return used;
}

void check_control(const char* name, std::uint64_t mask, std::uint64_t before,
                   std::uint64_t after, std::vector<Violation>& found) {
  if (((before ^ after) & mask) == 0) return;
  found.push_back(
      {Rule::float_control_changed,
       std::string(name) + " holds " + hex(before & mask) +
           " on return, as before the call",
       std::string(name) + " not restored: found " + hex(after & mask)});
}

}  // namespace

std::span<const Place> preserved_registers() {
  return std::span(all).first(preserved);
}

std::span<const Place> scratch_registers() {
  return std::span(all).subspan(preserved, scratch);
}

std::span<const Place> all_registers() { return all; }

std::span<const Place> integer_arguments() { return integers; }

std::span<const Place> float_arguments() {
  return std::span(all).subspan(14, 8);
}

const Place& integer_result() {
  static constexpr Place rax = general("rax", 0);
  return rax;
}

const Place& second_integer_result() {
  static constexpr Place rdx = general("rdx", 2);
  return rdx;
}

const Place& float_result() { return all[14]; }

const Place& result_address() { return integers[0]; }

// MXCSR: denormals are zero, flush to zero, or both. x87: another precision.
void set_unusual_control(Registers& registers) {
  constexpr std::uint64_t usual_mxcsr = 0x1f80;
  constexpr std::uint64_t unusual[] = {0x0040, 0x8000, 0x8040};
  constexpr std::uint64_t precisions[] = {0x007f, 0x027f};
  registers.mxcsr = usual_mxcsr | unusual[random_sentinel() % 3];
  registers.x87_control = precisions[random_sentinel() % 2];
  registers.flags = 0x202 | (random_sentinel() & arithmetic_flags);
}

void set_count_of_vectors(Registers& registers, std::size_t vectors) {
  registers.general[0] = (registers.general[0] & ~0xffULL) | vectors;
}

std::vector<Violation> control_violations(const Registers& before,
                                          const Registers& after) {
  std::vector<Violation> found;
  if ((after.flags & direction_flag) != 0) {
    found.push_back({Rule::direction_flag_set,
                     "the direction flag is clear on return",
                     "the direction flag (DF) is set on return: cld is "
                     "missing"});
  }
  check_control("the control part of MXCSR", mxcsr_control, before.mxcsr,
                after.mxcsr, found);
  check_control("the x87 control word", x87_control, before.x87_control,
                after.x87_control, found);
  const int used = used_x87_registers(after);
  if (used != 0) {
    found.push_back({Rule::x87_stack_left, "the x87 stack is empty on return",
                     "the x87 stack holds " + plural(used, "value") +
                         " on return: fstp or emms is missing"});
  }
  return found;
}

std::vector<Violation> call_violations(const Registers& at_entry) {
  if ((at_entry.flags & direction_flag) == 0) return {};
  return {{Rule::direction_flag_set, "the direction flag is clear at a call",
           "the direction flag (DF) is set at the call: cld is missing"}};
}

std::uint64_t frame_pointer(const Registers& registers) {
  return registers.general[5];
}

std::uint64_t count_of_vectors(const Registers& registers) {
  return registers.general[0] & 0xff;
}

std::uint64_t return_address(const Registers& at_entry) {
  return *reinterpret_cast<const std::uint64_t*>(at_entry.stack_pointer());
}

void answer_callback(Registers& registers, std::uint64_t answer) {
  registers.general[0] = answer;
}

const void* callback_entry(bool) {
  return reinterpret_cast<const void*>(&heaplab_abi_callback);
}

const Place* lost_by_callback() { return nullptr; }

}  // namespace heaplab::abi
