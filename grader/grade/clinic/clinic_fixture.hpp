// A small program to repair, test_lab/clinic/notes, and what a student may hand
// in for it; compiler, confinement, Memcheck and sanitizers are the real ones.
#pragma once

#include <gmock/gmock.h>

#include <string>

#include "grade/grade_test.hpp"
#include "support/program_file.hpp"

namespace heaplab::grade::clinic {

class ClinicTest : public GradeTest {
 protected:
  ClinicTest() {
    kit_.bin = HEAPLAB_BIN;
    lab_ = Manifest();
    lab_.id = "test_lab";
    lab_.title = "Notes";
    lab_.path = source() / "lab.toml";
    lab_.points = {30, 0, 0};
    Exercise notes;
    notes.id = notes.title = "notes";
    notes.points = 30;
    notes.repairs = "notes.cpp";
    lab_.exercises.push_back(std::move(notes));
    services_.run_confined = sandbox::run_confined;
    hand_in(repaired());
  }

  static std::filesystem::path source() {
    return std::filesystem::path(HEAPLAB_SOURCE) / "grader" / "grade" /
           "clinic" / "test_lab";
  }

  // The program without a bug, with `to` in place of each `from`.
  static std::string repaired() { return read_file(source() / "notes.cpp"); }
  static std::string with(std::string text, const std::string& from,
                          const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
  }
  static std::string with(const std::string& from, const std::string& to) {
    return with(repaired(), from, to);
  }

  static std::string short_copy() {
    return with("std::strlen(text) + 1;", "std::strlen(text);");
  }

  void hand_in(const std::string& text,
               const std::string& file = "notes.cpp") const {
    write("starter/test_lab/" + file, text);
  }

  LabResult grade_file(const std::string& text) {
    hand_in(text);
    return grade();
  }

  // "works passed, copies out-of-bounds, first-lines not counted …"
  static std::string verdicts(const LabResult& result) {
    std::string text;
    for (const Check& check : result.checks) {
      text += text.empty() ? "" : ", ";
      text += check.id.substr(check.id.find('/') + 1) + " ";
      if (check.finding) {
        text += judge::finding_name(check.finding->kind);
      } else if (check.verdict == Verdict::passed) {
        text += "passed";
      } else {
        text += check.reason;
      }
    }
    return text;
  }

  static judge::Finding finding(const LabResult& result,
                                const std::string& id) {
    const Check& failed = check(result, id);
    if (!failed.finding) throw std::out_of_range("no finding of " + id);
    return *failed.finding;
  }

  static bool has_valgrind() {
    return find_program("valgrind", "/usr/local/bin:/usr/bin:/bin").has_value();
  }
};

}  // namespace heaplab::grade::clinic
