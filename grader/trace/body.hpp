// The operation lines of a trace, in the kit's own format and in those of
// others, which are parts of it with looser rules.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "trace/fields.hpp"
#include "trace/live_blocks.hpp"
#include "trace/trace.hpp"

namespace heaplab::trace {

enum class Dialect : std::uint8_t {
  kit,
  rep,     // CS:APP: also `w id n`; r of an id not seen before allocates
  script,  // Stanford CS 107: r of an id that is not live allocates
};

inline constexpr std::uint64_t largest_id = 0xffffffff;
inline constexpr std::uint64_t largest_mark = 65535;

// A power of two. Throws InputError.
std::uint64_t alignment_at(const Fields& fields, std::size_t index);

// Appends operations to a trace, line after line.
class Body {
 public:
  Body(Trace& trace, Dialect dialect) : trace_(trace), dialect_(dialect) {}

  // Takes one line that is not blank. Throws InputError.
  void add(const Line& line);
  // After the last line. Throws InputError for a coroutine whose stack is too
  // small for its frames.
  void finish();

  // Lines taken, expect lines apart.
  std::uint64_t operations() const { return operations_; }

 private:
  void add_allocation(const Fields& fields, OperationKind kind);
  void add_reallocation(const Fields& fields);
  void add_deallocation(const Fields& fields);
  void add_mark(const Fields& fields);
  void add_release(const Fields& fields);
  void add_expectation(const Fields& fields);
  void add_call_operation(const Fields& fields, OperationKind kind);
  void require_no_mix(const Fields& fields, OperationKind kind);

  // body_misuse.cpp
  void add_misuse_operation(const Fields& fields, OperationKind kind);
  Operation misuse_request(const Fields& fields, OperationKind kind);
  Operation misuse_delete(const Fields& fields, OperationKind kind);
  Operation misuse_reallocation(const Fields& fields);
  Operation misuse_access(const Fields& fields, OperationKind kind);
  Operation misuse_copy(const Fields& fields);
  Operation misuse_free_at(const Fields& fields);
  Operation site(const Fields& fields);
  void require_misuse_alone(const Fields& fields, OperationKind kind);
  void require_family(const Fields& fields, OperationKind kind) const;
  std::uint32_t nameable_slot(const Fields& fields, std::size_t index) const;
  std::int64_t offset_at(const Fields& fields, std::size_t index) const;
  void require_within(const Fields& fields, std::size_t index,
                      std::uint32_t slot, std::int64_t offset,
                      std::uint64_t bytes, std::uint64_t around) const;
  void require_free(const Fields& fields, std::size_t index,
                    std::uint32_t slot) const;
  std::uint32_t coroutine_slot(const Fields& fields) const;
  std::uint32_t frame_slot(const Fields& fields) const;
  void require_legal(const Fields& fields, const Operation& operation) const;
  void require_stack(std::uint32_t coroutine) const;
  void push(Operation operation, const Line& line);

  std::uint64_t id_at(const Fields& fields, std::size_t index) const;
  // The slot of an id that was allocated at some time.
  std::uint32_t known_slot(const Fields& fields, std::size_t index) const;
  std::uint32_t live_slot(const Fields& fields, std::size_t index) const;
  std::uint32_t slot_to_allocate(const Fields& fields, std::size_t index = 1);
  bool is_reallocation_of_null(std::uint64_t id) const;
  void require_freed(const Fields& fields, std::size_t index) const;
  void require_reallocated(const Fields& fields, std::size_t index) const;

  Trace& trace_;
  Dialect dialect_;
  LiveBlocks live_;
  std::unordered_map<std::uint64_t, std::uint32_t> slots_;  // by id
  std::uint64_t operations_ = 0;
  std::uint32_t first_heap_line_ = 0;  // 0: no operation on a heap
  std::uint32_t first_call_line_ = 0;
  std::uint32_t first_misuse_line_ = 0;
  std::uint32_t first_mark_line_ = 0;
  std::uint32_t first_expect_line_ = 0;
  std::uint32_t exit_line_ = 0;
  std::unordered_map<std::uint32_t, Line> spawns_;  // of live coroutines
};

}  // namespace heaplab::trace
