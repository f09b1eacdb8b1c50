// The lines of /proc/PID/maps, one Mapping each.
#pragma once

#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

struct Mapping {
  std::uintptr_t first = 0, end = 0;  // the bytes [first, end)
  std::string permissions;            // "r-xp"
  std::string offset;                 // in the file, hexadecimal
  std::string name;  // a file's path, "[heap]", or empty: no file

  std::uintptr_t bytes() const { return end - first; }
  bool holds(std::uintptr_t address) const {
    return first <= address && address < end;
  }
};

inline std::vector<Mapping> read_maps(const std::string& pid = "self") {
  std::vector<Mapping> maps;
  std::ifstream file("/proc/" + pid + "/maps");
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    Mapping mapping;
    std::string device, inode;
    char dash = 0;
    words >> std::hex >> mapping.first >> dash >> mapping.end;
    words >> mapping.permissions >> mapping.offset >> device >> inode;
    std::getline(words >> std::ws, mapping.name);
    maps.push_back(mapping);
  }
  return maps;
}

// The mapping that an address lies in; one of no bytes if there is none.
inline Mapping mapping_of(const std::vector<Mapping>& maps,
                          std::uintptr_t address) {
  for (const Mapping& mapping : maps) {
    if (mapping.holds(address)) {
      return mapping;
    }
  }
  return {};
}

template <class Pointer>
std::uintptr_t address_of(Pointer pointer) {
  return reinterpret_cast<std::uintptr_t>(pointer);
}

inline std::string link_target(const std::string& path) {
  char target[4096];
  const ssize_t length = readlink(path.c_str(), target, sizeof target);
  return std::string(target, length > 0 ? static_cast<std::size_t>(length) : 0);
}

inline std::string hexadecimal(std::uintptr_t number) {
  std::ostringstream text;
  text << "0x" << std::hex << number;
  return text.str();
}

// "/usr/lib/libc.so.6" -> "libc.so.6"
inline std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

// What a mapping is, in words.
inline std::string kind_of(const Mapping& mapping, const std::string& program) {
  const auto break_address = address_of(sbrk(0));
  if (mapping.bytes() == 0) {
    return "not mapped";
  }
  if (mapping.name == program) {
    return "the program";
  }
  if (mapping.name == "[heap]" ||
      (mapping.name.empty() && mapping.holds(break_address - 1))) {
    return "[heap]";
  }
  if (mapping.name.find(".so") != std::string::npos) {
    return "a library";
  }
  return mapping.name.empty() ? "no file" : mapping.name;
}
