// Traces for the tests of this folder.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/error.hpp"
#include "trace/live_blocks.hpp"
#include "trace/random.hpp"
#include "trace/read.hpp"
#include "trace/trace.hpp"

namespace heaplab::trace {

// What parse_trace says about `text`, or "" when it takes it.
inline std::string error_of(std::string_view text,
                            const std::string& path = "t.trace") {
  try {
    parse_trace(text, path);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

// A valid trace with every kind of operation, expectation and header key.
class RandomTrace {
 public:
  explicit RandomTrace(std::uint64_t seed) : random_(seed) {}

  Trace make() {
    add_header();
    const std::uint64_t steps = random_.between(1, 60);
    while (count_ < steps) add_operation();
    if (random_.chance(30)) trace_.operations_wanted = count_;
    return trace_;
  }

 private:
  void add_header() {
    if (random_.chance(50)) trace_.title = text();
    if (random_.chance(50)) trace_.hint = text();
    if (random_.chance(50)) trace_.source = text();
    if (random_.chance(50)) trace_.seed = random_.next();
    if (random_.chance(50)) trace_.heap_limit = bytes() | 1;
    if (random_.chance(50)) trace_.heap_limit = random_.between(1, 9) << 20;
    if (random_.chance(50)) trace_.map_limit = random_.between(1, 9) << 12;
    if (random_.chance(50)) {
      trace_.points = static_cast<double>(random_.between(0, 1000)) / 8;
    }
  }

  std::string text() {
    constexpr std::string_view parts[] = {"block", "#1", ":",   "\xc3\xa9",
                                          "f 0",   "\"", "a:b", "\\x00"};
    std::string made(parts[random_.between(0, 7)]);
    while (random_.chance(70)) {
      made += ' ';
      made += parts[random_.between(0, 7)];
    }
    return made;
  }

  std::uint64_t bytes() {
    if (random_.chance(5)) return ~std::uint64_t{0};
    return random_.next() >> random_.between(1, 64 - 1);
  }

  void add_operation() {
    switch (random_.between(0, 9)) {
      case 0:
        return push({.kind = OperationKind::allocate_zeroed,
                     .slot = slot_to_allocate(),
                     .bytes = bytes()});
      case 1:
        return push({.kind = OperationKind::allocate_aligned,
                     .slot = slot_to_allocate(),
                     .alignment = std::uint64_t{1} << random_.between(0, 63),
                     .bytes = bytes()});
      case 2:
        return push_live(OperationKind::reallocate, bytes());
      case 3:
      case 4:
        return push_live(OperationKind::deallocate, 0);
      case 5:
        return push({.kind = OperationKind::deallocate_null});
      case 6:
        return add_mark();
      case 7:
        return add_expectation();
      default:
        return push({.kind = OperationKind::allocate,
                     .slot = slot_to_allocate(),
                     .bytes = bytes()});
    }
  }

  std::uint32_t slot_to_allocate() {
    for (std::uint32_t slot = 0; slot < trace_.slots(); ++slot) {
      if (!live_.is_live(slot) && random_.chance(50)) return slot;
    }
    std::uint64_t id = random_.next() >> random_.between(32, 62);
    while (std::count(trace_.ids.begin(), trace_.ids.end(), id) > 0) {
      id = (id + 1) & 0xffffffff;
    }
    trace_.ids.push_back(id);
    return trace_.slots() - 1;
  }

  void push_live(OperationKind kind, std::uint64_t bytes) {
    const std::vector<std::uint32_t> live = live_.youngest_first();
    if (live.empty()) return;
    push({.kind = kind,
          .slot = live[random_.between(0, live.size() - 1)],
          .bytes = bytes});
  }

  void add_mark() {
    const auto mark = static_cast<std::uint32_t>(random_.between(0, 3));
    if (live_.is_marked(mark) && random_.chance(60)) {
      return push({.kind = OperationKind::release, .slot = mark});
    }
    trace_.marks = std::max(trace_.marks, mark + 1);
    push({.kind = OperationKind::mark, .slot = mark});
  }

  void add_expectation() {
    Expectation made{static_cast<Subject>(random_.between(0, 9))};
    const bool counts = made.subject <= Subject::heap_bytes;
    if (counts) made.first = bytes();
    if (!counts && made.subject != Subject::check) {
      if (trace_.slots() == 0) return;
      made.first = random_.between(0, trace_.slots() - 1);
      const LiveBlock first = live_.block(slot(made.first));
      if (made.subject == Subject::in_place && !first.reallocated) return;
    }
    if (made.subject == Subject::before ||
        made.subject == Subject::same_address) {
      made.second = random_.between(0, trace_.slots() - 1);
      const bool live = live_.is_live(slot(made.second));
      if (made.subject == Subject::same_address && live) return;
    }
    trace_.expectations.push_back(made);
    push({.kind = OperationKind::expect,
          .slot = slot(trace_.expectations.size() - 1)});
  }

  static std::uint32_t slot(std::uint64_t number) {
    return static_cast<std::uint32_t>(number);
  }

  void push(const Operation& operation) {
    live_.apply(operation);
    trace_.operations.push_back(operation);
    if (operation.kind != OperationKind::expect) ++count_;
  }

  Random random_;
  Trace trace_;
  LiveBlocks live_;
  std::uint64_t count_ = 0;
};

// Everything but lines, name and path.
inline bool same_content(const Trace& a, const Trace& b) {
  const auto key = [](const Trace& trace) {
    Trace copy = trace;
    for (Operation& operation : copy.operations) operation.line = 0;
    return copy;
  };
  const Trace x = key(a);
  const Trace y = key(b);
  return x.title == y.title && x.points == y.points && x.hint == y.hint &&
         x.source == y.source && x.pattern == y.pattern && x.seed == y.seed &&
         x.operations_wanted == y.operations_wanted &&
         x.heap_limit == y.heap_limit && x.map_limit == y.map_limit &&
         x.operations == y.operations && x.expectations == y.expectations &&
         x.ids == y.ids && x.marks == y.marks && x.sources == y.sources &&
         x.files == y.files;
}

}  // namespace heaplab::trace
