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

}  // namespace heaplab::judge
