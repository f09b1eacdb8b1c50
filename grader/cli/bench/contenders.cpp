#include "cli/bench/contenders.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "support/error.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

struct Peer {
  const char* name;
  const char* library;  // nullptr: always there
  const char* package;  // of Debian
};

constexpr Peer peers[] = {
    {"glibc", nullptr, nullptr},
    {"mimalloc", "libmimalloc.so.2", "libmimalloc-dev"},
    {"jemalloc", "libjemalloc.so.2", "libjemalloc-dev"},
    {"tcmalloc", "libtcmalloc_minimal.so.4", "libgoogle-perftools-dev"}};

fs::path peer_object(const grade::Kit& kit, const std::string& name) {
  return kit.bin / ("peer-" + name + ".so");
}

Allocator make(const std::string& name, AllocatorKind kind,
               const fs::path& object) {
  Allocator allocator;
  allocator.name = name;
  allocator.kind = kind;
  allocator.contender.submission = {object, name};
  return allocator;
}

Allocator floor_of(const grade::Kit& kit) {
  return make("empty", AllocatorKind::floor, peer_object(kit, "empty"));
}

Allocator bump_of(const grade::Kit& kit) {
  Allocator bump = make("bump", AllocatorKind::baseline, kit.baseline("bump"));
  bump.contender.limits.reuse = false;
  return bump;
}

Allocator peer_of(const grade::Kit& kit, const Peer& peer) {
  Allocator allocator =
      make(peer.name, AllocatorKind::system, peer_object(kit, peer.name));
  allocator.contender.trusted = true;
  const std::string failure = judge::load_failure(allocator.contender);
  if (failure.empty()) return allocator;
  allocator.skipped = failure.substr(0, failure.find('\n'));
  if (peer.package && failure.find("No such file") != std::string::npos)
    allocator.skipped = fmt::format("{} is not installed (package {})",
                                    peer.library, peer.package);
  return allocator;
}

Allocator compiled_for(const grade::Kit& kit, const grade::Manifest& lab,
                       const fs::path& folder, const std::string& name,
                       AllocatorKind kind) {
  Allocator allocator = make(name, kind, {});
  allocator.lab = lab.id;
  allocator.layout = lab.utilization.layout;
  allocator.compiled =
      grade::compile_submission(kit, lab, folder, grade::real_services());
  allocator.contender.submission = {allocator.compiled.submission.object, name};
  allocator.contender.limits = lab.limits;
  if (const auto& finding = allocator.compiled.finding)
    allocator.skipped = fmt::format("it does not compile: {} {}",
                                    finding->source, finding->actual);
  return allocator;
}

Allocator reference_of(const grade::Kit& kit, const grade::Manifest& lab,
                       const fs::path& folder, const std::string& name) {
  try {
    return compiled_for(kit, lab, folder, name, AllocatorKind::reference);
  } catch (const InputError& error) {
    Allocator allocator = make(name, AllocatorKind::reference, {});
    allocator.skipped = error.what();
    return allocator;
  }
}

// The bonus part of lab 6: a second reference, in a folder of the first.
fs::path bonus_folder(const grade::Kit& kit, const grade::Manifest& lab) {
  return kit.solution(lab.id) / bonus_name;
}

Allocator entrant_of(const grade::Kit& kit,
                     const std::vector<grade::Manifest>& labs,
                     const Entrant& entrant) {
  const grade::Manifest& lab = grade::find_lab(labs, entrant.lab);
  Allocator allocator =
      compiled_for(kit, lab, entrant.folder, entrant.folder.string(),
                   AllocatorKind::submission);
  if (allocator.skipped.empty()) return allocator;
  throw InputError(
      fmt::format("{}: {}\nType ./lab check {} --submission {} to "
                  "see more.",
                  entrant.folder.string(), allocator.skipped, lab.id,
                  entrant.folder.string()));
}

// Each known name, and what makes the allocator.
struct Known {
  std::string name;
  std::function<Allocator()> make;
};

std::vector<Known> known_allocators(const grade::Kit& kit,
                                    const std::vector<grade::Manifest>& labs) {
  std::vector<Known> known;
  known.push_back({"empty", [&kit] { return floor_of(kit); }});
  known.push_back({"bump", [&kit] { return bump_of(kit); }});
  const auto add = [&](const grade::Manifest& lab, const fs::path& folder,
                       const std::string& name) {
    if (lab.exercises.empty() && fs::exists(folder / lab.file))
      known.push_back({name, [&kit, &lab, folder, name] {
                         return reference_of(kit, lab, folder, name);
                       }});
  };
  for (const grade::Manifest& lab : labs) {
    if (!lab.limits.reuse) continue;  // its blocks are not used again
    add(lab, kit.solution(lab.id), lab.id);
    add(lab, bonus_folder(kit, lab), bonus_name);
  }
  for (const Peer& peer : peers)
    known.push_back({peer.name, [&kit, &peer] { return peer_of(kit, peer); }});
  return known;
}

// A name, or a beginning that only one has: 05.
const Known& find_known(const std::vector<Known>& known,
                        const std::string& name) {
  std::vector<std::string_view> names;
  const Known* found = nullptr;
  std::size_t alike = 0;
  for (const Known& one : known) {
    if (one.name == name) return one;
    if (!name.empty() && one.name.starts_with(name)) found = &one, ++alike;
    names.push_back(one.name);
  }
  if (alike == 1) return *found;
  throw InputError(
      fmt::format("--allocators: expected some of {}, found \"{}\"",
                  fmt::join(names, ", "), name));
}

}  // namespace

std::vector<Allocator> find_allocators(const grade::Kit& kit,
                                       const std::vector<grade::Manifest>& labs,
                                       const std::vector<std::string>& names,
                                       const std::vector<Entrant>& entrants) {
  const std::vector<Known> known = known_allocators(kit, labs);
  std::vector<const Known*> chosen;
  for (const std::string& name : names)
    chosen.push_back(&find_known(known, name));
  std::vector<Allocator> allocators;
  for (const Known& one : known)
    if (names.empty() ||
        std::find(chosen.begin(), chosen.end(), &one) != chosen.end())
      allocators.push_back(one.make());
  for (const Entrant& entrant : entrants)
    allocators.push_back(entrant_of(kit, labs, entrant));
  std::stable_partition(
      allocators.begin(), allocators.end(),
      [](const Allocator& allocator) { return allocator.skipped.empty(); });
  return allocators;
}

}  // namespace heaplab::cli
