#include "grade/isa.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/program_file.hpp"

namespace heaplab::grade {
namespace {

struct Names {
  const char* folder;
  const char* triple;
  const char* emulator;
  const char* package;  // of the cross compiler
};

const Names& names_of(Isa isa) {
  static constexpr Names x86_64{"x86-64", "x86_64-linux-gnu", "qemu-x86_64",
                                "g++-x86-64-linux-gnu"};
  static constexpr Names aarch64{"aarch64", "aarch64-linux-gnu", "qemu-aarch64",
                                 "g++-aarch64-linux-gnu"};
  return isa == Isa::x86_64 ? x86_64 : aarch64;
}

// The path of a program, or empty; then its package is noted.
std::string look_for(const std::string& program, const char* package,
                     const std::string& folders,
                     std::vector<std::string>& packages) {
  const auto found = find_program(program, folders);
  if (found) return found->string();
  packages.emplace_back(package);
  return {};
}

}  // namespace

std::string_view isa_name(Isa isa) { return names_of(isa).folder; }

Isa native_isa() {
#if defined(__aarch64__)
  return Isa::aarch64;
#else
  return Isa::x86_64;
#endif
}

Isa other_isa() {
  return native_isa() == Isa::x86_64 ? Isa::aarch64 : Isa::x86_64;
}

Toolchain find_toolchain(Isa isa, const std::string& folders) {
  Toolchain tools;
  tools.isa = isa;
  if (tools.is_native()) {
    tools.compiler = HEAPLAB_CXX;
    tools.addr2line = find_program("addr2line", folders).value_or("").string();
    return tools;
  }
  const Names& names = names_of(isa);
  std::vector<std::string> packages;
  tools.runner = {look_for(names.emulator, "qemu-user", folders, packages)};
  tools.compiler = look_for(fmt::format("{}-g++", names.triple), names.package,
                            folders, packages);
  tools.addr2line =
      find_program(fmt::format("{}-addr2line", names.triple), folders)
          .value_or("")
          .string();
  if (!packages.empty()) {
    tools.missing =
        fmt::format("needs {}, not installed: sudo apt-get install {}",
                    fmt::join(packages, " and "), fmt::join(packages, " "));
  }
  return tools;
}

}  // namespace heaplab::grade
