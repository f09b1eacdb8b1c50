#include "judge/program.hpp"

#include <bit>

namespace heaplab::judge {

using player::TimedOperation;
using trace::OperationKind;

std::vector<TimedOperation> make_program(const trace::Trace& trace) {
  std::vector<TimedOperation> program;
  for (const auto& operation : trace.operations) {
    const int log2 =
        operation.alignment ? std::countr_zero(operation.alignment) : 0;
    const bool expect = operation.kind == OperationKind::expect;
    program.push_back({static_cast<std::uint8_t>(operation.kind),
                       static_cast<std::uint8_t>(log2), 0,
                       expect ? 0 : operation.slot, operation.bytes});
  }
  return program;
}

player::Command command_for(OperationKind kind) {
  using player::Command;
  switch (kind) {
    case OperationKind::allocate:
      return Command::allocate;
    case OperationKind::allocate_zeroed:
      return Command::allocate_zeroed;
    case OperationKind::allocate_aligned:
      return Command::allocate_aligned;
    case OperationKind::reallocate:
      return Command::reallocate;
    case OperationKind::deallocate:
    case OperationKind::deallocate_null:
      return Command::deallocate;
    case OperationKind::mark:
      return Command::mark;
    case OperationKind::release:
      return Command::release;
    case OperationKind::expect:
      break;
  }
  return Command::none;
}

}  // namespace heaplab::judge
