// The twin of map_sum: functions with its signature and its result that break
// exactly one rule each. What the register checker finds is what they are
// graded by.
#include <cstdint>
#include <string>

#include "map_sum.hpp"

HEAPLAB_STUDENT(std::int64_t loses_register(Mapped* f,
                                            const std::int64_t* values,
                                            std::size_t n, void* context));
HEAPLAB_STUDENT(std::int64_t misaligns_calls(Mapped* f,
                                             const std::int64_t* values,
                                             std::size_t n, void* context));
HEAPLAB_STUDENT(std::int64_t keeps_in_scratch(Mapped* f,
                                              const std::int64_t* values,
                                              std::size_t n, void* context));
HEAPLAB_STUDENT(std::int64_t changes_rounding(Mapped* f,
                                              const std::int64_t* values,
                                              std::size_t n, void* context));

namespace heaplab::abi {
namespace {

constexpr std::size_t lengths[] = {2, 5, 40};

std::string only(const std::string& name, Rule rule) {
  return name + " breaks " + std::string(rule_name(rule)) +
         " and no other rule, in every call";
}

// Ends the case unless all that was broken is `rule`, and it was.
void expect_broken(const std::string& name, Rule rule, const Result& result) {
  for (const Violation& violation : result.violations) {
    if (violation.rule == rule) continue;
    fail(Rule::rule_not_broken, only(name, rule),
         "it broke " + std::string(rule_name(violation.rule)) + ": " +
             violation.actual);
  }
  if (result.violations.empty()) {
    fail(Rule::rule_not_broken, only(name, rule), "it broke none");
  }
}

// Nothing of the sum is lost, whatever f destroys.
void expect_breaks(MapSum* function, const std::string& name, Rule rule) {
  for (const std::size_t n : lengths) {
    note_step(name + "(f, values, " + std::to_string(n) + ", context)");
    MapSumCall call(function, name, n);
    const Result gentle = call.collect(Destroys::nothing);
    call.expect_right();
    expect_broken(name, rule, gentle);
    const Result result = call.collect(Destroys::all);
    if (!call.right()) {
      fail(Rule::rule_not_broken, only(name, rule),
           "with an f that destroys all it may, " + call.actual() +
               ": something is kept where a call destroys it");
    }
    expect_broken(name, rule, result);
  }
}

HEAPLAB_CASE(register_lost, "loses-register",
             "loses_register breaks register-not-preserved only", 1,
             "loses_register") {
  expect_breaks(loses_register, "loses_register", Rule::register_not_preserved);
}

HEAPLAB_CASE(calls_misaligned, "misaligns-calls",
             "misaligns_calls breaks stack-misaligned only", 1,
             "misaligns_calls") {
  expect_breaks(misaligns_calls, "misaligns_calls", Rule::stack_misaligned);
}

HEAPLAB_CASE(rounding_changed, "changes-rounding",
             "changes_rounding breaks float-control-changed only", 1,
             "changes_rounding") {
  expect_breaks(changes_rounding, "changes_rounding",
                Rule::float_control_changed);
}

// The register checker sees nothing of this rule. A callee that destroys the
// scratch registers does, and one that destroys the red zone must not.
void expect_kept_in_scratch(std::size_t n) {
  const std::string name = "keeps_in_scratch";
  const std::string rule = only(name, Rule::scratch_register_kept);
  MapSumCall call(keeps_in_scratch, name, n);
  for (const Destroys destroys : {Destroys::nothing, Destroys::red_zone}) {
    const Result result = call.collect(destroys);
    if (destroys == Destroys::nothing) call.expect_right();
    if (!result.violations.empty()) {
      expect_broken(name, Rule::scratch_register_kept, result);
    }
  }
  if (!call.right()) {
    fail(Rule::rule_not_broken, rule,
         "with an f that changes what lies below the stack pointer and no "
         "register, " +
             call.actual());
  }
  const Result result = call.collect(Destroys::scratch);
  if (!result.violations.empty()) {
    expect_broken(name, Rule::scratch_register_kept, result);
  }
  if (call.right()) {
    fail(Rule::rule_not_broken, rule,
         "the sum was right although f had changed every scratch register");
  }
}

HEAPLAB_CASE(kept_in_scratch, "keeps-in-scratch",
             "keeps_in_scratch breaks scratch-register-kept only", 1,
             "keeps_in_scratch") {
  for (const std::size_t n : lengths) {
    note_step("keeps_in_scratch(f, values, " + std::to_string(n) +
              ", context)");
    expect_kept_in_scratch(n);
  }
}

}  // namespace
}  // namespace heaplab::abi
