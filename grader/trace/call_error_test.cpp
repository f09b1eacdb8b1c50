// What the parser says about mistakes in call traces.
#include <gtest/gtest.h>

#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

// Without the place and the line: those are shown as for other operations.
std::string message_of(const std::string& text) {
  std::string message = error_of(text);
  if (message.empty()) return message;
  const std::size_t first = message.find('\n');
  const std::size_t second = message.find('\n', first + 1);
  return message.substr(0, first) + message.substr(second);
}

TEST(CallErrors, ReturnWithoutAFrame) {
  EXPECT_EQ(error_of("call 0 8\nreturn\nreturn\n"),
            "t.trace:3:1: expected a frame on the running stack for "
            "\"return\", found none\n"
            "return\n"
            "^ call one before this line: call ID BYTES");
  EXPECT_EQ(error_of("alloca 0 8\n"),
            "t.trace:1:1: expected a frame on the running stack for "
            "\"alloca\", found none\n"
            "alloca 0 8\n"
            "^ call one before this line: call ID BYTES");
}

TEST(CallErrors, ReturnOnTheStackOfAnother) {
  EXPECT_EQ(error_of("spawn 1 8192\nspawn 2 8192\nresume 1\ncall 0 8\n"
                     "resume 2\nreturn\n"),
            "t.trace:6:1: expected a frame on the running stack for "
            "\"return\", found none\n"
            "return\n"
            "^ call one before this line: call ID BYTES");
}

TEST(CallErrors, UnwindToWhatIsNoFrame) {
  const auto after = [](const std::string& text, const std::string& found) {
    return "t.trace:" +
           std::to_string(std::count(text.begin(), text.end(), '\n')) +
           ":8: expected the id of a frame on the running stack, found " +
           found + "\nunwind 1\n       ^ name a call that has not returned";
  };
  for (const auto& [before, found] :
       std::vector<std::pair<std::string, std::string>>{
           {"call 0 8\n", "1, which was never called"},
           {"call 0 8\ncall 1 8\nreturn\n", "1, which ended in line 3"},
           {"call 0 8\nalloca 1 8\n", "1, which line 2 took elsewhere"},
           {"spawn 1 8192\nresume 1\ncall 0 8\n", "1, which is a coroutine"},
           {"spawn 0 8192\nspawn 2 8192\nresume 0\ncall 1 8\nresume 2\n",
            "1, which line 4 took elsewhere"}}) {
    const std::string text = before + "unwind 1\n";
    EXPECT_EQ(error_of(text), after(text, found));
  }
}

TEST(CallErrors, NoCoroutineRuns) {
  EXPECT_EQ(error_of("spawn 0 8192\nyield\n"),
            "t.trace:2:1: expected a running coroutine for \"yield\", found "
            "none\nyield\n^ resume one before this line: resume ID");
  EXPECT_EQ(error_of("spawn 0 8192\ncall 1 8\n"),
            "t.trace:2:1: expected a running coroutine for \"call\", found "
            "none\ncall 1 8\n^ resume one before this line: resume ID");
  EXPECT_EQ(error_of("finish\n"),
            "t.trace:1:1: expected a running coroutine for \"finish\", found "
            "none\nfinish\n^ resume one before this line: resume ID");
}

TEST(CallErrors, FinishWithFrames) {
  EXPECT_EQ(error_of("spawn 0 8192\nresume 0\ncall 1 8\nfinish\n"),
            "t.trace:4:1: expected a coroutine without frames for \"finish\", "
            "found one with frames\n"
            "finish\n"
            "^ return from its frames before this line");
}

TEST(CallErrors, CoroutinesAfterFramesOnTheMainStack) {
  EXPECT_EQ(
      error_of("call 1 8\nreturn\nspawn 0 8192\n"),
      "t.trace:3:1: expected no \"spawn\" in a trace with frames on the "
      "main stack, found one\n"
      "spawn 0 8192\n"
      "^ spawn and resume a coroutine before the first call, or spawn none");
}

