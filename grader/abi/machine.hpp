// What differs between the two instruction sets: the registers, what the
// calling convention says about each, and how a fault is read. Implemented in
// x86-64/ and aarch64/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "abi/case.hpp"
#include "abi/checked_call.hpp"

#if defined(__x86_64__)
#include "abi/x86-64/registers.hpp"
#elif defined(__aarch64__)
#include "abi/aarch64/registers.hpp"
#else
#error "the register checker knows x86-64 and AArch64"
#endif

namespace heaplab::abi {

// Where a register stands in Registers.
struct Place {
  const char* name;
  std::size_t offset;  // bytes
  std::size_t words;   // 1, or 2 for a whole vector register
};

std::uint64_t& word_at(Registers& registers, const Place& place,
                       std::size_t index = 0);
std::uint64_t word_at(const Registers& registers, const Place& place,
                      std::size_t index = 0);

// Callee-saved. psABI, figure 3.4; AAPCS64, 6.1.1 and 6.1.2.
std::span<const Place> preserved_registers();
// What a callee may change, but for the result and what the call itself
// changes.
std::span<const Place> scratch_registers();
// All but the stack pointer.
std::span<const Place> all_registers();

std::span<const Place> integer_arguments();
std::span<const Place> float_arguments();
const Place& integer_result();
const Place& second_integer_result();
const Place& float_result();
const Place& result_address();  // of a result in memory

// Values of the control registers that are permitted and unusual; the rounding
// of double arithmetic stays as it is.
void set_unusual_control(Registers& registers);
// For functions with variable arguments: in al on x86-64.
void set_count_of_vectors(Registers& registers, std::size_t vectors);
// The direction flag, control words, x87 stack: what `after` broke.
std::vector<Violation> control_violations(const Registers& before,
                                          const Registers& after);
// What a call may not have: the direction flag set.
std::vector<Violation> call_violations(const Registers& at_entry);

std::uint64_t frame_pointer(const Registers& registers);
// What a variadic callee is told in al; 0 on AArch64.
std::uint64_t count_of_vectors(const Registers& registers);
// Return address of a callee that has just been entered.
std::uint64_t return_address(const Registers& at_entry);

// How the callback returns, but for what it destroys.
void answer_callback(Registers& registers, std::uint64_t answer);
// The callback's code. On AArch64 it returns through x17, with another value in
// x30, or through x30; elsewhere both are one.
const void* callback_entry(bool by_x30);
// The register that the first of them cannot help losing; null: there is none.
const Place* lost_by_callback();

// Memory that the assembly loads from and saves to.
struct CallState {
  Registers before;
  Registers after;
  const void* target;
  std::uint64_t own_stack;  // of the checker, while the function runs
};

static_assert(offsetof(CallState, after) == ABI_AFTER);
static_assert(offsetof(CallState, target) == ABI_TARGET);
static_assert(offsetof(CallState, own_stack) == ABI_OWN_STACK);

extern "C" {
extern CallState heaplab_abi_state;
// Loads `before`, calls `target` on the stack in `before`, fills `after`.
void heaplab_abi_call();
// Where the function returns to. May be jumped to with any register contents.
extern const char heaplab_abi_returned[];

// For the callback: `before` is how it was entered, `after` is how it returns.
extern CallState heaplab_abi_callback_state;
void heaplab_abi_callback();

std::uint64_t heaplab_abi_chain_end(std::uint64_t (*function)(void*),
                                    void* argument);
}

}  // namespace heaplab::abi
