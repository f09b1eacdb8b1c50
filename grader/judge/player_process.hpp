// One player: a confined process with one submission, one heap, and the judge's
// end of what they share. Nothing that it writes is trusted.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "judge/judge.hpp"
#include "judge/memory_plan.hpp"
#include "judge/shared_memory.hpp"
#include "player/mapping_table.hpp"
#include "player/protocol.hpp"
#include "player/yielding.hpp"
#include "support/unique_fd.hpp"

namespace heaplab::judge {

// What a player may gain in private pages from before it loads a submission on:
// relocations and a little stack. 12 KiB are usual; a memory of earlier passes
// does not fit.
inline constexpr std::uint64_t private_page_allowance = 48 << 10;

struct PlayerOptions {
  std::uint64_t heap_limit = 0;    // bytes
  std::uint64_t heap_address = 0;  // 0: any
  std::uint64_t mapped_limit = 0;  // bytes; 0: map() always refuses
  bool fill_new_heap = false;      // junk in what grow() returns
  bool keep_events = false;        // calls of map() and the like are told
  bool trusted = false;            // no submission: it runs unconfined
  const std::vector<player::TimedOperation>* program = nullptr;
  std::uint64_t slots = 0;  // of the program
  std::uint64_t marks = 0;
  bool coroutines = false;  // one for each slot, perhaps
  int core = -1;            // to run on; -1: any
};

// Why the player did not answer.
struct PlayerEnd {
  enum class Kind { ended, time_out, output_limit } kind = Kind::ended;
  // As the player told it, unverified; `none` when it told nothing.
  player::Ending ending = player::Ending::none;
  int number = 0;  // signal or system call
  std::uint64_t fault_address = 0;
  std::uint64_t program_counter = 0;
  std::uint64_t stack_pointer = 0;
  std::vector<std::uint64_t> frames;  // innermost first
  std::string text;
  // As the kernel told it.
  int exit_code = -1;
  int signal = 0;
  bool wall_clock = false;  // time_out: it slept rather than computed
};

class PlayerProcess {
 public:
  // Starts the player and waits until it is confined. Throws GraderError.
  PlayerProcess(const Submission& submission, const Limits& limits,
                const PlayerOptions& options);
  ~PlayerProcess();
  PlayerProcess(const PlayerProcess&) = delete;
  PlayerProcess& operator=(const PlayerProcess&) = delete;

  // Sends a command and waits for the answer. False when the player has ended
  // instead or was ended for taking too long; end() says how.
  bool run(player::Command command, std::uint64_t first = 0,
           std::uint64_t second = 0);
  const PlayerEnd& end() const { return end_; }
  // The same of a call at a debugging allocator.
  bool run(player::Command command, const player::MemoryRequest& call);
  // Names of files for the sites of those calls; at most most_site_files. Of
  // a long one the begin.
  void name_sites(const std::vector<std::string>& files);

  // A copy of a value that the player can change at any time.
  template <typename T>
  T read(const T& shared) const {
    T copy;
    std::memcpy(&copy, const_cast<const T*>(&shared), sizeof(T));
    return copy;
  }
  const player::Response& response() const { return *response_; }
  const std::uint64_t* returned() const { return returned_; }
  SharedMemory& heap() { return heap_; }

  // Where there are mappings: the pages that they are made of, and what the
  // player keeps of them.
  bool has_mappings() const { return arena_ != nullptr; }
  SharedMemory& arena() { return *arena_; }
  player::Mappings& mappings() { return *mappings_; }
  std::uint64_t mapped_limit() const { return request_->mapped_limit; }
  // The memory that holds an address, which lies in the heap or in the arena.
  SharedMemory& memory_at(std::uint64_t address) {
    return arena_ && address >= arena_base() ? *arena_ : heap_;
  }
  // Pages of the player's record of its mappings that differ from `expected`,
  // and those of its events, which are none.
  bool record_differs(const player::MappingTable& expected) const;

  // Response::text and Response::blocks are room that a submission could use
  // as memory: they are empty but for the answer to walk and check.
  void clear_long_answers();
  bool long_answers_are_clear() const;

  std::uint64_t heap_base() const {
    return reinterpret_cast<std::uint64_t>(heap_.data());
  }

  std::uint64_t arena_base() const {  // 0: there are no mappings
    return arena_ ? reinterpret_cast<std::uint64_t>(arena_->data()) : 0;
  }

  // From outside, by the kernel's accounts.
  std::uint64_t cpu_ns() const;           // used by the player so far
  std::uint64_t anonymous_bytes() const;  // private memory that exists
  std::uint64_t mapped_bytes() const;  // private writable memory it could use

  // Wipes the list of returned pointers, the arena, and the heap, of which a
  // large one in part and at random: a pass of a timed replay cannot rely on
  // what an earlier one left.
  void wipe_between_passes();
  // Bytes of the shared response that nobody but the submission can have
  // written, in a player that has not walked.
  std::uint64_t stray_response_bytes() const;

  // What the submission has printed so far, raw, bounded by the limit.
  const std::string& output();

 private:
  void describe_heap(const PlayerOptions& options);
  void start(const Submission& submission, const PlayerOptions& options);
  bool wait(std::uint32_t sequence);
  bool sleep_until(std::uint32_t sequence);
  bool keep_waiting(std::uint64_t started_ns, std::uint64_t cpu_before_ns);
  bool has_exited();
  std::uint64_t account(const std::string& file, const std::string& key) const;
  void wipe_arena();
  void drain_output();
  void note_end();
  void ask_where_it_is();
  void kill();

  Limits limits_;
  SharedMemory request_memory_;
  SharedMemory response_memory_;
  MemoryPlan plan_;
  SharedMemory heap_;
  std::unique_ptr<SharedMemory> arena_;
  player::Request* request_;
  player::Response* response_;
  std::uint64_t* returned_;
  std::uint64_t returned_bytes_;
  player::Mappings* mappings_ = nullptr;
  player::Yielding yielding_;
  UniqueFd output_fd_;
  std::string output_;
  std::uint64_t output_total_ = 0;
  pid_t process_ = -1;
  int status_ = 0;
  bool reaped_ = false;
  PlayerEnd end_;
};

// Where the player's program lies: beside this program.
std::filesystem::path player_program();

}  // namespace heaplab::judge
