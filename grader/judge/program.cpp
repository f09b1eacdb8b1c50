#include "judge/program.hpp"

#include <algorithm>
#include <bit>
#include <filesystem>

#include "judge/frame_model.hpp"
#include "judge/judge.hpp"
#include "trace/live_blocks.hpp"

namespace heaplab::judge {

using player::TimedOperation;
using trace::OperationKind;

TraceKind kind_of(const trace::Trace& trace) {
  const auto has = [&](OperationKind kind) {
    return std::any_of(trace.operations.begin(), trace.operations.end(),
                       [&](const trace::Operation& operation) {
                         return operation.kind == kind;
                       });
  };
  if (trace::is_misuse(trace)) return TraceKind::misuse;
  if (has(OperationKind::spawn)) return TraceKind::coroutines;
  const bool frames =
      has(OperationKind::call) || has(OperationKind::walk_frames);
  return frames ? TraceKind::call_stack : TraceKind::heap;
}

std::vector<std::string> site_files(const trace::Trace& trace) {
  std::vector<std::string> names = {
      std::filesystem::path(trace.path).filename().string()};
  names.insert(names.end(), trace.files.begin(), trace.files.end());
  names.resize(std::min(names.size(), player::most_site_files));
  return names;
}

std::vector<MisuseSite> sites_of(const trace::Trace& trace) {
  std::vector<MisuseSite> sites;
  bool told = false;
  MisuseSite at;
  for (const auto& operation : trace.operations) {
    const auto number = static_cast<std::uint32_t>(sites.size() + 1);
    if (operation.kind == OperationKind::site) {
      told = operation.slot != trace::own_site;
      at = {operation.slot + 1, static_cast<std::uint32_t>(operation.bytes)};
    }
    // What stands in no file has the line that it would have there.
    if (!told) at = {0, operation.line != 0 ? operation.line : number};
    sites.push_back(at);
  }
  return sites;
}

std::vector<player::MisuseStep> misuse_steps(const trace::Trace& trace) {
  const std::vector<MisuseSite> sites = sites_of(trace);
  std::vector<player::MisuseStep> steps;
  for (const auto& operation : trace.operations) {
    const MisuseSite& site = sites[steps.size()];
    const bool copies = operation.kind == OperationKind::copy;
    const trace::Source source =
        copies ? trace.sources[operation.second] : trace::Source{};
    steps.push_back({operation.alignment, copies ? 0 : operation.second,
                     source.slot, source.offset, site.file, site.line});
  }
  return steps;
}

std::vector<TimedOperation> make_program(const trace::Trace& trace) {
  std::vector<TimedOperation> program;
  for (const auto& operation : trace.operations) {
    const int log2 =
        operation.alignment ? std::countr_zero(operation.alignment) : 0;
    const bool expect = operation.kind == OperationKind::expect ||
                        operation.kind == OperationKind::site;
    program.push_back({static_cast<std::uint8_t>(operation.kind),
                       static_cast<std::uint8_t>(log2), 0,
                       expect ? 0 : operation.slot, operation.bytes});
  }
  return program;
}

std::vector<TimedOperation> make_program(
    const trace::Trace& trace, const std::vector<std::uint64_t>& offsets) {
  std::vector<TimedOperation> program = make_program(trace);
  if (kind_of(trace) != TraceKind::call_stack) return program;
  trace::LiveBlocks blocks;
  RefusedFrames refused;
  for (std::size_t k = 0; k < program.size(); ++k) {
    const trace::Operation& operation = trace.operations[k];
    if (operation.kind == OperationKind::expect) continue;
    blocks.apply(operation);
    if (refused.skips(operation, blocks))
      program[k].kind = static_cast<std::uint8_t>(OperationKind::expect);
    else if (operation.kind == OperationKind::call && offsets[k] == no_offset)
      refused.add(operation.slot);
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
    case OperationKind::call:
      return Command::call;
    case OperationKind::frame_allocate:
      return Command::frame_allocate;
    case OperationKind::leave:
      return Command::leave;
    case OperationKind::unwind:
      return Command::unwind;
    case OperationKind::walk_frames:
      return Command::walk_frames;
    case OperationKind::spawn:
      return Command::spawn;
    case OperationKind::resume:
      return Command::resume;
    case OperationKind::yield:
      return Command::yield;
    case OperationKind::finish:
      return Command::finish;
    default:
      break;
  }
  return Command::none;
}

}  // namespace heaplab::judge
