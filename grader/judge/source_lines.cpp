#include "judge/source_lines.hpp"

#include <fmt/format.h>

#include <sstream>

#include "sandbox/run_confined.hpp"
#include "trace/printable.hpp"

namespace heaplab::judge {
namespace {

constexpr const char* addr2line = "/usr/bin/addr2line";
constexpr std::size_t most_lines = 8;

std::string symbolize(const std::filesystem::path& object,
                      const std::vector<CodeAddress>& addresses) {
  std::vector<std::string> argv = {addr2line, "-f", "-C",
                                   "-i",      "-e", object.string()};
  for (const auto& address : addresses)
    argv.push_back(
        fmt::format("{:#x}", address.offset - (address.is_return ? 1 : 0)));
  sandbox::CommandLimits limits;
  limits.readable = {"/usr", "/lib", "/lib64", "/etc", object};
  limits.wall_s = limits.cpu_s = 5;
  const auto outcome = sandbox::run_confined(argv, limits, {});
  return outcome.exit_code == 0 ? outcome.output : "";
}

bool of_the_kit(const std::string& file) {
  return file == "submission.hpp" || file.starts_with("??");
}

// "/tmp/x/allocator.cpp:57 (discriminator 2)" -> "allocator.cpp:57"
std::string short_place(const std::string& place) {
  const std::string file = place.substr(0, place.find(' '));
  const auto slash = file.rfind('/');
  return slash == std::string::npos ? file : file.substr(slash + 1);
}

}  // namespace

std::string source_lines(const std::filesystem::path& object,
                         const std::vector<CodeAddress>& addresses) {
  if (addresses.empty()) return "";
  std::istringstream lines(symbolize(object, addresses));
  std::string function, place, text, last;
  std::size_t shown = 0, repeated = 0;
  const auto tell_repeated = [&] {
    if (repeated > 0)
      text += fmt::format("\n  … and {} calls more of the same line", repeated);
    repeated = 0;
  };
  while (std::getline(lines, function) && std::getline(lines, place)) {
    const std::string where = short_place(place);
    if (place.starts_with("/usr/include/")) continue;
    if (of_the_kit(where.substr(0, where.find(':')))) continue;
    if (where.ends_with(":0") || where.ends_with(":?")) continue;
    const std::string line =
        trace::printable(where) + " in " + trace::printable(function);
    if (line == last) {
      ++repeated;
      continue;
    }
    tell_repeated();
    if (shown++ == most_lines) break;
    text += (text.empty() ? "" : "\n") + line;
    last = line;
  }
  tell_repeated();
  return text;
}

}  // namespace heaplab::judge
