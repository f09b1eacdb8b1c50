// A small lab with heaps, for tests of the grading of heap checkers.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "grade/grade_test.hpp"

namespace heaplab::grade {

class CheckerTest : public GradeTest {
 protected:
  CheckerTest() {
    lab_.checker = {"heaps", 20};
    options_.check = "checker";
    heap("sound", "title: all is well\nfree A 32\n");
    heap("footer",
         "title: a footer\nclass: wrong footer\nhint: look at its end\n"
         "free A 32\nset A.footer 48\n");
    heap("lost", "title: a lost block\nclass: lost\nfree A 32\nunlink A\n");
    heap("unseen",
         "title: a payload\nclass: payload\n"
         "noticeable: no, because it is a payload\nallocated A 32\n"
         "set A+8 0\n");
    services_.check_image = [this](const heaps::Image& image, const auto&,
                                   const auto&) {
      return image.word(image.begin + 24) == 48 || image.heads[0] == 0
                 ? about_broken_
                 : about_sound_;
    };
  }

  void heap(const std::string& name, const std::string& text) const {
    write("labs/04-list/heaps/" + name + ".heap", text);
  }

  static judge::CheckerVerdict answer(bool sound, std::string why) {
    judge::CheckerVerdict verdict;
    verdict.sound = sound;
    verdict.why = std::move(why);
    return verdict;
  }

  // Grades a checker of grader/judge/checkers on the heaps of lab 05.
  LabResult grade_real(const std::string& checker) {
    const std::filesystem::path folder = kit_.lab("04-list") / "heaps";
    std::filesystem::remove_all(folder);
    std::filesystem::copy(
        std::filesystem::path(HEAPLAB_LABS) / "05-explicit-list" / "heaps",
        folder);
    const std::filesystem::path object =
        std::filesystem::path(HEAPLAB_CHECKERS) / (checker + ".so");
    services_.run_confined = [object](const auto& argv, const auto&,
                                      const auto&) {
      for (std::size_t at = 1; at < argv.size(); ++at)
        if (argv[at - 1] == "-o")
          std::filesystem::copy_file(
              object, std::filesystem::path(argv[at]),
              std::filesystem::copy_options::overwrite_existing);
      sandbox::CommandOutcome outcome;
      outcome.exit_code = 0;
      return outcome;
    };
    services_.check_image = judge::check_image;
    return grade();
  }

  static std::vector<std::string> failed(const LabResult& result) {
    std::vector<std::string> ids;
    for (const Check& check : result.checks)
      if (check.verdict == Verdict::failed) ids.push_back(check.id);
    return ids;
  }

  judge::CheckerVerdict about_sound_ = answer(true, "");
  judge::CheckerVerdict about_broken_ = answer(false, "it is broken");
};

}  // namespace heaplab::grade
