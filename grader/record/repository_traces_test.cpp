// The recorded traces of the repository: each is what its folder promises.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include "support/file.hpp"
#include "trace/read.hpp"
#include "trace/statistics.hpp"

namespace heaplab {
namespace {

namespace fs = std::filesystem;

struct Promise {
  std::uint64_t operations;
  std::uint64_t live_blocks;  // an implicit list walks them all
};
constexpr Promise short_trace{10'000, 4'000};
constexpr Promise long_trace{60'000, 30'000};

// The traces of large/ are there for their large blocks. What is live in them
// fits in the heap of any lab.
constexpr std::uint64_t large_block_bytes = 128 << 10;
constexpr std::uint64_t fewest_large_requests = 5;
constexpr std::uint64_t most_live_bytes = 48 << 20;

std::uint64_t large_requests(const trace::Trace& trace) {
  std::uint64_t count = 0;
  for (const trace::Operation& operation : trace.operations) {
    count += operation.bytes >= large_block_bytes;
  }
  return count;
}

// What is wrong with the trace; empty when nothing is.
std::string fault(const trace::Trace& trace, const Promise& promise) {
  const trace::Statistics numbers = trace::statistics(trace);
  const std::string header = trace.title + trace.source;
  if (trace.title.empty() || trace.source.empty()) return "no header";
  if (std::regex_search(header, std::regex(" /[a-z]")))
    return "a path of a machine";
  if (numbers.blocks_never_freed != 0) return "not balanced";
  if (numbers.operations > promise.operations) return "too long";
  if (numbers.operations < 5'000) return "too short";
  if (numbers.peak_live_blocks > promise.live_blocks) return "too many live";
  return "";
}

std::string large_fault(const trace::Trace& trace) {
  const trace::Statistics numbers = trace::statistics(trace);
  const std::string found = fault(trace, short_trace);
  // Such a program may have done all that it does in fewer operations.
  if (!found.empty() && found != "too short") return found;
  if (numbers.operations < 1'000) return "too short";
  if (numbers.peak_live_bytes > most_live_bytes) return "too many bytes live";
  if (large_requests(trace) < fewest_large_requests) return "too few large";
  return "";
}

std::vector<fs::path> folders() {
  std::vector<fs::path> found{fs::path(HEAPLAB_SOURCE) / "labs/traces"};
  const fs::path hidden = fs::path(HEAPLAB_SOURCE) / "solutions/traces";
  if (fs::exists(hidden)) found.push_back(hidden);
  return found;
}

TEST(RepositoryTraces, KeepTheirPromises) {
  std::set<std::string> names;
  for (const fs::path& folder : folders()) {
    for (const auto& trace : trace::read_traces(folder / "short")) {
      EXPECT_EQ(fault(trace, short_trace), "") << trace.path;
      names.insert(trace.name);
    }
    for (const auto& trace : trace::read_traces(folder / "long")) {
      EXPECT_EQ(fault(trace, long_trace), "") << trace.path;
      EXPECT_TRUE(names.contains(trace.name)) << trace.path;
    }
  }
  EXPECT_GE(names.size(), 9u);
}

TEST(RepositoryTraces, LargeOnesKeepTheirPromises) {
  std::size_t traces = 0;
  for (const fs::path& folder : folders()) {
    for (const auto& trace : trace::read_traces(folder / "large")) {
      EXPECT_EQ(large_fault(trace), "") << trace.path;
      ++traces;
    }
  }
  EXPECT_GE(traces, 6u);
}

// Call traces: of one stack, mostly calls and returns.
std::string call_fault(const trace::Trace& trace) {
  const std::string found = fault(trace, short_trace);
  if (!found.empty() && found != "too short") return found;
  const trace::Statistics numbers = trace::statistics(trace);
  if (numbers.operations < 3'000) return "too short";
  if (numbers.coroutines != 0) return "coroutines";
  if (3 * numbers.calls < numbers.operations) return "too few calls";
  return "";
}

TEST(RepositoryTraces, CallTracesKeepTheirPromises) {
  for (const fs::path& folder : folders()) {
    const auto traces = trace::read_traces(folder / "calls");
    EXPECT_GE(traces.size(), 2u);
    for (const auto& trace : traces) {
      EXPECT_EQ(call_fault(trace), "") << trace.path;
    }
  }
}

TEST(RepositoryTraces, TakeLessThanTwelveMegabytes) {
  std::uint64_t bytes = 0;
  for (const fs::path& folder : folders()) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) bytes += entry.file_size();
    }
  }
  EXPECT_LT(bytes, 12'000'000u);
}

// 60000 as 60,000.
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, 1, ',');
  return text;
}

std::string row(const trace::Trace& brief, const trace::Trace& full) {
  const trace::Statistics a = trace::statistics(brief);
  const trace::Statistics b = trace::statistics(full);
  const auto share = [](const trace::Statistics& s) {
    return 100.0 * static_cast<double>(s.reallocations) /
           static_cast<double>(s.operations);
  };
  return fmt::format("| {} / {} | {} / {} | {} / {} | {:.1f} / {:.1f} |",
                     grouped(a.operations), grouped(b.operations),
                     grouped(a.peak_live_bytes), grouped(b.peak_live_bytes),
                     grouped(a.peak_live_blocks), grouped(b.peak_live_blocks),
                     share(a), share(b));
}

