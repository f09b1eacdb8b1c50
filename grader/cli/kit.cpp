#include "cli/kit.hpp"

#include <unistd.h>

#include <cstdlib>

namespace heaplab::cli {
namespace fs = std::filesystem;

grade::Kit this_kit() {
  grade::Kit kit;
  const char* root = std::getenv("HEAPLAB_ROOT");
  kit.root = root != nullptr && *root != '\0' ? root : HEAPLAB_SOURCE;
  kit.bin = fs::read_symlink("/proc/self/exe").parent_path();
  kit.version = HEAPLAB_VERSION;
  return kit;
}

std::vector<grade::Manifest> labs_of(const grade::Kit& kit) {
  return grade::find_labs(kit.labs());
}

report::TextOptions text_options(std::FILE* stream) {
  const char* no_color = std::getenv("NO_COLOR");
  const bool refused = no_color != nullptr && *no_color != '\0';
  report::TextOptions options;
  options.colour = !refused && ::isatty(::fileno(stream)) == 1;
  return options;
}

fs::path last_result(const grade::Kit& kit, const std::string& lab) {
  return kit.root / "build" / "results" / (lab + ".json");
}

}  // namespace heaplab::cli
