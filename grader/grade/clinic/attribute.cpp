// Which of Memcheck's errors belongs to which test.
#include <algorithm>
#include <set>
#include <sstream>

#include "grade/clinic/memcheck_run.hpp"

namespace heaplab::grade::clinic {
namespace {

using valgrind::Error;

// Where an error happened, as the report's addresses tell it.
std::vector<std::uint64_t> place_of(const Error& error) {
  std::vector<std::uint64_t> addresses;
  if (error.stacks.empty()) return addresses;
  for (const valgrind::Frame& frame : error.stacks.front().frames)
    addresses.push_back(frame.address);
  return addresses;
}

class Attribution {
 public:
  Attribution(const std::string& nonce, MemcheckResult& result)
      : nonce_(nonce), result_(result) {}

  void take(const valgrind::Event& event, bool after_the_end) {
    if (const auto* message = std::get_if<valgrind::Message>(&event)) {
      take(*message);
    } else {
      take(std::get<Error>(event), after_the_end);
    }
  }

  const std::string& running() const { return running_; }

 private:
  // `NONCE begin TEST ERRORS`, `ran TEST ERRORS`, `done TEST VERDICT`.
  void take(const valgrind::Message& message) {
    std::istringstream words(message.text);
    std::string nonce, what, test, value;
    words >> nonce >> what >> test >> value;
    if (nonce != nonce_) return;
    MemcheckTest& one = result_.tests[test];
    if (what == "begin") {
      running_ = test;
      counted_ = value;
      shown_ = false;
    } else if (what == "ran") {
      one.repeats_errors = value != counted_ && !shown_;
    } else if (what == "done") {
      one.done = true;
      one.passed = value == "passed";
      running_.clear();
    }
  }

  // The last leak check repeats what those after the tests have shown.
  void take(const Error& error, bool after_the_end) {
    const auto place = place_of(error);
    const bool is_known = !seen_.insert(place).second;
    if (after_the_end && is_leak(error.kind) && is_known) return;
    shown_ = true;
    result_.shown.push_back(error);
    if (running_.empty()) {
      result_.others.push_back(error);
    } else {
      result_.tests[running_].errors.push_back(error);
    }
  }

  const std::string& nonce_;
  MemcheckResult& result_;
  std::string running_;
  std::string counted_;
  bool shown_ = false;  // an error, since the test began
  std::set<std::vector<std::uint64_t>> seen_;
};

}  // namespace

std::string attribute(const valgrind::Report& report, const std::string& nonce,
                      MemcheckResult& result) {
  Attribution attribution(nonce, result);
  // A process that died in a test looks for leaks in the midst of it.
  const bool died = report.verdict != valgrind::Verdict::clean &&
                    report.verdict != valgrind::Verdict::errors;
  for (std::size_t at = 0; at < report.events.size(); ++at) {
    const bool after_the_end =
        report.final_events > 0 && at >= report.final_events;
    if (after_the_end && (died || !attribution.running().empty())) break;
    attribution.take(report.events[at], after_the_end);
  }
  return attribution.running();
}

}  // namespace heaplab::grade::clinic
