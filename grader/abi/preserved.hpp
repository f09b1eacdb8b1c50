// Sentinels before a call, and what became of them.
#pragma once

#include "abi/machine.hpp"
#include "abi/values.hpp"

namespace heaplab::abi {

// Random values in all registers but the stack pointer, each known by its name.
void fill_registers(Registers& registers, Origin preserved, Origin scratch);

// register-not-preserved, one for each, then control_violations().
std::vector<Violation> lost_registers(const Registers& before,
                                      const Registers& after);

}  // namespace heaplab::abi
