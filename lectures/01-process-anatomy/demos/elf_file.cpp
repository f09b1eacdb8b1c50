// What stands in the program's own file, and where the run has put it.
// break it: `int answer = 42;` -> `int answer = 0;`
#include <elf.h>
#include <sys/auxv.h>

#include <cstring>
#include <iterator>

#include "demo/clock.hpp"
#include "demo/demo.hpp"
#include "maps.hpp"

using heaplab::demo::Demo;
using heaplab::demo::keep;
using heaplab::demo::measured;
using heaplab::demo::Table;

// [objects
// Four numbers among the instructions, put there by hand.
asm(R"(
  .pushsection .text
  .balign 8
numbers_in_text:
  .quad 2, 3, 5, 7
  .popsection
)");
extern "C" __attribute__((visibility("hidden")))
const std::uint64_t numbers_in_text[4];

extern const int limit = 100;
extern int answer;
int answer = 42;
static long long sum = 0;
static char megabyte[1 << 20];
// objects]

namespace {

// The file of this program, and the distance between the addresses that it
// names and those that the run has.
class ElfFile {
 public:
  ElfFile() {
    std::ifstream file("/proc/self/exe", std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(file), {});
    header_ = read<Elf64_Ehdr>(0);
    bias_ = getauxval(AT_ENTRY) - header_.e_entry;
    for (unsigned i = 0; i < header_.e_shnum; i++) {
      sections_.push_back(
          read<Elf64_Shdr>(header_.e_shoff + i * sizeof(Elf64_Shdr)));
    }
  }

  const Elf64_Ehdr& header() const { return header_; }
  const std::vector<Elf64_Shdr>& sections() const { return sections_; }
  bool begins_as_elf() const { return bytes_.compare(0, SELFMAG, ELFMAG) == 0; }

  std::string name(const Elf64_Shdr& section) const {
    const Elf64_Shdr& names = sections_[header_.e_shstrndx];
    return bytes_.c_str() + names.sh_offset + section.sh_name;
  }

  // The section whose bytes the run has put at this address.
  std::string section_at(std::uintptr_t address) const {
    const std::uintptr_t in_file = address - bias_;
    for (const Elf64_Shdr& section : sections_) {
      const bool loaded = (section.sh_flags & SHF_ALLOC) != 0 &&
                          (section.sh_flags & SHF_TLS) == 0;
      if (loaded && section.sh_addr <= in_file &&
          in_file - section.sh_addr < section.sh_size) {
        return name(section);
      }
    }
    return "none";
  }

  // The program that must load this one; empty: none, linked statically.
  std::string loader() const {
    for (unsigned i = 0; i < header_.e_phnum; i++) {
      const auto segment =
          read<Elf64_Phdr>(header_.e_phoff + i * sizeof(Elf64_Phdr));
      if (segment.p_type == PT_INTERP) {
        return bytes_.c_str() + segment.p_offset;
      }
    }
    return "";
  }

 private:
  template <class T>
  T read(std::uint64_t offset) const {
    T value;
    std::memcpy(&value, bytes_.data() + offset, sizeof value);
    return value;
  }

  std::string bytes_;
  Elf64_Ehdr header_;
  std::uintptr_t bias_;
  std::vector<Elf64_Shdr> sections_;
};

void show_header(Demo& demo, const ElfFile& file) {
  Table& table = demo.table("The file's header", {"field", "value"});
  const Elf64_Ehdr& header = file.header();
  const auto entry = getauxval(AT_ENTRY);
  table.row({"type", measured(header.e_type == ET_DYN ? "may lie anywhere"
                                                      : "fixed addresses")});
  table.row({"entry point", measured(hexadecimal(entry))});
  table.row({"it lies in", file.section_at(entry)});
  table.row({"loaded by", measured(file_name(file.loader()))});
  demo.expect("the file begins with the four bytes of ELF",
              file.begins_as_elf());
  demo.expect_equal("execution of the file begins in its .text",
                    file.section_at(entry), std::string(".text"));
}

void show_sections(Demo& demo, const ElfFile& file) {
  Table& table = demo.table("Some sections",
                            {"section", "in the file", "in memory", "may"});
  std::uint64_t read_only = 0;
  for (const Elf64_Shdr& section : file.sections()) {
    const std::string name = file.name(section);
    const bool loaded = (section.sh_flags & SHF_ALLOC) != 0;
    const bool writable = (section.sh_flags & SHF_WRITE) != 0;
    const bool is_code = (section.sh_flags & SHF_EXECINSTR) != 0;
    const bool in_file = section.sh_type != SHT_NOBITS;
    read_only += loaded && !writable ? section.sh_size : 0;
    if (name == ".text" || name == ".rodata" || name == ".eh_frame" ||
        name == ".data" || name == ".bss") {
      const auto bytes = static_cast<double>(section.sh_size);
      table.row(
          {name, in_file ? measured(bytes, "B") : "0", measured(bytes, "B"),
           writable ? "read, write" : (is_code ? "read, execute" : "read")});
    }
  }
  table.row({"all that is read only", measured(double(read_only), "B"),
             measured(double(read_only), "B"), "size: text"});
}

void show_objects(Demo& demo, const ElfFile& file) {
  Table& table = demo.table("Whose bytes lie where", {"object", "section"});
  std::string all_found, all_expected;
  auto object = [&](const char* what, const volatile void* place,
                    const std::string& section) {
    const std::string found =
        file.section_at(reinterpret_cast<std::uintptr_t>(place));
    table.row({what, found});
    all_found += found + " ";
    all_expected += section + " ";
  };
  object("const int limit = 100", &limit, ".rodata");
  object("int answer = 42", &answer, ".data");
  object("static long long sum = 0", &sum, ".bss");
  object("static char megabyte[1 << 20]", megabyte, ".bss");
  object("numbers_in_text", numbers_in_text, ".text");
  demo.expect_equal("each object lies in the section of its kind", all_found,
                    all_expected);
  std::uint64_t total = 0;
  for (const std::uint64_t number : numbers_in_text) {
    total += number;
  }
  table.row({"sum of numbers_in_text", total});
  demo.expect_equal("numbers among instructions can be read", total, 17u);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "elf_file",
                            "What stands in a program's file?", [](Demo& demo) {
                              keep(sum);
                              keep(megabyte[0]);
                              const ElfFile file;
                              show_header(demo, file);
                              show_sections(demo, file);
                              show_objects(demo, file);
                            });
}
