#include "grade/tried_heaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "grade/compile.hpp"
#include "grade/mutants.hpp"
#include "grade/trace_jobs.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/read.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

TriedHeap from_file(const heaps::HeapFile& file, const fs::path& root) {
  TriedHeap heap;
  heap.name = file.name;
  heap.path = shown_path(file.path, root);
  heap.title = file.title;
  heap.fault_class = file.fault_class;
  heap.hint = file.hint;
  heap.not_noticeable = file.not_noticeable;
  heap.image = heaps::build(file, judge::address_for_images());
  heap.defect = heaps::first_defect(heap.image);
  return heap;
}

// Runs the reference, patched and as it is, and takes their heaps.
class Makers {
 public:
  Makers(const Kit& kit, const Manifest& lab, const Services& services)
      : kit_(kit), lab_(lab), services_(services) {}

  void add(const FaultyAllocator& faulty, std::vector<TriedHeap>& heaps) {
    const trace::Trace trace = trace::read_trace(kit_.root / faulty.trace);
    const auto folder =
        apply_patch(faulty.path, kit_.solution(lab_.id) / lab_.file);
    const Compiled compiled = compile(folder->path(), faulty.path.string());
    const judge::TakenHeap taken = services_.take_heap(
        trace, compiled.submission, lab_.limits, [](const heaps::Image& image) {
          return heaps::first_defect(image).has_value();
        });
    heaps.push_back(broken(faulty, taken.image));
    add_sound(trace, taken.operations, heaps);
  }

 private:
  Compiled compile(const fs::path& folder, const std::string& name) const {
    Compiled compiled = compile_submission(kit_, lab_, folder, services_);
    if (compiled.finding)
      throw InputError(fmt::format("{}: it does not compile: {}", name,
                                   compiled.finding->actual));
    compiled.submission.name = shown_path(name, kit_.root);
    return compiled;
  }

  TriedHeap broken(const FaultyAllocator& faulty,
                   const heaps::Image& image) const {
    TriedHeap heap;
    heap.name = faulty.name;
    heap.path = shown_path(faulty.path, kit_.root);
    heap.title = faulty.about;
    heap.fault_class = faulty.fault_class;
    heap.image = image;
    heap.defect = heaps::first_defect(image);
    if (heap.defect) return heap;
    throw InputError(fmt::format(
        "{}:3: expected a trace on which it breaks its heap, found the heap "
        "sound after every operation; choose another trace, or mend the patch",
        faulty.path.string()));
  }

  // The heap of the reference itself, once for each trace.
  void add_sound(const trace::Trace& trace, std::size_t operations,
                 std::vector<TriedHeap>& heaps) {
    if (!traces_.insert(trace.name).second) return;
    const fs::path solution = kit_.solution(lab_.id);
    if (!reference_.folder) reference_ = compile(solution, solution.string());
    trace::Trace part = trace;
    part.operations.resize(operations);
    TriedHeap heap;
    heap.name = "reference-" + trace.name;
    heap.path = shown_path(solution / lab_.file, kit_.root);
    heap.title = fmt::format(
        "the reference's own heap after {} operations of "
        "{}",
        operations, trace.name);
    heap.image = services_
                     .take_heap(part, reference_.submission, lab_.limits,
                                [](const heaps::Image&) { return false; })
                     .image;
    heap.defect = heaps::first_defect(heap.image);
    if (heap.defect)
      throw InputError(
          fmt::format("{}: expected a sound heap on {}, found "
                      "this: {}",
                      heap.path, trace.path, heap.defect->what));
    heaps.push_back(std::move(heap));
  }

  const Kit& kit_;
  const Manifest& lab_;
  const Services& services_;
  Compiled reference_;
  std::set<std::string> traces_;
};

std::vector<fs::path> patches_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".patch") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void require_unique(const std::vector<TriedHeap>& heaps) {
  std::map<std::string, std::string> paths;
  for (const TriedHeap& heap : heaps) {
    const auto [known, is_new] = paths.emplace(heap.name, heap.path);
    if (is_new) continue;
    throw InputError(
        fmt::format("{}: expected a name of its own, found that "
                    "of {}; rename one of them",
                    heap.path, known->second));
  }
}

}  // namespace

FaultyAllocator read_faulty_allocator(const fs::path& path) {
  const std::string content = read_file(path);
  std::string_view text = content;
  FaultyAllocator faulty;
  faulty.path = path;
  faulty.name = path.stem().string();
  faulty.fault_class = take_field(text, "class", path, 1);
  faulty.about = take_field(text, "about", path, 2);
  faulty.trace = take_field(text, "trace", path, 3);
  return faulty;
}

std::vector<TriedHeap> read_tried_heaps(const Kit& kit, const Manifest& lab,
                                        bool hidden, const Services& services) {
  std::vector<TriedHeap> heaps;
  const auto add_folder = [&](const fs::path& folder) {
    for (const heaps::HeapFile& file : heaps::read_heaps(folder))
      heaps.push_back(from_file(file, kit.root));
  };
  add_folder(lab.folder() / lab.checker.folder);
  if (hidden) {
    const fs::path solution = kit.solution(lab.id);
    add_folder(solution / lab.checker.folder);
    Makers makers(kit, lab, services);
    for (const fs::path& patch : patches_in(solution / "chaffs"))
      makers.add(read_faulty_allocator(patch), heaps);
  }
  require_unique(heaps);
  std::stable_sort(heaps.begin(), heaps.end(),
                   [](const TriedHeap& a, const TriedHeap& b) {
                     return std::pair(a.is_chaff(), a.name) <
                            std::pair(b.is_chaff(), b.name);
                   });
  return heaps;
}

}  // namespace heaplab::grade