TEST(CallErrors, ResumeOfWhatCannotRun) {
  EXPECT_EQ(message_of("spawn 0 8192\nresume 1\n"),
            "t.trace:2:8: expected the id of a coroutine that can run, found "
            "1, which was never spawned\n"
            "       ^ spawn it first: spawn 1 BYTES");
  EXPECT_EQ(message_of("spawn 0 8192\nresume 0\nresume 0\n"),
            "t.trace:3:8: expected the id of a coroutine that can run, found "
            "0, which is running\n"
            "       ^ remove this line");
  EXPECT_EQ(message_of("spawn 0 8192\nspawn 1 8192\nresume 0\nresume 1\n"
                       "resume 0\n"),
            "t.trace:5:8: expected the id of a coroutine that can run, found "
            "0, which waits for one that it resumed\n"
            "       ^ let that one yield first, or remove this line");
  EXPECT_EQ(message_of("spawn 0 8192\nresume 0\nfinish\nresume 0\n"),
            "t.trace:4:8: expected the id of a coroutine that can run, found "
            "0, which finished in line 3\n"
            "       ^ remove this line, or spawn it again before it");
}

TEST(CallErrors, IdsInUse) {
  EXPECT_EQ(message_of("call 3 8\ncall 3 8\n"),
            "t.trace:2:6: expected an id that is not in use, found 3, which "
            "was taken in line 1\n"
            "     ^ return from its frame first, or use another id");
  EXPECT_EQ(message_of("spawn 3 8192\nresume 3\ncall 3 8\n"),
            "t.trace:3:6: expected an id that is not in use, found 3, which "
            "was spawned in line 1\n"
            "     ^ finish that coroutine first, or use another id");
  EXPECT_EQ(error_of("call 3 8\nreturn\ncall 3 8\nalloca 4 1\nreturn\n"
                     "call 4 1\n"),
            "");
  EXPECT_EQ(error_of("spawn 3 8192\nresume 3\nfinish\nspawn 3 8192\n"), "");
}

TEST(CallErrors, AStackTooSmallForItsFrames) {
  EXPECT_EQ(error_of("spawn 3 4096\nresume 3\ncall 0 8\ncall 1 100\nreturn\n"),
            "t.trace:1:9: expected a stack of at least 4736 bytes for the "
            "frames of coroutine 3, found 4096\n"
            "spawn 3 4096\n"
            "        ^ write: spawn 3 4736");
  EXPECT_EQ(error_of("spawn 3 4736\nresume 3\ncall 0 8\ncall 1 100\nreturn\n"),
            "");
  // The second coroutine of that id.
  EXPECT_EQ(message_of("spawn 3 4096\nresume 3\nfinish\nspawn 3 4096\n"
                       "resume 3\ncall 0 8\nreturn\nfinish\n"),
            "t.trace:4:9: expected a stack of at least 4368 bytes for the "
            "frames of coroutine 3, found 4096\n"
            "        ^ write: spawn 3 4368");
}

TEST(CallErrors, NoMixWithHeapOperations) {
  EXPECT_EQ(error_of("call 0 8\nexpect granted 0\n\na 1 8\n"),
            "t.trace:4:1: expected only operations on call stacks, as in line "
            "1, found \"a\"\n"
            "a 1 8\n"
            "^ a trace has one or the other; move these lines to one of their "
            "own");
  EXPECT_EQ(error_of("f -1\nwalk\n"),
            "t.trace:2:1: expected only operations on a heap, as in line 1, "
            "found \"walk\"\n"
            "walk\n"
            "^ a trace has one or the other; move these lines to one of their "
            "own");
}

TEST(CallErrors, Usage) {
  EXPECT_EQ(error_of("call 0\n"),
            "t.trace:1:7: expected \"call ID BYTES\", found no BYTES\n"
            "call 0\n"
            "      ^ write BYTES here");
  EXPECT_EQ(error_of("call 0 8\nreturn 0\n"),
            "t.trace:2:8: expected \"return\", found \"0\" after it\n"
            "return 0\n"
            "       ^ remove it, or put a # before it to make it a comment");
}

}  // namespace
}  // namespace heaplab::trace
