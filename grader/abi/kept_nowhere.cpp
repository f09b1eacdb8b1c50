#include "abi/checked_call.hpp"
#include "abi/running.hpp"

namespace heaplab::abi {
namespace {

using Try = std::function<Attempt(Destroys)>;

void expect_right(const Attempt& result) {
  if (result.right) return;
  fail(Rule::wrong_result, result.expected, result.actual);
}

// While it lives, a finding is a value kept in that place.
class Destroying {
 public:
  Destroying(const Place* only, std::string kept_in,
             Rule rule = Rule::scratch_register_kept) {
    Running& now = running();
    now.attempt = true;
    now.only = only;
    now.kept_in = std::move(kept_in);
    now.kept_rule = rule;
  }
  ~Destroying() {
    running().attempt = false;
    running().only = nullptr;
  }
  Destroying(const Destroying&) = delete;
  Destroying& operator=(const Destroying&) = delete;
};

// Right with a callee that loses nothing, wrong with one that loses only what
// it cannot help losing: that is where the value was.
void expect_right_with_friend(const Try& attempt) {
  const Attempt result = attempt(Destroys::nothing);
  const Place* lost = lost_by_callback();
  if (result.right || lost == nullptr) return expect_right(result);
  running().callback_keeps_all = true;
  const bool right = attempt(Destroys::nothing).right;
  running().callback_keeps_all = false;
  if (!right) expect_right(result);
  const Destroying destroying(lost, std::string("in ") + lost->name);
  expect_right(result);
}

}  // namespace

void expect_kept_nowhere(const Try& attempt) {
  expect_right_with_friend(attempt);
  for (const Place& place : scratch_registers()) {
    const Destroying destroying(&place, std::string("in ") + place.name);
    expect_right(attempt(Destroys::scratch));
  }
  {
    const Destroying destroying(nullptr, "in scratch registers");
    expect_right(attempt(Destroys::scratch));
  }
  {
    const Destroying destroying(nullptr, "below the stack pointer",
                                Rule::red_zone_kept);
    expect_right(attempt(Destroys::red_zone));
  }
  expect_right(attempt(Destroys::all));
}

}  // namespace heaplab::abi
