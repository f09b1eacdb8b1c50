// From what a report says, and how its process ended, to the verdict.
#pragma once

#include <set>
#include <string>

#include "valgrind/part_cutter.hpp"
#include "valgrind/report.hpp"

namespace heaplab::valgrind {

// What the parts of a report have told beside its events.
struct Signs {
  std::string fault;  // of a part that does not parse
  int begun = 0;      // parts that tell a process
  int finished = 0;   // parts that tell the program's end
  bool too_long = false;
  std::set<std::uint64_t> counted;  // errors with a count
};

// Sets `verdict` and `reason`.
void decide(Report& report, const Signs& signs, const PartCutter& parts,
            const Ending& ending);

}  // namespace heaplab::valgrind
