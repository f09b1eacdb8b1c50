// What the lines of /proc/self/maps belong to, and the program's own lines.
// break it: `permissions == "r-xp"` -> `permissions == "rwxp"`
#include <map>

#include "demo/demo.hpp"
#include "maps.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::Table;

namespace {

void what_is_mapped(Demo& demo, const std::string& program) {
  std::map<std::string, std::pair<int, std::uintptr_t>> kinds;
  for (const Mapping& mapping : read_maps()) {
    auto& [lines, bytes] = kinds[kind_of(mapping, program)];
    lines++;
    bytes += mapping.bytes();
  }
  Table& table = demo.table("Lines of the file, by what stands behind them",
                            {"mapping", "lines", "size"});
  for (const char* kind :
       {"the program", "a library", "[heap]", "no file", "[stack]", "[vdso]"}) {
    table.row(
        {kind, measured(std::to_string(kinds[kind].first)),
         measured(static_cast<double>(kinds[kind].second) / 1024, "KiB")});
  }
}

// [lines
void lines_of_the_program(Demo& demo, const std::string& program) {
  Table& table = demo.table("The lines of the program's own file",
                            {"may", "size", "from the file's byte"});
  bool any_code = false;
  for (const Mapping& mapping : read_maps()) {
    if (mapping.name == program) {
      table.row({mapping.permissions,
                 measured(static_cast<double>(mapping.bytes()) / 1024, "KiB"),
                 measured("0x" + mapping.offset)});
      any_code = any_code || mapping.permissions == "r-xp";
    }
  }
  demo.expect("one of the file's mappings is its code", any_code);
}
// lines]

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "map_lines", "What stands behind the lines of a map?",
      [](Demo& demo) {
        const std::string program = link_target("/proc/self/exe");
        what_is_mapped(demo, program);
        lines_of_the_program(demo, program);
      });
}
