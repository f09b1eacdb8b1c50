// Formulas for the muParser library, good ones and some that it refuses by an
// exception in the middle of parsing.
#include <cstdio>
#include <string>

#include "muParser.h"

static std::string nested(int depth, const std::string& inner) {
  if (depth == 0) return inner;
  return "(" + std::to_string(depth) + "*" + nested(depth - 1, inner) + "+a)";
}

static void evaluate(mu::Parser& parser, const std::string& formula) {
  try {
    parser.SetExpr(formula);
    std::printf("%g\n", parser.Eval());
  } catch (const mu::Parser::exception_type& error) {
    std::printf("no: %s\n", error.GetMsg().c_str());
  }
}

int main() {
  double a = 1.5;
  mu::Parser parser;
  parser.DefineVar("a", &a);
  evaluate(parser, "a + 1");
  evaluate(parser, "sin(a) * (2 - cos(a)) ^ 2");
  evaluate(parser, nested(4, "2"));
  evaluate(parser, "a + )");
  evaluate(parser, nested(6, "b"));
  evaluate(parser, "a < 2 ? sum(1, 2, a) : max(a, 3)");
  evaluate(parser, nested(12, "sqrt(2)"));
  evaluate(parser, nested(5, "1 +"));
}
