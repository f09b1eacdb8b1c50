// The two instruction sets of lab 01, and the tools that build and run programs
// for each.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace heaplab::grade {

enum class Isa { x86_64, aarch64 };

// "x86-64", "aarch64": the folder of a submission's assembly, and the first
// part of the check ids where it is not this machine's.
std::string_view isa_name(Isa isa);

Isa native_isa();  // of this machine
Isa other_isa();   // the other of the two

struct Toolchain {
  Isa isa = native_isa();
  std::string compiler;             // path
  std::string addr2line;            // path; empty: there is none
  std::vector<std::string> runner;  // what stands before a program: qemu
  // What is not installed, its Debian packages and the command that installs
  // them; empty: all is there.
  std::string missing;

  bool is_native() const { return isa == native_isa(); }
};

// The native one is the compiler that built the kit. The other's tools are
// looked for in `folders`, split by colons.
Toolchain find_toolchain(
    Isa isa, const std::string& folders = "/usr/local/bin:/usr/bin:/bin");

}  // namespace heaplab::grade
