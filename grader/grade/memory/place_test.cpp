#include "grade/memory/place.hpp"

#include <gtest/gtest.h>

namespace heaplab::grade {
namespace {

TEST(ShortFunction, IsTheNameAlone) {
  EXPECT_EQ(short_function("main"), "main");
  EXPECT_EQ(short_function("csv::put(char*, int)"), "csv::put");
  EXPECT_EQ(short_function("void csv::fill<int>(std::vector<int>&)"),
            "csv::fill");
  EXPECT_EQ(short_function("csv::(anonymous namespace)::f(int)"),
            "csv::{anonymous}::f");
  EXPECT_EQ(short_function("operator new[](unsigned long)"), "operator new[]");
  EXPECT_EQ(short_function("csv::Reader::operator()(int) const"),
            "csv::Reader::operator()");
  EXPECT_EQ(short_function("std::map<int, std::less<int> >::operator[](int&&)"),
            "std::map::operator[]");
  EXPECT_EQ(short_function("csv::name[abi:cxx11](int)"), "csv::name");
  EXPECT_EQ(short_function("main::{lambda(int)#1}::operator()(int) const"),
            "main::{lambda(int)#1}::operator()");
  EXPECT_EQ(short_function("csv::operators(int)"), "csv::operators");
  EXPECT_EQ(short_function(""), "");
}

valgrind::Frame frame(std::string function, std::string file,
                      std::uint32_t line) {
  return {1, std::move(function), "", std::move(file), line, ""};
}

TEST(Places, SkipFramesOfOthers) {
  const Place place = place_of(
      {frame("operator delete(void*)", "", 0),
       frame("std::__cxx11::list<int>::_M_erase(int)", "stl_list.h", 2024),
       frame("std::__cxx11::list<int>::erase(int)", "list.tcc", 158),
       frame("csv::drop(int)", "csv.cpp", 36),
       frame("Test::Body()", "t.cpp", 9), frame("main", "csv.cpp", 80)},
      {"csv.cpp"});
  EXPECT_EQ(place.line, "csv.cpp:36");
  EXPECT_EQ(place.through, "std::list::erase");
  EXPECT_EQ(place.innermost, "operator delete");
  EXPECT_EQ(source_of(place), "csv.cpp:36 in csv::drop\ncsv.cpp:80 in main");
  EXPECT_EQ(at(place), "at csv.cpp:36 in std::list::erase");
}

TEST(Places, AnEndlessRecursionIsCutShort) {
  const std::vector<valgrind::Frame> frames(200,
                                            frame("csv::f(int)", "csv.cpp", 3));
  EXPECT_EQ(place_of(frames, {"csv.cpp"}).frames.size(), 12u);
}

}  // namespace
}  // namespace heaplab::grade
