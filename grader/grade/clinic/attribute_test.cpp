#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grade/clinic/memcheck_run.hpp"

namespace heaplab::grade::clinic {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

valgrind::Event message(const std::string& text) {
  return valgrind::Message{text, 1};
}

valgrind::Error error(valgrind::ErrorKind kind, std::uint64_t address) {
  valgrind::Error one;
  one.kind = kind;
  one.stacks.resize(1);
  one.stacks[0].frames.resize(1);
  one.stacks[0].frames[0].address = address;
  return one;
}

class Attribute : public testing::Test {
 protected:
  Attribute() { report_.verdict = valgrind::Verdict::errors; }

  void add(valgrind::Event event) {
    report_.events.push_back(std::move(event));
  }
  void add_test(const std::string& name, const std::string& before,
                std::vector<valgrind::Error> errors, const std::string& after) {
    add(message("word begin " + name + " " + before));
    for (const valgrind::Error& one : errors) add(one);
    add(message("word ran " + name + " " + after));
    add(message("word done " + name + " passed"));
  }
  std::string attribute_all() { return attribute(report_, "word", result_); }

  valgrind::Report report_;
  MemcheckResult result_;
};

TEST_F(Attribute, GivesEachTestItsErrors) {
  add_test("A.One", "0", {error(valgrind::ErrorKind::invalid_read, 1)}, "1");
  add_test("A.Two", "1", {}, "1");
  EXPECT_EQ(attribute_all(), "");
  EXPECT_THAT(result_.tests["A.One"].errors, SizeIs(1));
  EXPECT_TRUE(result_.tests["A.One"].passed);
  EXPECT_THAT(result_.tests["A.Two"].errors, IsEmpty());
  EXPECT_TRUE(result_.tests["A.Two"].done);
  EXPECT_THAT(result_.others, IsEmpty());
}

TEST_F(Attribute, SeesErrorsThatAreCountedAndNotShownAgain) {
  add_test("A.One", "0", {error(valgrind::ErrorKind::invalid_read, 1)}, "1");
  add_test("A.Two", "1", {}, "2");
  attribute_all();
  EXPECT_FALSE(result_.tests["A.One"].repeats_errors);
  EXPECT_TRUE(result_.tests["A.Two"].repeats_errors);
}

TEST_F(Attribute, NamesTheTestThatWasNotDone) {
  add(message("word begin A.One 0"));
  add(error(valgrind::ErrorKind::invalid_write, 1));
  EXPECT_EQ(attribute_all(), "A.One");
  EXPECT_FALSE(result_.tests["A.One"].done);
  EXPECT_THAT(result_.tests["A.One"].errors, SizeIs(1));
}

TEST_F(Attribute, BelievesNoMessageWithoutTheWord) {
  add_test("A.One", "0", {error(valgrind::ErrorKind::invalid_read, 1)}, "1");
  add(message("another done A.Two passed"));
  attribute_all();
  EXPECT_FALSE(result_.tests["A.Two"].done);
}

TEST_F(Attribute, CountsALeakAtTheEndOnlyWhereNoTestHadIt) {
  add_test("A.One", "0", {error(valgrind::ErrorKind::definitely_lost, 1)}, "0");
  report_.final_events = report_.events.size();
  add(error(valgrind::ErrorKind::definitely_lost, 1));
  add(error(valgrind::ErrorKind::definitely_lost, 2));
  attribute_all();
  EXPECT_THAT(result_.tests["A.One"].errors, SizeIs(1));
  EXPECT_THAT(result_.others, SizeIs(1));
}

TEST_F(Attribute, LooksForNoLeaksWhereAProcessDied) {
  add(message("word begin A.One 0"));
  report_.verdict = valgrind::Verdict::ended_by_signal;
  report_.final_events = report_.events.size();
  add(error(valgrind::ErrorKind::definitely_lost, 1));
  EXPECT_EQ(attribute_all(), "A.One");
  EXPECT_THAT(result_.tests["A.One"].errors, IsEmpty());
}

}  // namespace
}  // namespace heaplab::grade::clinic
