#include "player/coroutine_loop.hpp"

#include "player/checked_switch.hpp"
#include "player/debug.hpp"
#include "player/malloc_watch.hpp"
#include "support/clock.hpp"
#include "trace/trace.hpp"

namespace heaplab::player {

using trace::OperationKind;

namespace {

OperationKind kind_of(const TimedOperation& operation) {
  return static_cast<OperationKind>(operation.kind);
}

std::uint64_t number(const void* pointer) {
  return reinterpret_cast<std::uint64_t>(pointer);
}

template <typename Function>
const void* code(Function* function) {
  return reinterpret_cast<const void*>(function);
}

CoroutineLoop* the_loop = nullptr;  // for entries

}  // namespace

// At a multiple of 16, in the frame of the caller. Never empty: two of them do
// not share an address.
#define HEAPLAB_RESERVE(bytes) \
  number(__builtin_alloca_with_align((bytes) == 0 ? 1 : (bytes), 128))

CoroutineLoop::CoroutineLoop(std::uint64_t slots, PlayerHeap& heap)
    : heap_(heap), coroutines_(slots), frames_by_slot_(slots) {
  for (std::uint64_t slot = 0; slot < slots; ++slot)
    coroutines_[slot] = {slot + 1, nullptr};
  the_loop = this;
}

void CoroutineLoop::begin(const SubmissionTable& table, void* self) {
  table_ = &table;
  self_ = self;
  unwind_to_ = no_unwinding;
}

inline const TimedOperation* CoroutineLoop::next() {
  *out_ = value_;
  if (++at_ == end_) return next_command();
  ++out_;
  return at_;
}

// Its callers count on at most trace::frame_overhead_bytes of stack beside the
// bytes asked for, and trace::allocation_overhead_bytes for an allocation.
[[gnu::noinline]] void CoroutineLoop::frame(Here here, std::uint64_t bytes,
                                            const TimedOperation* first) {
  if (here.frames > 0) value_ = HEAPLAB_RESERVE(bytes);
  for (const TimedOperation* operation = first ? first : next();;
       operation = next()) {
    switch (kind_of(*operation)) {
      case OperationKind::call:
        frames_by_slot_[operation->slot] = here.frames + 1;
        frame({here.coroutine, here.frames + 1}, operation->bytes, nullptr);
        if (unwind_to_ < here.frames) return;
        unwind_to_ = no_unwinding;
        value_ = here.place();
        break;
      case OperationKind::frame_allocate:
        value_ = HEAPLAB_RESERVE(operation->bytes);
        break;
      case OperationKind::unwind:
        unwind_to_ = frames_by_slot_[operation->slot];
        if (unwind_to_ < here.frames) return;
        unwind_to_ = no_unwinding;
        value_ = here.place();
        break;
      case OperationKind::leave:
      case OperationKind::finish:
        return;
      default:
        perform(*operation, here);
    }
  }
}

// Control comes back here when somebody has given it back.
[[gnu::noinline]] void CoroutineLoop::perform(const TimedOperation& operation,
                                              Here here) {
  switch (kind_of(operation)) {
    case OperationKind::spawn:
      return spawn(operation);
    case OperationKind::resume: {
      void* handle = coroutines_[operation.slot].handle;
      if (timed_)
        table_->resume(self_, handle);
      else
        checked_switch(code(table_->resume), self_, handle);
      break;
    }
    case OperationKind::yield:
      if (timed_)
        table_->yield(self_);
      else
        checked_switch(code(table_->yield), self_, nullptr);
      break;
    default:
      return;
  }
  value_ = here.place();
}

void CoroutineLoop::spawn(const TimedOperation& operation) {
  Coroutine& coroutine = coroutines_[operation.slot];
  coroutine.handle = table_->spawn(self_, operation.bytes,
                                   heaplab_coroutine_entry, &coroutine);
  value_ = coroutine.handle != nullptr;
}

void CoroutineLoop::enter(const Coroutine& coroutine,
                          std::uint64_t stack_pointer) {
  channel.response->entered_at = stack_pointer;
  const std::uint64_t offset = number(&coroutine) - number(coroutines_.data());
  const bool known = offset < coroutines_.size() * sizeof coroutine &&
                     offset % sizeof coroutine == 0;
  const Here here{known ? coroutine.number : nobody, 0};
  value_ = here.place();
  frame(here, 0, nullptr);
}

extern "C" void heaplab_coroutine_entered(void* coroutine,
                                          std::size_t stack_pointer) {
  the_loop->enter(*static_cast<CoroutineLoop::Coroutine*>(coroutine),
                  stack_pointer);
}

}  // namespace heaplab::player
