#include "abi/machine.hpp"

#include "abi/text.hpp"
#include "abi/values.hpp"

namespace heaplab::abi {
namespace {

constexpr Place general(const char* name, std::size_t index) {
  return {name, ABI_X + 8 * index, 1};
}

constexpr Place vector(const char* name, std::size_t index) {
  return {name, ABI_V + 16 * index, 2};
}

constexpr Place lower(const char* name, std::size_t index) {
  return {name, ABI_V + 16 * index, 1};
}

constexpr Place upper(const char* name, std::size_t index) {
  return {name, ABI_V + 16 * index + 8, 1};
}

constexpr Place all[] = {
    general("x19", 19),
    general("x20", 20),
    general("x21", 21),
    general("x22", 22),
    general("x23", 23),
    general("x24", 24),
    general("x25", 25),
    general("x26", 26),
    general("x27", 27),
    general("x28", 28),
    general("x29", 29),
    lower("d8", 8),
    lower("d9", 9),
    lower("d10", 10),
    lower("d11", 11),
    lower("d12", 12),
    lower("d13", 13),
    lower("d14", 14),
    lower("d15", 15),
    // From here on scratch registers.
    general("x1", 1),
    general("x2", 2),
    general("x3", 3),
    general("x4", 4),
    general("x5", 5),
    general("x6", 6),
    general("x7", 7),
    general("x8", 8),
    general("x9", 9),
    general("x10", 10),
    general("x11", 11),
    general("x12", 12),
    general("x13", 13),
    general("x14", 14),
    general("x15", 15),
    general("x16", 16),
    general("x18", 18),
    vector("v0", 0),
    vector("v1", 1),
    vector("v2", 2),
    vector("v3", 3),
    vector("v4", 4),
    vector("v5", 5),
    vector("v6", 6),
    vector("v7", 7),
    vector("v16", 16),
    vector("v17", 17),
    vector("v18", 18),
    vector("v19", 19),
    vector("v20", 20),
    vector("v21", 21),
    vector("v22", 22),
    vector("v23", 23),
    vector("v24", 24),
    vector("v25", 25),
    vector("v26", 26),
    vector("v27", 27),
    vector("v28", 28),
    vector("v29", 29),
    vector("v30", 30),
    vector("v31", 31),
    upper("the upper half of v8", 8),
    upper("the upper half of v9", 9),
    upper("the upper half of v10", 10),
    upper("the upper half of v11", 11),
    upper("the upper half of v12", 12),
    upper("the upper half of v13", 13),
    upper("the upper half of v14", 14),
    upper("the upper half of v15", 15),
    // What every call changes.
    general("x17", 17),
    general("x30", 30),
    general("x0", 0),
};
constexpr std::size_t preserved = 19;
constexpr std::size_t changed_by_calls = 3;

constexpr Place integers[] = {
    general("x0", 0), general("x1", 1), general("x2", 2), general("x3", 3),
    general("x4", 4), general("x5", 5), general("x6", 6), general("x7", 7)};
constexpr Place floats[] = {vector("v0", 0), vector("v1", 1), vector("v2", 2),
                            vector("v3", 3), vector("v4", 4), vector("v5", 5),
                            vector("v6", 6), vector("v7", 7)};

}  // namespace

std::span<const Place> preserved_registers() {
  return std::span(all).first(preserved);
}

std::span<const Place> scratch_registers() {
  return std::span(all).subspan(preserved,
                                std::size(all) - preserved - changed_by_calls);
}

std::span<const Place> all_registers() { return all; }

std::span<const Place> integer_arguments() { return integers; }

std::span<const Place> float_arguments() { return floats; }

const Place& integer_result() { return integers[0]; }

const Place& second_integer_result() { return integers[1]; }

const Place& float_result() { return floats[0]; }

const Place& result_address() {
  static constexpr Place x8 = general("x8", 8);
  return x8;
}

// Default NaN, alternative half precision, or both.
void set_unusual_control(Registers& registers) {
  constexpr std::uint64_t unusual[] = {1ULL << 25, 1ULL << 26, 3ULL << 25};
  registers.fpcr = unusual[random_sentinel() % 3];
  registers.flags = (random_sentinel() & 0xf) << 28;
}

void set_count_of_vectors(Registers&, std::size_t) {}

std::vector<Violation> control_violations(const Registers& before,
                                          const Registers& after) {
  if (before.fpcr == after.fpcr) return {};
  return {{Rule::float_control_changed,
           "FPCR holds " + hex(before.fpcr) + " on return, as before the call",
           "FPCR not restored: found " + hex(after.fpcr)}};
}

std::vector<Violation> call_violations(const Registers&) { return {}; }

std::uint64_t frame_pointer(const Registers& registers) {
  return registers.general[29];
}

std::uint64_t count_of_vectors(const Registers&) { return 0; }

std::uint64_t return_address(const Registers& at_entry) {
  return at_entry.general[30];
}

void answer_callback(Registers& registers, std::uint64_t answer) {
  registers.general[0] = answer;
  registers.general[30] = random_sentinel();
  know_value(registers.general[30], Origin::callee, "x30");
}

extern "C" void heaplab_abi_callback_by_x30();

const void* callback_entry(bool by_x30) {
  return reinterpret_cast<const void*>(by_x30 ? &heaplab_abi_callback_by_x30
                                              : &heaplab_abi_callback);
}

const Place* lost_by_callback() {
  static constexpr Place x17 = general("x17", 17);
  return &x17;
}

}  // namespace heaplab::abi
