// One trace in lockstep: an operation, then the judge's checks, then the next.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "judge/end_in_words.hpp"
#include "judge/frame_model.hpp"
#include "judge/judge.hpp"
#include "judge/mapping_model.hpp"
#include "judge/misuse_model.hpp"
#include "judge/misuse_reports.hpp"
#include "judge/payload_content.hpp"
#include "judge/payloads.hpp"
#include "judge/picture.hpp"
#include "judge/player_process.hpp"
#include "judge/program.hpp"
#include "trace/live_blocks.hpp"

namespace heaplab::judge {

// A payload to look at after every operation, from one on: how a second replay
// finds the operation that damaged it.
struct Watch {
  std::uint32_t slot = 0;
  std::size_t from = ~std::size_t{0};  // index of an operation
  bool pair = false;  // not the payload: the pair of the frame of that call
};

class Lockstep {
 public:
  Lockstep(const trace::Trace& trace, const Submission& submission,
           const Limits& limits, Watch watch = {});

  Replay run();

 private:
  struct Failed {
    Finding finding;
  };
  // A payload whose bytes changed at a time that is not known exactly.
  struct Damaged {
    std::uint32_t slot;
    std::uint64_t offset;
    std::size_t verified_at;
  };
  // The same of the pair of a frame; `word` is 0 or 1.
  struct PairDamaged {
    std::size_t frame;
    std::size_t word;
  };

  // lockstep_start.cpp
  void start();
  void require(player::Command command, const char* function);
  void require_class();

  // lockstep.cpp: the operations.
  void perform(const trace::Operation& operation);
  void allocate(const trace::Operation& operation);
  void reallocate(const trace::Operation& operation);
  void deallocate(const trace::Operation& operation);
  void release(const trace::Operation& operation);
  void command(player::Command command, std::uint64_t first = 0,
               std::uint64_t second = 0);
  void grant(const trace::Operation& operation, std::uint64_t address);

  // lockstep_frames.cpp: a call stack.
  void perform_on_stack(const trace::Operation& operation);
  void call(const trace::Operation& operation);
  void allocate_in_frame(const trace::Operation& operation);
  void leave(const trace::Operation& operation);
  void unwind(const trace::Operation& operation);
  void remember(const trace::Operation& operation, std::uint64_t address);
  void end_payloads();

  // lockstep_frame_checks.cpp: what must hold of its frames.
  void check_frame_pointer(std::uint64_t address);
  void check_bytes(const trace::Operation& operation, std::uint64_t address);
  void check_pair_written();
  void check_stack_refusal(const trace::Operation& operation,
                           std::uint64_t exact_bytes);
  void check_frames();
  void check_pairs();
  void verify_pair(std::size_t frame);
  Finding pair_damage_found(const PairDamaged& damage);
  std::uint64_t stack_limit() const;
  std::uint64_t stack_top() const;

  // lockstep_frame_looks.cpp: what it says of itself, and uses beside them.
  void check_stack();
  void check_frame_walk();
  void look_below();
  std::uint64_t walk_sum() const;

  // lockstep_coroutines.cpp: coroutines, which the player runs.
  void perform_on_coroutines(const trace::Operation& operation);
  void spawn(const trace::Operation& operation);
  void resume(const trace::Operation& operation);
  void take_bytes(const trace::Operation& operation);
  void check_control(const trace::Operation& operation, std::uint64_t before);
  void check_entered(const trace::Operation& operation);
  void check_in_stack(const trace::Operation& operation, std::uint64_t address);
  void check_registers();
  std::string control(std::uint64_t place) const;
  std::uint64_t wanted_control() const;
  std::uint64_t live_stack_bytes() const;

  // lockstep_checks.cpp: what must hold after each.
  void check_place(const trace::Operation& operation, std::uint64_t address);
  void check_zeroed(std::uint64_t address, std::uint64_t bytes);
  void check_refusal(const trace::Operation& operation);
  void check_heap();
  void check_private_memory();
  void check_anonymous_memory();
  void check_long_answers();
  void check_mapped_memory(std::uint64_t before);
  void after(const trace::Operation& operation);
  void note_payload();

  // lockstep_misuse.cpp: a debugging allocator.
  void name_sites();
  void perform_misuse(const trace::Operation& operation);
  void request_memory(const trace::Operation& operation);
  void reallocate_memory(const trace::Operation& operation);
  void move_memory(const trace::Operation& operation, std::size_t old,
                   std::uint32_t slot, std::uint64_t address);
  void free_memory(const trace::Operation& operation);
  void free_nowhere(const trace::Operation& operation);
  void write_memory(const trace::Operation& operation);
  void copy_memory(const trace::Operation& operation);
  void end_program();
  void memory_command(player::Command command, player::MemoryRequest request);
  void take_memory(const trace::Operation& operation, std::uint32_t slot,
                   std::uint64_t address, std::uint64_t bytes);
  void give_memory(std::size_t block);
  MisuseSite site_now() const { return sites_[current_]; }
  std::size_t block_of(std::uint32_t slot) const;
  bool stands(std::size_t block, const trace::Operation& operation) const;

