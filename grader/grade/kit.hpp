// Where the parts of the kit are: the checkout and the programs built from it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace heaplab::grade {

struct Kit {
  std::filesystem::path root;  // the checkout: labs/, starter/, grader/ …
  std::filesystem::path bin;   // the built programs and shared objects
  std::string version = "0.1.0";

  std::filesystem::path labs() const { return root / "labs"; }
  std::filesystem::path lab(const std::string& id) const { return labs() / id; }
  std::filesystem::path starter(const std::string& id) const {
    return root / "starter" / id;
  }
  // Absent from a handout.
  std::filesystem::path solution(const std::string& id) const {
    return root / "solutions" / id;
  }
  std::filesystem::path include() const { return root / "grader" / "include"; }
  // Where shrunk traces are written unless an option names another folder.
  std::filesystem::path findings(const std::string& id) const {
    return root / "build" / "findings" / id;
  }

  std::filesystem::path player() const { return bin / "heaplab-player"; }
  std::filesystem::path unit_tests(const std::string& id) const {
    return bin / ("lab-" + id + "-tests");
  }
  // What makes a malloc of a submission, and who says what it lacks for that.
  std::filesystem::path shim() const { return bin / "heaplab-shim.a"; }
  std::filesystem::path shim_probe() const {
    return bin / "heaplab-shim-probe";
  }
  // The threaded program of the bonus, and the sources of its other half, which
  // is compiled together with a submission.
  std::filesystem::path threads() const { return bin / "heaplab-threads"; }
  std::filesystem::path grader() const { return root / "grader"; }
  std::filesystem::path usage() const { return bin / "heaplab-usage"; }
  // Of exercises, for one instruction set ("x86-64"): the kit's half of an
  // exercise's program, which tells its cases by itself, the object of its
  // cases, and the library of the register checker.
  std::filesystem::path cases(std::string_view isa, const std::string& lab,
                              const std::string& exercise) const {
    return bin / "exercises" / isa / lab / exercise;
  }
  std::filesystem::path cases_object(std::string_view isa,
                                     const std::string& lab,
                                     const std::string& exercise) const {
    return cases(isa, lab, exercise + ".o");
  }
  std::filesystem::path register_checker(std::string_view isa) const {
    return bin / "abi" / isa / "libheaplab-abi.a";
  }
  // Objects that a repaired program of the clinic is linked with:
  // cmake/HeaplabClinic.cmake.
  std::filesystem::path clinic() const { return bin / "clinic"; }
  // The shared object of grader/baseline/NAME.cpp.
  std::filesystem::path baseline(const std::string& name) const {
    return bin / ("baseline-" + name + ".so");
  }
};

}  // namespace heaplab::grade
