#include "demo/scratch_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace heaplab::demo {
namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
  std::string name =
      fs::read_symlink("/proc/self/exe").parent_path() / "scratch-XXXXXX";
  if (mkdtemp(name.data()) == nullptr)
    throw std::system_error(errno, std::generic_category(),
                            "cannot make " + name);
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code none;
  fs::remove_all(path_, none);
}

}  // namespace heaplab::demo