  // lockstep_misuse_checks.cpp
  void check_no_reports();
  void check_reports(const std::vector<MisuseError>& required);
  void check_memory_place(std::uint64_t address, std::uint64_t bytes,
                          std::uint64_t alignment);
  void check_new_bytes(std::size_t block);
  void check_image(std::size_t block);
  void check_loose_blocks();
  void check_images();
  void check_statistics();
  void check_leaks();
  void check_ordinary_leaks();
  void after_misuse();
  void finish_misuse();

  // lockstep_misuse_findings.cpp: the same in words.
  [[noreturn]] void fail_misuse(FindingKind kind, std::string expected,
                                std::string actual, std::size_t block,
                                std::int64_t offset = 0);
  [[noreturn]] void fail_difference(const MisuseDifference& difference);
  std::string misuse_block(std::size_t block) const;
  std::string site_text(const player::SiteRecord& site) const;
  std::string error_text(const MisuseError& error) const;
  std::string report_text(const player::ErrorRecord& report) const;
  std::string block_at(std::uint64_t address) const;
  std::vector<std::string> misuse_steps(std::size_t block) const;
  std::string draw_guards(std::size_t block, std::int64_t offset) const;

  // lockstep_looks.cpp: what it says of itself.
  void look_at_blocks();
  void check_walk();
  void check_checker();

  // lockstep_mappings.cpp: the same of mappings.
  void follow_mappings();
  void look_at_mappings();
  void check_unmapped();
  void check_mapping_refused(const trace::Operation& operation,
                             std::uint64_t overhead);

  // lockstep_totals.cpp: what it comes to.
  void finish();
  void check_heap_calls(std::uint64_t bytes);
  void note_footprint(std::uint64_t heap_reached);
  std::uint64_t footprint() const;

  // lockstep_payloads.cpp: that payloads keep their bytes.
  void check_neighbours(std::uint64_t address);
  void sweep();
  void verify(std::uint32_t slot);
  void verify_edges(std::uint32_t slot);
  void verify_all();

  // lockstep_expect.cpp
  void expect(const trace::Operation& operation);
  std::vector<player::BlockRecord> walk();

  // lockstep_findings.cpp: in words.
  Finding describe(FindingKind kind, std::string expected,
                   std::string actual) const;
  [[noreturn]] void fail(FindingKind kind, std::string expected,
                         std::string actual, std::uint64_t focus = 0);
  [[noreturn]] void fail_ended();
  Finding damage_found(const Damaged& damage);
  std::string step(std::size_t index) const;
  std::vector<std::string> steps(std::uint32_t slot) const;
  std::string block_name(std::uint32_t slot) const;
  std::string picture(std::uint64_t focus) const;
  HeapView view() const;

  // Never more than there is, whatever the player says: what lies below may be
  // touched.
  std::uint64_t heap_bytes() const;
  std::byte* bytes_at(std::uint64_t address);
  PayloadPlace payload_at(std::uint64_t address, std::uint64_t bytes);
  const trace::Operation& now() const { return trace_.operations[current_]; }

  const trace::Trace& trace_;
  const Submission& submission_;
  const Limits& limits_;
  const Watch watch_;
  const TraceKind kind_;
  std::uint64_t heap_limit_;
  PlayerProcess player_;
  MappingModel mappings_;
  Payloads payloads_;
  trace::LiveBlocks blocks_;  // as the trace has it: refused or not
  std::vector<std::uint64_t> last_address_;      // by slot, also when freed
  std::vector<std::uint64_t> previous_address_;  // by slot, before its realloc
  std::vector<std::uint64_t> marks_;
  std::vector<bool> refused_;  // by slot: its last request
  FrameModel frames_;
  RefusedFrames refused_frames_;
  std::uint64_t lowest_granted_ = 0;  // of the stack: the lowest byte ever
  std::size_t next_pair_ = 0;         // to be looked at
  // By slot, of coroutines: the stack pointer that they began with, 0 before;
  // and of blocks, the slot of the coroutine that they belong to.
  std::vector<std::uint64_t> entered_at_;
  std::vector<std::uint32_t> owner_;
  // Of a misuse trace: by slot the number of the block, and one, in the model;
  // what must be reported in this operation.
  MisuseModel misuse_;
  std::vector<std::size_t> misuse_blocks_;
  std::vector<MisuseError> required_;
  std::vector<MisuseSite> sites_;  // by operation
  std::size_t next_image_ = 0;
  bool exited_ = false;
  bool exit_is_implied_ = false;  // and goes on now
  Replay replay_;
  std::size_t current_ = 0;
  bool begun_ = false;             // an operation of the trace has been sent
  std::uint64_t cleared_to_ = 0;   // the heap's bytes from here on are zero
  std::uint64_t heap_before_ = 0;  // its size, and the player's counts, as
  std::uint64_t heap_calls_ = 0;   // they were last
  std::uint64_t heap_new_pages_ = 0;
  std::uint64_t private_before_ = 0;
  std::uint64_t anonymous_before_ = 0;
  std::uint64_t next_tag_ = 1;
  std::uint32_t sweep_slot_ = 0;
  std::uint64_t sweep_credit_ = 0;
  std::size_t look_every_ = 1;
  double footprint_sum_ = 0;
  double payload_sum_ = 0;
};

}  // namespace heaplab::judge
