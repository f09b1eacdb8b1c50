#include "grade/clinic/reference.hpp"

#include <fmt/format.h>

#include "grade/clinic/running.hpp"
#include "support/error.hpp"

namespace heaplab::grade::clinic {
namespace {

constexpr int rounds_k = 2;

bool is_near(std::uint64_t measured, std::uint64_t recorded,
             std::uint64_t dust) {
  return 4 * measured <= 5 * recorded + 4 * dust &&
         4 * recorded <= 5 * measured + 4 * dust;
}

}  // namespace

std::map<std::string, Memory> measure(const Kit& kit, const Manifest& lab,
                                      const Program& program) {
  const BuildTask task{
      kit, lab, program, kit.solution(lab.id), true, real_services()};
  const Built built = build(task);
  if (built.finding) {
    throw InputError(fmt::format("{}: the solution cannot be built: {}: {}",
                                 program.path.string(), built.finding->expected,
                                 built.finding->actual));
  }
  std::map<std::string, Memory> memory;
  for (const Test& test : program.tests) {
    const Rounds rounds = run_rounds(task, built, built.native, test, rounds_k);
    if (!rounds.passed) {
      throw InputError(fmt::format("{}: the solution does not pass {}: {}",
                                   program.path.string(), test.name,
                                   rounds.finding->actual));
    }
    memory[test.name] = rounds.memory;
  }
  return memory;
}

bool is_near(const Memory& measured, const Memory& recorded) {
  constexpr std::uint64_t dust_bytes = 256;
  constexpr std::uint64_t dust_allocations = 8;
  return is_near(measured.peak_bytes, recorded.peak_bytes, dust_bytes) &&
         is_near(measured.allocations, recorded.allocations, dust_allocations);
}

}  // namespace heaplab::grade::clinic
