// What must hold of the frames of a call stack, looked at from outside.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "judge/lockstep.hpp"

namespace heaplab::judge {
namespace {

// Pairs that are looked at after every operation: of the newest frames, and of
// others in turn.
constexpr std::size_t newest_pairs = 4;
constexpr std::size_t pairs_in_turn = 8;

constexpr std::array word_names = {"saved frame pointer", "return address"};

std::uint64_t word_at(const std::byte* place, std::size_t k) {
  std::uint64_t word = 0;
  std::memcpy(&word, place + k * sizeof word, sizeof word);
  return word;
}

std::uint64_t word_of(const ModelFrame& frame, std::size_t k) {
  return k == 0 ? frame.saved : frame.return_address;
}

}  // namespace

// The region that the class was given: all of the heap behind its object.
std::uint64_t Lockstep::stack_limit() const {
  const std::uint64_t object = player_.read(player_.response().object_bytes);
  return player_.heap_base() + std::min(heap_bytes(), (object + 15) / 16 * 16);
}

std::uint64_t Lockstep::stack_top() const {
  return player_.heap_base() + heap_bytes();
}

void Lockstep::check_frame_pointer(std::uint64_t address) {
  if (address % 16 != 0)
    fail(FindingKind::misaligned, "a frame pointer at a multiple of 16",
         fmt::format("{}, which is {} more than one", place(view(), address),
                     address % 16),
         address);
  if (address < stack_limit() || address > stack_top() - pair_bytes)
    fail(FindingKind::outside_heap,
         fmt::format("a pair of {} bytes at the frame pointer, within the "
                     "stack, which is {} bytes long",
                     pair_bytes, stack_top() - stack_limit()),
         "a frame pointer at " + place(view(), address), address);
  const auto other = payloads_.overlapping(address, pair_bytes);
  if (other)
    fail(FindingKind::overlap, "a pair that shares no byte with a live payload",
         fmt::format("the pair at {} lies over {}, {} bytes at {}",
                     place(view(), address), block_name(*other),
                     payloads_[*other].bytes,
                     place(view(), payloads_[*other].address)),
         address);
  if (frames_.empty() || address < frames_.newest_pointer()) return;
  fail(FindingKind::wrong_chain,
       fmt::format("a frame pointer below that of the caller, call {}, at {}: "
                   "the stack grows down",
                   trace_.ids[frames_.newest().slot],
                   place(view(), frames_.newest_pointer())),
       "one at " + place(view(), address), address);
}

// Of the frame that was just pushed.
void Lockstep::check_pair_written() {
  const ModelFrame& frame = frames_.newest();
  const std::byte* pair = bytes_at(frame.frame_pointer);
  const std::uint64_t saved = word_at(pair, 0);
  const std::uint64_t returns_to = word_at(pair, 1);
  if (saved == frame.saved && returns_to == frame.return_address) return;
  const bool swapped =
      saved == frame.return_address && returns_to == frame.saved;
  fail(FindingKind::wrong_chain,
       fmt::format(
           "the pair at {}: {:#x}, the frame pointer of {}, then {:#x}, "
           "the return address",
           place(view(), frame.frame_pointer), frame.saved,
           frame.saved == 0 ? "the caller, which has none" : "the caller",
           frame.return_address),
       fmt::format("{:#x}, then {:#x}{}", saved, returns_to,
                   swapped ? ": they are the wrong way round" : ""),
       frame.frame_pointer + (saved == frame.saved ? 8 : 0));
}

// Locals, or an allocation in a frame.
void Lockstep::check_bytes(const trace::Operation& operation,
                           std::uint64_t address) {
  const char* what =
      operation.kind == trace::OperationKind::call ? "locals" : "an allocation";
  if (address % 16 != 0)
    fail(FindingKind::misaligned, fmt::format("{} at a multiple of 16", what),
         fmt::format("{}, which is {} more than one", place(view(), address),
                     address % 16),
         address);
  const std::uint64_t top = stack_top();
  if (address < stack_limit() || address > top ||
      operation.bytes > top - address)
    fail(FindingKind::outside_heap,
         fmt::format("{} bytes within the stack, which is {} bytes long",
                     operation.bytes, top - stack_limit()),
         fmt::format("{} at {}", what, place(view(), address)), address);
  if (operation.bytes == 0) return;
  if (const auto pair = frames_.pair_over(address, operation.bytes))
    fail(FindingKind::overlap,
         fmt::format("{} that share no byte with the pair of a frame", what),
         fmt::format("{} … {} lies over the pair of call {} at {}",
                     place(view(), address),
                     place(view(), address + operation.bytes),
                     trace_.ids[frames_[*pair].slot],
                     place(view(), frames_[*pair].frame_pointer)),
         address);
  if (const auto other = payloads_.overlapping(address, operation.bytes))
    fail(FindingKind::overlap, "bytes that no other frame or allocation has",
         fmt::format(
             "{} … {} lies over {}, {} bytes at {}", place(view(), address),
             place(view(), address + operation.bytes), block_name(*other),
             payloads_[*other].bytes, place(view(), payloads_[*other].address)),
         address);
}

void Lockstep::check_stack_refusal(const trace::Operation& operation,
                                   std::uint64_t exact_bytes) {
  const std::uint64_t all = stack_top() - stack_limit();
  const std::uint64_t used = std::min(all, frames_.exact_bytes());
  if (exact_bytes > all - used) return;
  fail(FindingKind::refused_while_free,
       fmt::format("{} bytes: of a stack of {} bytes the live frames need {}, "
                   "so {} are left",
                   operation.bytes, all, used, all - used),
       "nullptr");
}

void Lockstep::verify_pair(std::size_t index) {
  ModelFrame& frame = frames_[index];
  for (std::size_t k = 0; k < 2; ++k)
    if (word_at(bytes_at(frame.frame_pointer), k) != word_of(frame, k))
      throw PairDamaged{index, k};
  frame.verified_at = current_;
}

// After an operation. The newest frames stand beside what it touched.
void Lockstep::check_frames() {
  if (!payloads_.by_address().empty())
    check_neighbours(kind_ == TraceKind::call_stack
                         ? payloads_.by_address().begin()->first
                         : last_address_[now().slot]);
  if (kind_ == TraceKind::call_stack) check_pairs();
}

void Lockstep::check_pairs() {
  const std::size_t count = frames_.size();
  for (std::size_t k = count - std::min(count, newest_pairs); k < count; ++k)
    verify_pair(k);
  for (std::size_t k = 0; k < std::min(count, pairs_in_turn); ++k) {
    if (next_pair_ >= count) next_pair_ = 0;
    verify_pair(next_pair_++);
  }
  if (!watch_.pair || current_ < watch_.from) return;
  if (const auto frame = frames_.find(watch_.slot)) verify_pair(*frame);
}

// A second replay that watches the pair names the operation that did it.
Finding Lockstep::pair_damage_found(const PairDamaged& damage) {
  const ModelFrame& frame = frames_[damage.frame];
  const bool exact = watch_.pair && watch_.slot == frame.slot;
  if (!exact) {
    const Watch watch{frame.slot, frame.verified_at + 1, true};
    Replay again = Lockstep(trace_, submission_, limits_, watch).run();
    if (again.finding &&
        again.finding->kind == FindingKind::caller_frame_overwritten)
      return *again.finding;
  }
  const std::uint64_t found =
      word_at(bytes_at(frame.frame_pointer), damage.word);
  Finding finding = describe(
      FindingKind::caller_frame_overwritten,
      fmt::format("the {} of call {}, at {}, stays {:#x} while its frame lives",
                  word_names[damage.word], trace_.ids[frame.slot],
                  place(view(), frame.frame_pointer + 8 * damage.word),
                  word_of(frame, damage.word)),
      fmt::format(
          "it became {:#x} {}", found,
          exact || frame.verified_at + 1 == current_
              ? "during this operation"
              : fmt::format("after line {} and before this operation",
                            trace_.operations[frame.verified_at].line)));
  finding.heap = picture(frame.frame_pointer + 8 * damage.word);
  return finding;
}

}  // namespace heaplab::judge
