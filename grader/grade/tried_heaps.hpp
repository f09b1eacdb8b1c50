// The heaps that a lab tries heap checkers on: those of its files, and those
// that faulty variants of the reference have made.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grade/kit.hpp"
#include "grade/manifest.hpp"
#include "grade/services.hpp"
#include "heaps/heap_file.hpp"
#include "heaps/verify.hpp"

namespace heaplab::grade {

struct TriedHeap {
  std::string name;  // its check is checker/NAME
  std::string path;  // as it is typed from the kit's folder
  std::string title;
  std::string fault_class;  // empty: it is sound
  std::string hint;
  std::string not_noticeable;  // why no checker can notice it
  heaps::Image image;
  std::optional<heaps::Defect> defect;  // what the kit's verifier found

  bool is_chaff() const { return !fault_class.empty(); }
  bool is_noticeable() const { return is_chaff() && not_noticeable.empty(); }
};

// A patch of the reference that makes it break its heap: three lines `class:`,
// `about:` and `trace:` (a path from the kit's folder on), and a diff.
struct FaultyAllocator {
  std::filesystem::path path;  // NAME.patch
  std::string name;
  std::string fault_class;
  std::string about;  // one sentence
  std::filesystem::path trace;
};

// Throws InputError, `path:line: …`.
FaultyAllocator read_faulty_allocator(const std::filesystem::path& path);

// Sound heaps first, each kind by name. With `hidden` also those under
// solutions/, for which the reference and its faulty variants are compiled and
// run. All are proven sound or broken. Throws InputError for a file that is
// wrong, a patch that does not fit, and two heaps of one name.
std::vector<TriedHeap> read_tried_heaps(const Kit& kit, const Manifest& lab,
                                        bool hidden, const Services& services);

}  // namespace heaplab::grade
