// Memcheck's errors as findings: what each kind is called.
#include <fmt/format.h>

#include "grade/memory/block_access.hpp"
#include "grade/memory/memcheck_block.hpp"
#include "grade/memory/memcheck_tell.hpp"
#include "grade/memory_error.hpp"

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;
using valgrind::Error;
using valgrind::ErrorKind;

void tell_mismatch(Finding& finding, const Error& error,
                   const StudentFiles& files) {
  const Place place = place_of_error(error, files);
  auto block = block_of(error, files);
  if (!block) block.emplace();
  block->kind = AccessKind::free;
  block->accessed = place;
  tell(finding, FindingKind::mismatched_free,
       "malloc with free, new with delete, new[] with delete[]",
       fmt::format("{} frees by {} a block of {} that {} allocated by {}",
                   who(place), place.innermost,
                   counted(block->block_bytes, "byte"), who(block->allocated),
                   block->allocated.innermost));
  finding.steps = block_steps(*block);
  finding.steps.back() = step_text(place, "freed it");
}

void tell_leak(Finding& finding, const Error& error,
               const StudentFiles& files) {
  const Place place = place_of_error(error, files);
  const char* const fate =
      error.kind == ErrorKind::still_reachable ? "never freed" : "lost";
  tell(finding, FindingKind::memory_leak,
       "every block freed, or owned by something that is left",
       fmt::format("{} in {} that {} allocated: {}",
                   counted(error.leaked_bytes, "byte"),
                   counted(error.leaked_blocks, "block"), who(place), fate));
}

void tell_descriptor(Finding& finding, const Error& error,
                     const StudentFiles& files) {
  const Place place = place_of_error(error, files);
  const std::string file =
      error.path.empty() ? "" : fmt::format(" ({})", error.path);
  if (error.kind == ErrorKind::descriptor_not_closed) {
    return tell(finding, FindingKind::descriptor_leak,
                "every descriptor closed",
                fmt::format("descriptor {}{}, opened {}, is open at the end",
                            error.descriptor, file, at(place)));
  }
  tell(finding, FindingKind::other_error,
       "only open descriptors used, and "
       "each closed once",
       fmt::format("uses descriptor {}{} {}, which is not open",
                   error.descriptor, file, at(place)));
}

void tell_size(Finding& finding, const Error& error,
               const StudentFiles& files) {
  tell(finding, FindingKind::too_much_memory, "sizes that are meant",
       fmt::format("a size {}: {}", at(place_of_error(error, files)),
                   error.what));
}

void tell_other(Finding& finding, const Error& error,
                const StudentFiles& files) {
  tell(finding, FindingKind::other_error, "no error of memory",
       fmt::format("Memcheck reports {}, {}: {}",
                   error.kind_name.empty() ? "an error without a name"
                                           : error.kind_name,
                   at(place_of_error(error, files)), error.what));
}

void tell_overlap(Finding& finding, const Error& error,
                  const StudentFiles& files) {
  tell(finding, FindingKind::overlapping_copy,
       "source and destination apart, or memmove",
       fmt::format("copies {} to bytes that it copies from",
                   at(place_of_error(error, files))));
}

void tell_mismatched_size(Finding& finding, const Error& error,
                          const StudentFiles& files) {
  tell(finding, FindingKind::mismatched_free,
       "the size and alignment that it was allocated with",
       fmt::format("frees a block {} as one of another: {}",
                   at(place_of_error(error, files)), error.what));
}

void tell_kind(Finding& finding, const Error& error,
               const StudentFiles& files) {
  switch (error.kind) {
    case ErrorKind::invalid_read:
    case ErrorKind::invalid_write:
      return tell_access(finding, error, files);
    case ErrorKind::invalid_jump:
      return tell_jump(finding, error, files);
    case ErrorKind::invalid_free:
      return tell_free(finding, error, files);
    case ErrorKind::mismatched_free:
      return tell_mismatch(finding, error, files);
    case ErrorKind::overlap:
      return tell_overlap(finding, error, files);
    case ErrorKind::uninitialised_condition:
    case ErrorKind::uninitialised_value:
    case ErrorKind::syscall_parameter:
      return tell_uninitialised(finding, error, files);
    case ErrorKind::fishy_value:
      return tell_size(finding, error, files);
    case ErrorKind::size_mismatch:
    case ErrorKind::alignment_mismatch:
      return tell_mismatched_size(finding, error, files);
    case ErrorKind::definitely_lost:
    case ErrorKind::indirectly_lost:
    case ErrorKind::possibly_lost:
    case ErrorKind::still_reachable:
      return tell_leak(finding, error, files);
    case ErrorKind::descriptor_not_closed:
    case ErrorKind::descriptor_closed_twice:
    case ErrorKind::descriptor_bad_use:
      return tell_descriptor(finding, error, files);
    default:
      return tell_other(finding, error, files);
  }
}

}  // namespace

Place place_of_error(const Error& error, const StudentFiles& files) {
  return error.stacks.empty() ? Place{}
                              : place_of(error.stacks.front().frames, files);
}

void tell(Finding& finding, FindingKind kind, std::string expected,
          std::string actual) {
  finding.kind = kind;
  finding.expected = std::move(expected);
  finding.actual = std::move(actual);
}

judge::Finding memcheck_finding(const valgrind::Error& error,
                                const StudentFiles& files) {
  Finding finding;
  finding.source = source_of(place_of_error(error, files));
  tell_kind(finding, error, files);
  return finding;
}

}  // namespace heaplab::grade
