// The examples of the README are what the parser takes and says.
#include <gtest/gtest.h>

#include <filesystem>

#include "support/file.hpp"
#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

std::vector<std::string> code_blocks() {
  const std::filesystem::path here = std::filesystem::path(__FILE__);
  const std::string text = read_file(here.parent_path() / "README.md");
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
  ASSERT_EQ(blocks.size(), 3U);
  const Trace by_hand = parse_trace(blocks[0], "t.trace");
  EXPECT_EQ(by_hand.points, 4);
  EXPECT_EQ(by_hand.heap_limit, 65536U);
  EXPECT_EQ(by_hand.operations.size(), 8U);
  const Trace generated = parse_trace(blocks[1], "t.trace");
  EXPECT_EQ(generated.pattern, "fragmentation-bomb");
  EXPECT_EQ(generated.operations.size(), 10000U);
}

TEST(Readme, MistakeIsReportedAsShown) {
  const std::string text =
      "title: t\npoints: 4\n\na 0 1\na 1 1\n\nf 0\nf 1\nf 0\n";
  EXPECT_EQ(error_of(text, "free-middle.trace") + "\n", code_blocks().at(2));
}

}  // namespace
}  // namespace heaplab::trace
