// Findings of a lockstep replay, in words.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "judge/lockstep.hpp"
#include "judge/picture_stack.hpp"
#include "trace/printable.hpp"
#include "trace/write.hpp"

namespace heaplab::judge {
namespace {

constexpr std::size_t steps_before = 4;

}  // namespace

HeapView Lockstep::view() const {
  auto& heap = const_cast<PlayerProcess&>(player_).heap();
  return {heap.data(),
          player_.heap_base(),
          std::min(heap_bytes(), heap_limit_),
          player_.read(player_.response().object_bytes),
          player_.arena_base(),
          mappings_.live(),
          kind_ == TraceKind::call_stack ? stack_top() : 0};
}

// "block 3"; of a call trace "the locals of call 3 of coroutine 1".
std::string Lockstep::block_name(std::uint32_t slot) const {
  if (kind_ == TraceKind::heap || kind_ == TraceKind::misuse)
    return fmt::format("block {}", trace_.ids[slot]);
  const auto& granted = trace_.operations[payloads_[slot].granted_at];
  const bool locals = granted.kind == trace::OperationKind::call;
  const std::string name = fmt::format(
      "{} {}", locals ? "the locals of call" : "alloca", trace_.ids[slot]);
  if (owner_[slot] == trace::main_stack) return name;
  return fmt::format("{} of coroutine {}", name, trace_.ids[owner_[slot]]);
}

std::string Lockstep::picture(std::uint64_t focus) const {
  if (kind_ == TraceKind::call_stack)
    return draw_stack(view(), frames_, payloads_, trace_,
                      focus ? focus : frames_.lowest(stack_top()));
  return draw_payloads(view(), payloads_, trace_, focus ? focus : view().base);
}

std::string Lockstep::step(std::size_t index) const {
  const auto& operation = trace_.operations[index];
  std::string text = fmt::format("line {}: {}", operation.line,
                                 trace::operation_text(trace_, operation));
  const std::uint64_t offset = replay_.offsets[index];
  if (offset != no_offset)
    text += " → " + place(view(), player_.heap_base() + offset);
  return text;
}

// The last operations, and the last one that gave `slot` its place.
std::vector<std::string> Lockstep::steps(std::uint32_t slot) const {
  if (!begun_ || trace_.operations.empty()) return {};
  std::set<std::size_t> chosen;
  const std::size_t first =
      current_ > steps_before ? current_ - steps_before : 0;
  for (std::size_t k = first; k <= current_; ++k) chosen.insert(k);
  if (slot < trace_.slots() && payloads_.is_live(slot))
    chosen.insert(payloads_[slot].granted_at);
  std::vector<std::string> texts;
  for (const std::size_t k : chosen) texts.push_back(step(k));
  return texts;
}

Finding Lockstep::describe(FindingKind kind, std::string expected,
                           std::string actual) const {
  Finding finding;
  finding.kind = kind;
  finding.trace = trace_.path;
  finding.expected = std::move(expected);
  finding.actual = std::move(actual);
  finding.hint = trace_.hint;
  if (kind_ == TraceKind::call_stack || kind_ == TraceKind::coroutines)
    finding.pictured = "the stack";
  if (!begun_) {
    finding.operation = "the constructor";
    return finding;
  }
  if (trace_.operations.empty()) return finding;
  finding.line = now().line;
  finding.operation = exit_is_implied_ ? "exit, implied at the end"
                                       : trace::operation_text(trace_, now());
  finding.steps = steps(trace_.slots());
  return finding;
}

void Lockstep::fail(FindingKind kind, std::string expected, std::string actual,
                    std::uint64_t focus) {
  Finding finding = describe(kind, std::move(expected), std::move(actual));
  if (begun_) finding.heap = picture(focus);
  throw Failed{finding};
}

void Lockstep::fail_ended() {
  const PlayerEnd& end = player_.end();
  const EndInWords words = end_in_words(end, limits_);
  Finding finding = describe(
      words.kind,
      begun_ ? "the operation comes back" : "the constructor comes back",
      words.actual);
  finding.source =
      end_source(submission_, end, player_.read(player_.response().load_base),
                 player_.read(player_.response().load_end));
  if (begun_)
    finding.heap =
        picture(end.fault_address >= view().base ? end.fault_address : 0);
  throw Failed{finding};
}

// A second replay that watches the payload names the operation that did it.
Finding Lockstep::damage_found(const Damaged& damage) {
  const bool exact = watch_.from <= current_ && damage.slot == watch_.slot;
  const Payload& payload = payloads_[damage.slot];
  if (!exact) {
    const Watch watch{damage.slot, damage.verified_at + 1};
    Replay again = Lockstep(trace_, submission_, limits_, watch).run();
    if (again.finding && again.finding->kind == FindingKind::payload_changed)
      return *again.finding;
  }
  const auto is =
      static_cast<unsigned>(bytes_at(payload.address)[damage.offset]);
  Finding finding = describe(
      FindingKind::payload_changed,
      fmt::format("the {} bytes of {} at {} stay as its owner wrote them",
                  payload.bytes, block_name(damage.slot),
                  place(view(), payload.address)),
      fmt::format(
          "byte {} of it became {:#04x} {}", damage.offset, is,
          exact ? "during this operation"
                : fmt::format("after line {} and before this operation",
                              trace_.operations[damage.verified_at].line)));
  finding.steps = steps(damage.slot);
  finding.heap =
      draw_bytes(view(), payload, damage.offset) + picture(payload.address);
  return finding;
}

std::string safe_output(const std::string& raw) {
  std::string safe;
  for (std::size_t begin = 0; begin < raw.size();) {
    const std::size_t end = std::min(raw.find('\n', begin), raw.size());
    safe += trace::printable(std::string_view(raw).substr(begin, end - begin));
    if (end < raw.size()) safe += '\n';
    begin = end + 1;
  }
  return safe;
}

}  // namespace heaplab::judge
