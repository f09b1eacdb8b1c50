#include <utility>

#include "abi/text.hpp"
#include "map_sum.hpp"

using heaplab::abi::CallSeen;
using heaplab::abi::CheckedCall;
using heaplab::abi::Destroys;
using heaplab::abi::fail;
using heaplab::abi::hex;
using heaplab::abi::HostileCallback;
using heaplab::abi::Result;
using heaplab::abi::Rule;

namespace {

std::int64_t small_number() {
  return static_cast<std::int64_t>(heaplab::abi::random_below(2000)) - 1000;
}

std::string times(std::size_t count) {
  return count == 1 ? "once" : std::to_string(count) + " times";
}

std::string values_text(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " value" : " values");
}

}  // namespace

MapSumCall::MapSumCall(MapSum* function, std::string name, std::size_t n)
    : function_(function),
      name_(std::move(name)),
      context_(heaplab::abi::random()) {
  for (std::size_t i = 0; i < n; ++i) {
    values_.push_back(small_number());
    answers_.push_back(small_number());
  }
}

std::int64_t MapSumCall::sum() const {
  std::int64_t sum = 0;
  for (const std::int64_t answer : answers_) sum += answer;
  return sum;
}

std::string MapSumCall::call_text(std::size_t index, std::int64_t value,
                                  std::uint64_t context) const {
  return "call " + std::to_string(index + 1) + " is f(" +
         std::to_string(value) + ", " + hex(context) + ")";
}

std::uint64_t MapSumCall::answer(const CallSeen& seen) {
  const std::size_t index = calls_++;
  // Nothing stops a loop that has lost its end, so the case ends here.
  if (index == values_.size()) {
    fail(Rule::wrong_calls, expected(), "it called f once more");
  }
  const auto value = static_cast<std::int64_t>(seen.integers[0]);
  const std::uint64_t context = seen.integers[1];
  if (wrong_call_.empty() && (value != values_[index] || context != context_)) {
    right_call_ = call_text(index, values_[index], context_);
    wrong_call_ = call_text(index, value, context);
  }
  return static_cast<std::uint64_t>(answers_[index]);
}

Result MapSumCall::perform(Destroys destroys, bool collects) {
  calls_ = 0;
  wrong_call_.clear();
  const HostileCallback f([this](const CallSeen& seen) { return answer(seen); },
                          destroys);
  CheckedCall call(reinterpret_cast<const void*>(function_), name_);
  call.pointer(f.address()).pointer(values_.data());
  call.integer(values_.size()).integer(context_);
  Result result = collects ? call.collect() : call.run();
  returned_ = static_cast<std::int64_t>(result.integer);
  return result;
}

Result MapSumCall::collect(Destroys destroys) {
  return perform(destroys, true);
}

void MapSumCall::run(Destroys destroys) { perform(destroys, false); }

bool MapSumCall::right() const {
  return wrong_call_.empty() && calls_ == values_.size() && returned_ == sum();
}

std::string MapSumCall::expected() const {
  if (!wrong_call_.empty()) return right_call_;
  const std::string calls = values_.empty()
                                ? " does not call f"
                                : " calls f " + times(values_.size());
  return name_ + " of " + values_text(values_.size()) + calls +
         " and returns " + std::to_string(sum());
}

std::string MapSumCall::actual() const {
  if (!wrong_call_.empty()) return wrong_call_;
  const std::string calls =
      calls_ == 0 ? "it did not call f" : "it called f " + times(calls_);
  return calls + " and returned " + std::to_string(returned_);
}

void MapSumCall::expect_right() const {
  if (right()) return;
  const Rule rule = !wrong_call_.empty()       ? Rule::wrong_argument
                    : calls_ != values_.size() ? Rule::wrong_calls
                                               : Rule::wrong_result;
  fail(rule, expected(), actual());
}
