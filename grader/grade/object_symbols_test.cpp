#include "grade/object_symbols.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace heaplab::grade {
namespace {

using testing::ElementsAre;

TEST(ObjectSymbols, AreThoseThatLinkersSee) {
  const ObjectSymbols symbols = read_symbols(R"(
Symbol table '.symtab' contains 7 entries:
   Num:    Value          Size Type    Bind   Vis      Ndx Name
     0: 0000000000000000     0 NOTYPE  LOCAL  DEFAULT  UND 
     1: 0000000000000000     0 SECTION LOCAL  DEFAULT    1 .text
     2: 0000000000000004     0 NOTYPE  LOCAL  DEFAULT    1 loop
     3: 0000000000000000     8 FUNC    GLOBAL DEFAULT    1 sum3
     4: 0000000000000008     8 FUNC    WEAK   HIDDEN     1 helper
     5: 0000000000000000     0 NOTYPE  GLOBAL DEFAULT  UND malloc
     6: 0000000000000010     8 FUNC    GLOBAL DEFAULT [VARIANT_PCS] 1 vector
     8: 0000000000000018     8 FUNC    WEAK   DEFAULT    2 _Z4pushi
     7: 0000000000000000     0 NOTYPE  GLOBAL DEFAULT [VARIANT_PCS] UND sin
)");
  EXPECT_THAT(symbols.undefined, ElementsAre("malloc", "sin"));
  EXPECT_THAT(symbols.defined,
              ElementsAre("sum3", "helper", "vector", "_Z4pushi"));
  EXPECT_THAT(symbols.vague, ElementsAre("_Z4pushi"));
}

TEST(ObjectSymbols, OfTheCompilerAreNoCallsOfAStudents) {
  EXPECT_TRUE(is_of_the_compiler("memcpy"));
  EXPECT_TRUE(is_of_the_compiler("__stack_chk_fail"));
  EXPECT_FALSE(is_of_the_compiler("malloc"));
}

TEST(ObjectSymbols, AreShownAsTheyWereWritten) {
  EXPECT_EQ(demangled("_Z4pushi"), "push(int)");
  EXPECT_EQ(demangled("malloc"), "malloc");
}

}  // namespace
}  // namespace heaplab::grade
