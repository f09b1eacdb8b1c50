// Findings at a debugging allocator, in a student's words.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "judge/lockstep.hpp"
#include "trace/printable.hpp"

namespace heaplab::judge {
namespace {

using player::ErrorRecord;
using player::SiteRecord;

constexpr std::size_t steps_before = 3;
constexpr std::int64_t row_bytes = 16;
constexpr std::int64_t rows_around = 2;

constexpr const char* kind_names[] = {
    "overflow", "underflow",       "write_after_free", "double_free",
    "bad_free", "mismatched_free", "wrong_size",       "wrong_alignment"};
static_assert(std::size(kind_names) == memory_error_kinds);

std::string kind_name(std::uint64_t kind) {
  if (kind < memory_error_kinds) return kind_names[kind];
  return fmt::format("an error of kind {}, which is none", kind);
}

bool has_offset(std::uint64_t kind) {
  return kind <=
             static_cast<std::uint64_t>(MemoryErrorKind::write_after_free) ||
         kind == static_cast<std::uint64_t>(MemoryErrorKind::bad_free);
}

}  // namespace

std::string Lockstep::misuse_block(std::size_t number) const {
  const MisuseBlock& block = misuse_[number];
  return fmt::format("block {}, {} byte{} at {}", trace_.ids[block.slot],
                     block.bytes, block.bytes == 1 ? "" : "s",
                     place(view(), block.address));
}

std::string Lockstep::site_text(const SiteRecord& site) const {
  if (site.file == 0) return "no site";
  if (site.file == player::file_of_object)
    return fmt::format("line {} of a file that the allocator names itself",
                       site.line);
  if (site.file > trace_.files.size() + 1)
    return fmt::format("line {} of a name that is none of the program's",
                       site.line);
  const std::string name = site.file == 1
                               ? trace_.path.substr(trace_.path.rfind('/') + 1)
                               : trace_.files[site.file - 2];
  return fmt::format("{}:{}", trace::printable(name), site.line);
}

// "overflow at byte 24 of block 3, …, allocated at t.trace:1"
std::string Lockstep::error_text(const MisuseError& error) const {
  const auto kind = static_cast<std::uint64_t>(error.kind);
  if (error.block == no_block)
    return "bad_free of an address outside the heap, with a null payload";
  const MisuseBlock& block = misuse_[error.block];
  std::string text = kind_name(kind);
  if (has_offset(kind)) text += fmt::format(" at byte {}", error.offset);
  text += fmt::format(" of {}", misuse_block(error.block));
  return text +
         fmt::format(", allocated at {}", site_text({block.allocated.file + 1,
                                                     block.allocated.line})) +
         (block.is_dead()
              ? fmt::format(", freed at {}",
                            site_text({block.freed.file + 1, block.freed.line}))
              : "");
}

std::string Lockstep::report_text(const ErrorRecord& report) const {
  std::string text = kind_name(report.kind);
  if (report.kind >= memory_error_kinds) return text;
  if (has_offset(report.kind))
    text += fmt::format(" at byte {}", report.offset);
  text += report.payload == 0
              ? " of no block"
              : fmt::format(" of {}, {} byte{}", block_at(report.payload),
                            report.bytes, report.bytes == 1 ? "" : "s");
  text += fmt::format(", allocated at {}", site_text(report.allocated));
  if (report.freed.file != 0)
    text += fmt::format(", freed at {}", site_text(report.freed));
  return text + fmt::format(", detected at {}", site_text(report.detected));
}

std::string Lockstep::block_at(std::uint64_t address) const {
  const HeapView heap = view();
  const std::size_t number = misuse_.standing_at(address);
  if (number != no_block)
    return fmt::format("block {} at {}", trace_.ids[misuse_[number].slot],
                       place(heap, address));
  const bool inside =
      address >= heap.base && address - heap.base <= heap.heap_bytes;
  return fmt::format("a payload at {}", inside ? place(heap, address)
                                               : fmt::format("{:#x}", address));
}

// The operations that concern a block, and the last ones.
std::vector<std::string> Lockstep::misuse_steps(std::size_t number) const {
  std::set<std::size_t> chosen;
  const std::size_t first =
      current_ > steps_before ? current_ - steps_before : 0;
  for (std::size_t k = first; k <= current_; ++k) chosen.insert(k);
  if (number != no_block) {
    const MisuseBlock& block = misuse_[number];
    chosen.insert(block.allocated_at);
    if (block.damaged_at != no_operation) chosen.insert(block.damaged_at);
    if (block.is_dead()) chosen.insert(block.freed_at);
  }
  std::vector<std::string> texts;
  for (const std::size_t k : chosen) texts.push_back(step(k));
  return texts;
}

// Rows of sixteen bytes around payload[offset]: guards and payload as they are
// now; where they are not as the contract has them, both.
std::string Lockstep::draw_guards(std::size_t number,
                                  std::int64_t offset) const {
  const MisuseBlock& block = misuse_[number];
  const auto* payload = const_cast<Lockstep*>(this)->bytes_at(block.address);
  const auto guard = static_cast<std::int64_t>(guard_bytes);
  const auto bytes = static_cast<std::int64_t>(block.bytes);
  const std::int64_t middle = (offset + guard) / row_bytes * row_bytes - guard;
  const std::int64_t begin = std::max(-guard, middle - rows_around * row_bytes);
  const std::int64_t end =
      std::min(bytes + guard, middle + (rows_around + 1) * row_bytes);
  std::string text = fmt::format("{}, guards of {} bytes on both sides\n",
                                 misuse_block(number), guard_bytes);
  for (std::int64_t row = begin; row < end; row += row_bytes) {
    std::string line = fmt::format("{:>+7} ", row);
    for (std::int64_t k = row; k < std::min(end, row + row_bytes); ++k) {
      const auto is = static_cast<unsigned>(payload[k]);
      const bool in_payload = k >= 0 && k < bytes;
      const bool filled = !in_payload || block.is_dead();
      const unsigned fill = in_payload ? dead_fill : guard_fill;
      line += k == 0 || k == bytes ? '|' : ' ';
      line += fmt::format("{:02x}", is);
      line += filled && is != fill ? '*' : ' ';
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text + "  | payload begins, ends    * damaged\n";
}

void Lockstep::fail_misuse(FindingKind kind, std::string expected,
                           std::string actual, std::size_t block,
                           std::int64_t offset) {
  Finding finding = describe(kind, std::move(expected), std::move(actual));
  finding.steps = misuse_steps(block);
  if (block != no_block && misuse_[block].state != MisuseState::gone) {
    finding.heap = draw_guards(block, offset);
    finding.pictured = "the block";
  }
  throw Failed{finding};
}

void Lockstep::fail_difference(const MisuseDifference& difference) {
  const auto& error = difference.error;
  const std::string actual =
      difference.report ? "it reported: " + report_text(*difference.report)
                        : "nothing of that was reported";
  if (!begun_)
    fail(FindingKind::false_alarm, "no report from the constructor", actual);
  if (!error) {
    const std::string expected =
        difference.again
            ? "each error is reported once: it was reported already"
            : "no report: there is no such error";
    const std::size_t block = misuse_.standing_at(difference.report->payload);
    if (kind_ != TraceKind::misuse) fail(difference.kind, expected, actual);
    fail_misuse(difference.kind, expected, actual, block);
  }
  std::string expected = error_text(*error);
  if (difference.kind == FindingKind::error_missed) {
    const bool damage = error->kind < MemoryErrorKind::double_free;
    if (damage)
      expected +=
          fmt::format(", which line {} wrote",
                      trace_.operations[misuse_[error->block].damaged_at].line);
    expected += ", is reported here";
  } else if (difference.again) {
    expected =
        "mismatched_free, wrong_size and wrong_alignment in this order, each "
        "once";
  } else {
    expected += fmt::format(", detected at {}",
                            site_text({site_now().file + 1, site_now().line}));
  }
  fail_misuse(difference.kind, expected, actual, error->block, error->offset);
}

}  // namespace heaplab::judge
