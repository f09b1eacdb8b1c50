#include "abi/symbols.hpp"

#include <cxxabi.h>
#include <elf.h>
#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include "abi/text.hpp"

extern "C" {
extern const char __executable_start[];
extern const char etext[];
}

namespace heaplab::abi {
namespace {

struct Function {
  std::uint64_t start;
  std::uint64_t size;  // 0: unknown
  const char* name;
};

std::vector<Function>& functions() {
  static std::vector<Function> all;
  return all;
}

// The file stays mapped: names point into it.
std::string_view map_own_file() {
  int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  const auto path = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
  if (file < 0 && path != nullptr) file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) return {};
  const auto bytes = static_cast<std::size_t>(status.st_size);
  void* place = mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (place == MAP_FAILED) return {};
  return {static_cast<const char*>(place), bytes};
}

bool names_code(const Elf64_Sym& symbol, const char* name) {
  const unsigned type = ELF64_ST_TYPE(symbol.st_info);
  if (symbol.st_shndx == SHN_UNDEF || symbol.st_value == 0) return false;
  if (name[0] == '\0' || name[0] == '$' || name[0] == '.') return false;
  return type == STT_FUNC || (type == STT_NOTYPE && is_code(symbol.st_value));
}

void take_table(const char* file, const Elf64_Shdr& table,
                const Elf64_Shdr& names) {
  const auto* symbols =
      reinterpret_cast<const Elf64_Sym*>(file + table.sh_offset);
  const std::size_t count = table.sh_size / sizeof(Elf64_Sym);
  for (std::size_t i = 0; i < count; ++i) {
    const char* name = file + names.sh_offset + symbols[i].st_name;
    if (!names_code(symbols[i], name)) continue;
    functions().push_back({symbols[i].st_value, symbols[i].st_size, name});
  }
}

// The symbol that covers the address, or else the nearest before it. A symbol
// without a size does not hide one that covers the address.
const Function* find_function(std::uint64_t address) {
  const Function* nearest = nullptr;
  for (const Function& one : functions()) {
    if (one.start > address) break;
    if (one.size != 0 && address - one.start >= one.size) continue;
    const bool better =
        nearest == nullptr || one.size != 0 || nearest->size == 0;
    if (better) nearest = &one;
  }
  return nearest;
}

std::string readable(const char* name) {
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> text(
      ::__cxxabiv1::__cxa_demangle(name, nullptr, nullptr, &status), std::free);
  return status == 0 && text != nullptr ? text.get() : name;
}

}  // namespace

void read_symbols() {
  const std::string_view file = map_own_file();
  if (file.size() < sizeof(Elf64_Ehdr)) return;
  const auto* header = reinterpret_cast<const Elf64_Ehdr*>(file.data());
  if (std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) return;
  const auto* sections =
      reinterpret_cast<const Elf64_Shdr*>(file.data() + header->e_shoff);
  for (unsigned i = 0; i < header->e_shnum; ++i) {
    if (sections[i].sh_type != SHT_SYMTAB) continue;
    take_table(file.data(), sections[i], sections[sections[i].sh_link]);
  }
  std::stable_sort(functions().begin(), functions().end(),
                   [](const Function& left, const Function& right) {
                     return left.start < right.start;
                   });
}

bool have_symbols() { return !functions().empty(); }

bool is_defined(std::string_view name) {
  return std::any_of(functions().begin(), functions().end(),
                     [&](const Function& one) { return one.name == name; });
}

bool is_code(std::uint64_t address) {
  return address >= reinterpret_cast<std::uint64_t>(__executable_start) &&
         address < reinterpret_cast<std::uint64_t>(etext);
}

std::string code_name(std::uint64_t address) {
  const Function* function =
      is_code(address) ? find_function(address) : nullptr;
  if (function == nullptr) return hex(address);
  const std::uint64_t offset = address - function->start;
  return readable(function->name) + (offset == 0 ? "" : "+" + hex(offset));
}

std::uint64_t function_start(std::uint64_t address) {
  const Function* function =
      is_code(address) ? find_function(address) : nullptr;
  return function == nullptr ? 0 : function->start;
}

}  // namespace heaplab::abi
