#include "grade/clinic/memory_file.hpp"

#include <fmt/format.h>

#include "grade/toml_table.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade::clinic {
namespace fs = std::filesystem;

fs::path memory_file(const Kit& kit, const Manifest& lab,
                     const std::string& program, bool hidden) {
  if (!hidden) return lab.folder() / "clinic" / program / "memory.toml";
  return kit.solution(lab.id) / "hidden" / "clinic" /
         (program + "_memory.toml");
}

void read_memory(const fs::path& file, std::map<std::string, Memory>& memory) {
  const toml::table document = parse_toml(read_file(file), file);
  for (const auto& [name, node] : document) {
    const toml::table* const table = node.as_table();
    if (table == nullptr) {
      throw InputError(fmt::format(
          "{}: expected a table for each test, found another value of \"{}\"; "
          "./lab dev reference writes the file anew",
          file.string(), std::string_view(name)));
    }
    TomlTable test(*table, file, fmt::format("\"{}\"", std::string_view(name)));
    Memory& one = memory[std::string(std::string_view(name))];
    constexpr std::uint64_t most = std::uint64_t{1} << 40;
    one.allocations = test.whole("allocations", 0, most);
    one.peak_bytes = test.whole("peak_bytes", 0, most);
    test.finish();
  }
}

std::string memory_text(const std::map<std::string, Memory>& memory) {
  std::string text =
      "# One round of each test with the reference's repairs, as measured by\n"
      "# ./lab dev reference\n";
  for (const auto& [name, one] : memory)
    text += fmt::format("\"{}\" = {{ allocations = {}, peak_bytes = {} }}\n",
                        name, one.allocations, one.peak_bytes);
  return text;
}

}  // namespace heaplab::grade::clinic
