#include "grade/machine.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "trace/printable.hpp"

namespace heaplab::grade {
namespace {

// AArch64 kernels give no name, only the number of the part.
std::string cpu_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    const bool names =
        line.starts_with("model name") || line.starts_with("CPU part");
    const std::size_t colon = line.find(": ");
    if (names && colon != std::string::npos) {
      return trace::printable(line.substr(colon + 2));
    }
  }
  return "unknown";
}

}  // namespace

std::map<std::string, std::string> machine_description() {
  std::map<std::string, std::string> machine;
  machine["cpu"] = cpu_name();
  machine["cpus"] = fmt::format("{}", std::thread::hardware_concurrency());
  machine["compiler"] = HEAPLAB_CXX;
  utsname system{};
  if (::uname(&system) == 0) {
    machine["architecture"] = system.machine;
    machine["kernel"] = system.release;
  }
  std::array<double, 1> load{};
  if (::getloadavg(load.data(), 1) == 1) {
    machine["load"] = fmt::format("{:.2f}", load[0]);
  }
  return machine;
}

}  // namespace heaplab::grade
