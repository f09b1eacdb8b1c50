// Values that were never set, and what the system is handed.
#include <fmt/format.h>

#include "grade/memory/block_access.hpp"
#include "grade/memory/memcheck_block.hpp"
#include "grade/memory/memcheck_tell.hpp"

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;
using valgrind::Error;
using valgrind::ErrorKind;

constexpr std::string_view created = "Uninitialised value was created by ";

// "; it lies in a block that csv.cpp:8 allocated"; empty where nothing is told.
std::string origin_of(const Error& error, const StudentFiles& files) {
  for (const valgrind::Stack& stack : error.stacks) {
    if (!stack.caption.starts_with(created)) continue;
    const Place place = place_of(stack.frames, files);
    if (stack.caption.find("heap") != std::string::npos)
      return fmt::format("; it lies in a block that {} allocated", who(place));
    if (stack.caption.find("stack") != std::string::npos &&
        !place.frames.empty())
      return fmt::format("; it is a local of the function {}",
                         place.frames.front());
  }
  return "";
}

// "write(buf)" of "Syscall param write(buf) points to …"
std::string parameter_of(const std::string& what) {
  constexpr std::string_view before = "Syscall param ";
  if (!what.starts_with(before)) return "the system";
  const std::size_t end = what.find(' ', before.size());
  return what.substr(before.size(), end - before.size());
}

bool fills_buffer(const std::string& parameter) {
  return parameter.starts_with("read(") || parameter.starts_with("recv") ||
         parameter.starts_with("fstat") || parameter.starts_with("getcwd");
}

// Memory that may not be accessed at all.
void tell_parameter(Finding& finding, const Error& error,
                    const StudentFiles& files) {
  Error access = error;
  access.kind = fills_buffer(parameter_of(error.what))
                    ? ErrorKind::invalid_write
                    : ErrorKind::invalid_read;
  tell_access(finding, access, files);
}

std::string use_of(const Error& error) {
  if (error.kind == ErrorKind::uninitialised_condition)
    return "decides {} by a value that was never set";
  if (error.kind == ErrorKind::uninitialised_value)
    return "uses {}, as an address or an index, a value that was never set";
  return "hands over {}, to " + parameter_of(error.what) +
         ", bytes that were never set";
}

}  // namespace

void tell_uninitialised(Finding& finding, const Error& error,
                        const StudentFiles& files) {
  if (error.what.find("unaddressable") != std::string::npos)
    return tell_parameter(finding, error, files);
  const Place place = place_of_error(error, files);
  tell(finding, FindingKind::uninitialised_value,
       "values that were set before they are used",
       fmt::format(fmt::runtime(use_of(error)), at(place)) +
           origin_of(error, files));
}

}  // namespace heaplab::grade
