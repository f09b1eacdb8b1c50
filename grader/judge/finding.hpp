// What was wrong with a submission: one closed list of kinds, and one structure
// that says where, what, and how to see it again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heaplab::judge {

enum class FindingKind : std::uint8_t {
  // Before it runs.
  compile_error,      // the compiler refused it
  load_error,         // no HEAPLAB_SUBMISSION, or it cannot be loaded
  missing_operation,  // the trace asks for an operation that the class lacks
  // What it returned.
  misaligned,          // not a multiple of 16, or of the alignment asked for
  outside_heap,        // not between the heap's begin and end
  overlap,             // shares bytes with a live payload
  not_zeroed,          // allocate_zeroed() left a byte
  refused_while_free,  // nullptr although the heap had room
  // What it did to memory.
  payload_changed,     // a byte of a live payload changed
  realloc_lost_data,   // reallocate() did not keep the common prefix
  wrote_outside_heap,  // bytes beyond the end of the heap were written
  hidden_memory,       // memory from elsewhere than the heap it was given
  global_state,        // more than the permitted bytes of global variables
  // How it ended.
  crash,           // SIGSEGV, SIGBUS, SIGILL, SIGFPE
  stack_overflow,  // SIGSEGV at the end of the stack
  abort,           // abort(), a failed assert, an uncaught exception
  exit,            // it ended the program
  killed,          // ended by a signal that it did not raise itself
  time_out,        // an operation did not come back
  forbidden_call,  // a system call that no allocator needs
  output_limit,    // printed more than the permitted bytes
  // What it says about itself.
  walk_disagrees,       // walk() shows other blocks than the live ones
  checker_false_alarm,  // check() calls a sound heap broken
  checker_missed,       // check() calls a broken heap sound
  expectation_failed,   // an `expect` line of the trace does not hold
  unit_test_failed,
  // Calling conventions and stacks.
  missing_function,          // the file does not define it
  forbidden_symbol,          // it calls what the exercise does not permit
  wrong_language,            // C++ where assembly is asked for
  wrong_answer,              // to a question
  wrong_result,              // of a function
  wrong_argument,            // of a call that it made
  wrong_calls,               // too few calls, or too many
  register_not_preserved,    // a callee-saved one, by name
  stack_pointer_off,         // not what it was, on return
  stack_misaligned,          // at a call
  caller_frame_overwritten,  // words above its own frame
  direction_flag_set,        // x86-64: DF on return
  float_control_changed,     // MXCSR, x87 control word, FPCR
  x87_stack_left,            // x86-64: values left on the x87 stack
  link_register_lost,        // AArch64: a call overwrote x30
  scratch_register_kept,     // a value kept across a call where none survives
  red_zone_kept,             // the same below the stack pointer
  wild_return,               // to an address that is no code
  wild_jump,                 // the same by a call or a jump
  stack_too_deep,            // more stack than the exercise permits
  unprobed_page,    // the stack moved over a page that it did not touch
  wrong_chain,      // of saved frame pointers, or return addresses
  rule_not_broken,  // a function that was to break exactly one rule
  // In real programs, as their malloc.
  program_differs,  // another output, ending or file than with the system's
  data_race,        // two threads at the same bytes, without a lock
  // Memory errors of a program.
  invalid_access,       // of memory that belongs to no block
  out_of_bounds,        // beside a block, an array or an object
  use_after_free,       // of a block that was freed
  use_after_scope,      // of a local whose function or scope has ended
  null_pointer,         // used as if it pointed to something
  double_free,          // of a block that was freed
  bad_free,             // of an address at which no block begins
  mismatched_free,      // new with free, new[] with delete …
  memory_leak,          // lost at the end of the test
  descriptor_leak,      // open at the end of the test
  uninitialised_value,  // a decision, an address or output depends on it
  overlapping_copy,     // memcpy() within itself
  undefined_behaviour,  // seen by the compiler's sanitizer
  library_assertion,    // a precondition of the C++ library
  memory_grows,         // still reachable, and more with each round
  too_much_memory,    // more bytes at once, or more blocks, than the work needs
  other_error,        // reported, and of a kind that the kit does not know
  unreadable_report,  // Valgrind's report is cut off or spoilt
  // Of a debugging allocator.
  error_missed,      // not reported when it had to be
  false_alarm,       // an error that there is not
  wrong_error,       // the error, called another kind
  wrong_site,        // of allocation, of freeing, or of detection
  wrong_block,       // another address, or size
  wrong_distance,    // of the damage from the block
  reused_too_early,  // a freed block had to stay in quarantine
  not_filled,        // new or freed bytes do not hold their pattern
  wrong_leaks,       // other leaks than there are
  wrong_statistics,
  // Of a suppression file.
  suppression_hides,   // an error that is not meant
  suppression_misses,  // the one that is meant
  // Speed.
  too_slow,            // stopped early; no throughput points for the trace
  differs_when_timed,  // returns other addresses when it is being timed
  clock_disagrees,     // the slices' times do not add up to the CPU time used
};

// "payload-changed" for payload_changed, and back.
std::string_view finding_name(FindingKind kind);
std::optional<FindingKind> finding_from_name(std::string_view name);
// All of them, in the order of the enumeration.
const std::vector<FindingKind>& all_finding_kinds();

// Texts are made safe for a terminal: no control character but newline, valid
// UTF-8. Empty where there is nothing to say.
struct Finding {
  FindingKind kind = FindingKind::crash;
  std::string trace;       // path of the trace file, or the unit test's name
  std::uint32_t line = 0;  // in that file; 0: no single operation
  std::string operation;   // "f 0"
  std::string expected;    // one sentence
  std::string actual;      // one sentence
  std::vector<std::string> steps;          // the operations that led there
  std::string heap;                        // a picture in text
  std::string_view pictured = "the heap";  // what it shows; a literal
  std::string source;        // "allocator.cpp:57 in deallocate", frames joined
                             // by newline, innermost first
  std::string hint;          // from the trace's header
  std::string reproduce;     // a command
  std::string shrunk_trace;  // path of the file, or its text before it is saved
  std::string output;        // what the submission printed
};

}  // namespace heaplab::judge
