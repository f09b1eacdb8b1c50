#include "cli/stability.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include "grade/grade.hpp"
#include "grade/mutants.hpp"
#include "support/error.hpp"

namespace heaplab::cli {
namespace {

constexpr const char* lab_id = "04-implicit-list";
constexpr double tolerance = 1;  // points, from the least total to the greatest

[[noreturn]] void compute() {
  for (volatile std::uint64_t value = 1;;) value = value * 6364136223846793005u;
}

[[noreturn]] void copy_memory() {
  constexpr std::size_t bytes = 64u << 20;
  std::vector<char> from(bytes, 1), to(bytes);
  for (;;) {
    std::memcpy(to.data(), from.data(), bytes);
    std::swap(from, to);
  }
}

// A process that keeps a core busy until this object ends.
class Hog {
 public:
  explicit Hog(void (*work)()) : process_(::fork()) {
    if (process_ < 0) throw GraderError("cannot start a busy process");
    if (process_ != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    work();
  }
  ~Hog() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  Hog(const Hog&) = delete;
  Hog& operator=(const Hog&) = delete;

 private:
  pid_t process_;
};

struct Subject {
  std::string name;
  std::filesystem::path folder;
  std::vector<double> idle, loaded;  // totals
};

grade::Mutant slow_mutant(const std::filesystem::path& folder) {
  for (const grade::Mutant& mutant : grade::read_mutants(folder)) {
    if (mutant.finding == judge::FindingKind::too_slow) return mutant;
  }
  throw GraderError(folder.string() + ": no mutant whose finding is too-slow");
}

double total(const grade::Kit& kit, const grade::Manifest& lab,
             const Subject& subject) {
  grade::GradeOptions options;
  options.submission = subject.folder;
  options.shrink = false;
  return grade::grade_lab(kit, lab, options).score;
}

void grade_all(const grade::Kit& kit, const grade::Manifest& lab,
               std::vector<Subject>& subjects, std::size_t runs,
               std::vector<double> Subject::*totals) {
  for (std::size_t run = 0; run < runs; ++run)
    for (Subject& subject : subjects) {
      (subject.*totals).push_back(total(kit, lab, subject));
      fmt::print(stderr, "{} {}: {:.2f}\n",
                 totals == &Subject::idle ? "idle  " : "loaded", subject.name,
                 (subject.*totals).back());
    }
}

// Prints the subject's row; true when its totals lie close enough.
bool print_row(const Subject& subject) {
  std::vector<double> all = subject.idle;
  all.insert(all.end(), subject.loaded.begin(), subject.loaded.end());
  const auto [least, greatest] = std::minmax_element(all.begin(), all.end());
  const auto range = [](const std::vector<double>& totals) {
    const auto [low, high] = std::minmax_element(totals.begin(), totals.end());
    return fmt::format("{:6.2f} … {:6.2f}", *low, *high);
  };
  const double spread = *greatest - *least;
  fmt::print("{:24} {:>18} {:>18} {:>8.2f}\n", subject.name,
             range(subject.idle), range(subject.loaded), spread);
  return spread <= tolerance;
}

}  // namespace

int bench_stability(const grade::Kit& kit, std::size_t runs) {
  const auto labs = grade::find_labs(kit.labs());
  const grade::Manifest& lab = grade::find_lab(labs, lab_id);
  const auto solution = kit.solution(lab_id);
  const grade::Mutant slow = slow_mutant(solution / "mutants");
  const auto slow_folder = grade::apply_mutant(slow, solution / lab.file);
  std::vector<Subject> subjects = {
      {"reference", solution, {}, {}},
      {"first version", solution / "first-version", {}, {}},
      {slow.name, slow_folder->path(), {}, {}}};
  grade_all(kit, lab, subjects, runs, &Subject::idle);
  {
    const Hog hogs[] = {Hog(compute), Hog(compute), Hog(copy_memory),
                        Hog(copy_memory)};
    grade_all(kit, lab, subjects, runs, &Subject::loaded);
  }
  fmt::print("total of {}, {} runs each\n{:24} {:>18} {:>18} {:>8}\n", lab_id,
             runs, "submission", "idle", "four busy", "spread");
  bool steady = true;
  for (const Subject& subject : subjects) steady &= print_row(subject);
  return steady ? 0 : 1;
}

}  // namespace heaplab::cli
