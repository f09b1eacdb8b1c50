// One submission's heap checker on the heaps of a lab, one after the other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grade/run.hpp"
#include "grade/tried_heaps.hpp"

namespace heaplab::grade {

inline constexpr const char* checker_part = "checker";

// "checker/NAME"
std::string checker_id(const TriedHeap& heap);

class CheckerTrial {
 public:
  // `heaps` with the sound ones first.
  CheckerTrial(Run& run, std::vector<TriedHeap> heaps);

  // The checks that are wanted. Sound heaps are tried in any case: an alarm for
  // one of them changes what the others earn.
  std::vector<Check> checks();

 private:
  Check try_on(const TriedHeap& heap);
  judge::CheckerVerdict ask(const TriedHeap& heap);
  void judge_sound(const TriedHeap& heap, const judge::CheckerVerdict& verdict,
                   Check& check);
  void judge_broken(const TriedHeap& heap, const judge::CheckerVerdict& verdict,
                    Check& check) const;
  judge::Finding finding_for(const TriedHeap& heap, judge::FindingKind kind,
                             const judge::CheckerVerdict& verdict) const;
  void note_common(const judge::CheckerVerdict& verdict);
  Check common_check() const;

  Run& run_;
  std::vector<TriedHeap> heaps_;
  judge::Limits limits_;
  double share_ = 0;   // points of a heap that can be noticed
  double hung_s_ = 0;  // in heaps from which it did not come back
  std::optional<judge::Finding> common_;  // what every heap would show
  std::string alarm_;  // the check of the first sound heap that it failed
};

}  // namespace heaplab::grade