TEST(RepositoryTraces, AreDescribedInTheReadme) {
  const fs::path folder = folders().front();
  const std::string readme = read_file(folder / "README.md");
  for (const auto& brief : trace::read_traces(folder / "short")) {
    const trace::Trace full =
        trace::read_trace(folder / "long" / (brief.name + ".trace"));
    EXPECT_NE(readme.find(row(brief, full)), std::string::npos)
        << brief.name << ": expected in README.md: " << row(brief, full);
  }
}

std::string large_row(const trace::Trace& trace) {
  const trace::Statistics numbers = trace::statistics(trace);
  return fmt::format("| {} | {} | {} | {} |", grouped(numbers.operations),
                     grouped(numbers.peak_live_bytes),
                     grouped(numbers.peak_live_blocks),
                     grouped(large_requests(trace)));
}

TEST(RepositoryTraces, LargeOnesAreDescribedInTheReadme) {
  const fs::path folder = folders().front();
  const std::string readme = read_file(folder / "README.md");
  for (const auto& trace : trace::read_traces(folder / "large")) {
    EXPECT_NE(readme.find(large_row(trace)), std::string::npos)
        << trace.name << ": expected in README.md: " << large_row(trace);
  }
}

std::string call_row(const trace::Trace& trace) {
  const trace::Statistics numbers = trace::statistics(trace);
  const auto unwinds = std::count_if(
      trace.operations.begin(), trace.operations.end(),
      [](const auto& o) { return o.kind == trace::OperationKind::unwind; });
  return fmt::format("| {} | {} | {} | {} | {} |", grouped(numbers.operations),
                     grouped(numbers.deepest_frames),
                     grouped(numbers.peak_live_bytes),
                     grouped(numbers.frame_allocations), unwinds);
}

TEST(RepositoryTraces, CallTracesAreDescribedInTheReadme) {
  const fs::path folder = folders().front();
  const std::string readme = read_file(folder / "README.md");
  for (const auto& trace : trace::read_traces(folder / "calls")) {
    EXPECT_NE(readme.find(call_row(trace)), std::string::npos)
        << trace.name << ": expected in README.md: " << call_row(trace);
  }
}

// The same check on traces that break one promise each.
TEST(RepositoryTraces, FaultsAreFound) {
  const std::string header = "title: t\nsource: s\n";
  std::string pairs, live;
  for (int i = 0; i < 3'000; ++i) pairs += "a 0 8\nf 0\n";
  for (int i = 0; i < 5'000; ++i) live += "a " + std::to_string(i) + " 8\n";
  const auto fault_of = [](const std::string& text) {
    return fault(trace::parse_trace(text, "x.trace"), short_trace);
  };
  EXPECT_EQ(fault_of(header + pairs), "");
  EXPECT_EQ(fault_of("title: t\n" + pairs), "no header");
  EXPECT_EQ(fault_of("title: t\nsource: cc /home/me/x.c\n" + pairs),
            "a path of a machine");
  EXPECT_EQ(fault_of(header + pairs + "a 0 8\n"), "not balanced");
  EXPECT_EQ(fault_of(header + pairs + pairs), "too long");
  EXPECT_EQ(fault_of(header + "a 0 8\nf 0\n"), "too short");
  std::string frees;
  for (int i = 0; i < 5'000; ++i) frees += "f " + std::to_string(i) + "\n";
  EXPECT_EQ(fault_of(header + live + frees), "too many live");
}

TEST(RepositoryTraces, FaultsOfCallTracesAreFound) {
  const auto fault_of = [](int pairs, const std::string& end) {
    std::string text = "title: t\nsource: s\n";
    for (int i = 0; i < pairs; ++i) text += "call 0 8\nreturn\n";
    return call_fault(trace::parse_trace(text + end, "x.trace"));
  };
  EXPECT_EQ(fault_of(1'500, ""), "");
  EXPECT_EQ(fault_of(1'499, ""), "too short");
  EXPECT_EQ(fault_of(1'500, "call 0 8\n"), "not balanced");
  std::string walks;
  for (int i = 0; i < 8'000; ++i) walks += "walk\n";
  EXPECT_EQ(fault_of(500, walks), "too few calls");
}

TEST(RepositoryTraces, FaultsOfLargeOnesAreFound) {
  const auto fault_of = [](int small, int large, const std::string& bytes) {
    std::string text = "title: t\nsource: s\n";
    for (int i = 0; i < small; ++i) text += "a 0 8\nf 0\n";
    for (int i = 0; i < large; ++i) text += "a 0 " + bytes + "\nf 0\n";
    return large_fault(trace::parse_trace(text, "x.trace"));
  };
  EXPECT_EQ(fault_of(1'000, 5, "131072"), "");
  EXPECT_EQ(fault_of(1'000, 5, "131071"), "too few large");
  EXPECT_EQ(fault_of(1'000, 4, "131072"), "too few large");
  EXPECT_EQ(fault_of(100, 5, "131072"), "too short");
  EXPECT_EQ(fault_of(9'000, 5, "131072"), "too long");
  EXPECT_EQ(fault_of(1'000, 5, "60000000"), "too many bytes live");
}

}  // namespace
}  // namespace heaplab
