#include "abi/caller_frame.hpp"

#include "abi/running.hpp"
#include "abi/text.hpp"
#include "abi/values.hpp"

namespace heaplab::abi {
namespace {

std::vector<std::uint64_t> canaries;
std::uint64_t first_canary = 0;

std::uint64_t& word(std::uint64_t address) {
  return *reinterpret_cast<std::uint64_t*>(address);
}

}  // namespace

void CallerFrame::prepare(std::size_t stack_bytes,
                          const std::vector<std::uint64_t>& arguments,
                          std::size_t behind_guard) {
  Running& now = running();
  const std::size_t above = 8 * arguments.size() + canary_bytes;
  now.stack.prepare(stack_bytes, above, behind_guard);
  now.entry = now.stack.entry();
  std::uint64_t at = now.entry;
  for (const std::uint64_t argument : arguments) {
    word(at) = argument;
    at += 8;
  }
  first_canary = at;
  canaries.clear();
  for (; at < now.stack.high(); at += 8) {
    canaries.push_back(random_sentinel());
    word(at) = canaries.back();
    know_value(canaries.back(), Origin::canary, "");
  }
}

std::vector<Violation> CallerFrame::violations() {
  std::size_t overwritten = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < canaries.size(); ++i) {
    if (word(first_canary + 8 * i) == canaries[i]) continue;
    if (overwritten++ == 0) first = i;
  }
  if (overwritten == 0) return {};
  const std::uint64_t address = first_canary + 8 * first;
  const std::uint64_t found = word(address);
  return {{Rule::caller_frame_overwritten,
           "the word at " + hex(address) + " holds " + hex(canaries[first]) +
               ", as before the call",
           plural(overwritten, "word") +
               " of the caller's frame overwritten: the first is " +
               decimal(address - running().entry) +
               " bytes above SP at the call and holds " + hex(found) +
               whose(found)}};
}

bool CallerFrame::is_argument(std::uint64_t address) {
  return address >= running().entry && address < first_canary;
}

bool CallerFrame::is_canary(std::uint64_t address) {
  return address >= first_canary && address < running().stack.high();
}

}  // namespace heaplab::abi
