#include "cli/student.hpp"

#include <fmt/format.h>

#include "grade/answer_file.hpp"
#include "support/error.hpp"

namespace heaplab::cli {

std::string student_of_starter(const grade::Kit& kit, const std::string& lab,
                               const std::string& file,
                               const std::string& command) {
  const auto path = kit.starter(lab) / file;
  const std::string student = grade::student_of(path);
  if (!student.empty()) return student;
  throw InputError(fmt::format(
      "{}: expected student = \"ID\" with your id, found none; set it, or type "
      "./lab {} --student ID",
      path.lexically_relative(kit.root).string(), command));
}

}  // namespace heaplab::cli
