// The examples of the README are what the parser takes and says.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/file.hpp"
#include "trace/call_stacks.hpp"
#include "trace/forms.hpp"
#include "trace/generate.hpp"
#include "trace/statistics.hpp"
#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

std::string readme() {
  return read_file(std::filesystem::path(__FILE__).parent_path() / "README.md");
}

std::vector<std::string> code_blocks() {
  const std::string text = readme();
  constexpr std::string_view fence = "```\n";
  std::vector<std::string> blocks;
  for (std::size_t at = text.find(fence); at != std::string::npos;) {
    const std::size_t start = at + fence.size();
    const std::size_t end = text.find(fence, start);
    blocks.push_back(text.substr(start, end - start));
    at = text.find(fence, end + fence.size());
  }
  return blocks;
}

TEST(Readme, ExamplesAreTaken) {
  const std::vector<std::string> blocks = code_blocks();
  ASSERT_EQ(blocks.size(), 5U);
  const Trace by_hand = parse_trace(blocks[0], "t.trace");
  EXPECT_EQ(by_hand.points, 4);
  EXPECT_EQ(by_hand.heap_limit, 65536U);
  EXPECT_EQ(by_hand.operations.size(), 8U);
  const Trace calls = parse_trace(blocks[1], "t.trace");
  EXPECT_EQ(calls.operations.size(), 8U);
  EXPECT_EQ(statistics(calls).coroutines_never_finished, 0U);
  const Trace misuse = parse_trace(blocks[2], "t.trace");
  EXPECT_EQ(misuse.operations.size(), 6U);
  EXPECT_TRUE(is_misuse(misuse));
  const Trace generated = parse_trace(blocks[3], "t.trace");
  EXPECT_EQ(generated.pattern, "fragmentation-bomb");
  EXPECT_EQ(generated.operations.size(), 10000U);
}

TEST(Readme, ListsEveryOperationAndPattern) {
  for (const OperationForm& form : operation_forms()) {
    if (form.kind == OperationKind::expect) continue;
    EXPECT_NE(readme().find(fmt::format("| `{}` |", form.usage)),
              std::string::npos)
        << form.usage;
  }
  for (const Pattern& pattern : patterns()) {
    EXPECT_NE(readme().find(fmt::format("| `{}` |", pattern.name)),
              std::string::npos)
        << pattern.name;
  }
}

TEST(Readme, SaysWhatAStackNeeds) {
  EXPECT_NE(
      readme().find(fmt::format("must be at least {}, and for each of "
                                "its frames at one time {}\n",
                                stack_bottom_bytes, frame_overhead_bytes)),
      std::string::npos);
  EXPECT_NE(readme().find(fmt::format("for each allocation {} and",
                                      allocation_overhead_bytes)),
            std::string::npos);
}

TEST(Readme, MistakeIsReportedAsShown) {
  const std::string text =
      "title: t\npoints: 4\n\na 0 1\na 1 1\n\nf 0\nf 1\nf 0\n";
  EXPECT_EQ(error_of(text, "free-middle.trace") + "\n", code_blocks().at(4));
}

}  // namespace
}  // namespace heaplab::trace
