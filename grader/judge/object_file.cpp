#include "judge/object_file.hpp"

#include <elf.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::judge {
namespace {

template <typename T>
T at(const std::string& file, std::uint64_t offset,
     const std::filesystem::path& path) {
  if (offset > file.size() || file.size() - offset < sizeof(T))
    throw InputError(path.string() + ": expected an ELF object, found a " +
                     "shorter file; compile the submission again");
  T value;
  std::memcpy(&value, file.data() + offset, sizeof(T));
  return value;
}

}  // namespace

std::uint64_t writable_global_bytes(const std::filesystem::path& object) {
  const std::string file = read_file(object);
  const auto header = at<Elf64_Ehdr>(file, 0, object);
  if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
    throw InputError(object.string() +
                     ": expected an ELF object, found something else; " +
                     "compile the submission again");
  std::uint64_t begin = 0, end = 0, read_only_end = 0, thread_local_bytes = 0;
  for (unsigned k = 0; k < header.e_phnum; ++k) {
    const auto segment =
        at<Elf64_Phdr>(file, header.e_phoff + k * sizeof(Elf64_Phdr), object);
    const std::uint64_t segment_end = segment.p_vaddr + segment.p_memsz;
    if (segment.p_type == PT_GNU_RELRO) read_only_end = segment_end;
    if (segment.p_type == PT_TLS) thread_local_bytes = segment.p_memsz;
    if (segment.p_type == PT_LOAD && (segment.p_flags & PF_W)) {
      begin = segment.p_vaddr;
      end = segment_end;
    }
  }
  begin = std::max(begin, read_only_end);
  return (end > begin ? end - begin : 0) + thread_local_bytes;
}

}  // namespace heaplab::judge
