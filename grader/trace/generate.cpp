#include "trace/generate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "support/error.hpp"
#include "trace/call_patterns.hpp"
#include "trace/forms.hpp"
#include "trace/nearest.hpp"
#include "trace/patterns.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

struct Generator {
  Pattern pattern;
  void (*add_operations)(Builder&) = nullptr;
  void (*add_calls)(CallBuilder&) = nullptr;  // of a call trace
};

constexpr auto generators = std::to_array<Generator>({
    {{"random-uniform", "random sizes from 1 to 4096 bytes, random frees"},
     random_uniform},
    {{"random-powers", "sizes that are powers of two, random frees"},
     random_powers},
    {{"coalescing-stairs",
      "rising blocks freed in two passes, then one as large as all of them"},
     coalescing_stairs},
    {{"realloc-growth", "eight buffers that grow by turns"}, realloc_growth},
    {{"producer-consumer", "a queue of messages: the oldest is freed first"},
     producer_consumer},
    {{"stack-like", "the youngest block is freed first; a and f only"},
     stack_like},
    {{"fragmentation-bomb",
      "every second block is freed, then larger ones are asked for"},
     fragmentation_bomb},
    {{"peak-and-idle", "a peak of large blocks, then a few small ones"},
     peak_and_idle},
    {{"large-blocks", "buffers of 64 KiB and more that come, go and grow"},
     large_blocks},
    {{"mark-release", "nested marks, each released with all its blocks"},
     mark_release},
    {{"deep-recursion", "functions that call themselves, thousands deep"},
     nullptr,
     deep_recursion},
    {{"wide-tree", "a tree is walked: many calls, no deep ones"},
     nullptr,
     wide_tree},
    {{"alloca-loops", "loops that take memory in the newest frame"},
     nullptr,
     alloca_loops},
    {{"unwind-frames", "many frames end at once, as by longjmp"},
     nullptr,
     unwind_frames},
    {{"call-mix", "calls, returns and allocas as in a real program"},
     nullptr,
     call_mix},
    {{"coroutines", "hundreds of coroutines by turns, some resumed by others"},
     nullptr,
     coroutines},
    {{"generators", "a few coroutines that yield many times"},
     nullptr,
     value_generators},
});

void require_known(std::string_view pattern) {
  if (find_pattern(pattern) != nullptr) return;
  throw InputError(fmt::format("expected the name of a pattern, found {}; {}",
                               in_quotes(pattern), suggest_pattern(pattern)));
}

void require_reasonable(std::uint64_t operations) {
  if (operations >= fewest_operations && operations <= most_operations) return;
  throw InputError(fmt::format(
      "expected {} to {} operations to generate, found {}; choose a number in "
      "that range",
      fewest_operations, most_operations, operations));
}

Trace make_operations(std::string_view pattern, std::uint64_t seed,
                      std::uint64_t operations) {
  const auto generator = std::find_if(
      generators.begin(), generators.end(),
      [pattern](const Generator& g) { return g.pattern.name == pattern; });
  if (generator->add_calls != nullptr) {
    CallBuilder builder(operations, seed);
    generator->add_calls(builder);
    return builder.finish();
  }
  Builder builder(operations, seed);
  generator->add_operations(builder);
  return builder.finish();
}

}  // namespace

const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> all = [] {
    std::vector<Pattern> list;
    for (const Generator& generator : generators) {
      list.push_back(generator.pattern);
    }
    return list;
  }();
  return all;
}

const Pattern* find_pattern(std::string_view name) {
  const auto& all = patterns();
  const auto found = std::find_if(
      all.begin(), all.end(),
      [name](const Pattern& pattern) { return pattern.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string suggest_pattern(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Pattern& pattern : patterns()) names.push_back(pattern.name);
  const std::string_view near = nearest(name, names);
  if (!near.empty()) return fmt::format("did you mean \"{}\"?", near);
  return fmt::format("the patterns are {}", join_words(names));
}

Trace generate(std::string_view pattern, std::uint64_t seed,
               std::uint64_t operations) {
  require_known(pattern);
  require_reasonable(operations);
  Trace trace = make_operations(pattern, seed, operations);
  trace.name = fmt::format("{}-{}", pattern, seed);
  trace.title = find_pattern(pattern)->description;
  trace.pattern = pattern;
  trace.seed = seed;
  trace.operations_wanted = operations;
  return trace;
}

}  // namespace heaplab::trace
