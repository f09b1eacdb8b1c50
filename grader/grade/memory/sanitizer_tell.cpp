#include "grade/memory/sanitizer_tell.hpp"

#include <fmt/format.h>

#include <regex>

#include "grade/memory/block_access.hpp"

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;

struct Telling {
  Finding& finding;
  const SanitizerReport& report;
  const StudentFiles& files;
  Place place;

  void say(std::string expected, std::string actual) const {
    finding.expected = std::move(expected);
    finding.actual = std::move(actual);
  }
};

// "0x60… is located 3 bytes inside of 12-byte region [0x…,0x…)"; since LLVM 16
// and g++ 14 "0 bytes after" in place of "to the right of".
std::optional<BlockAccess> block_of(const Telling& of) {
  static const std::regex form(
      "is located ([0-9]{1,18}) bytes (to the right of|after|to the left "
      "of|before|inside of|inside) ([0-9]{1,18})-byte region");
  std::smatch found;
  if (!std::regex_search(of.report.region, found, form)) return std::nullopt;
  BlockAccess block;
  block.block_bytes = std::stoull(found[3]);
  const std::int64_t distance = std::stoll(found[1]);
  const std::string side = found[2];
  if (side == "to the left of" || side == "before") {
    block.offset = -distance;
  } else {
    const bool is_after = side == "to the right of" || side == "after";
    block.offset =
        distance +
        (is_after ? static_cast<std::int64_t>(block.block_bytes) : 0);
  }
  block.bytes = of.report.bytes;
  block.kind = of.report.writes ? AccessKind::write : AccessKind::read;
  block.is_freed = !of.report.freed.empty();
  block.accessed = of.place;
  block.allocated = place_of(of.report.allocated, of.files);
  block.freed = place_of(of.report.freed, of.files);
  return block;
}

std::string access(const Telling& of) {
  return fmt::format(
      "{} {}",
      access_text(of.report.writes ? AccessKind::write : AccessKind::read,
                  of.report.bytes),
      at(of.place));
}

// "global variable 'table'", "the local 'line'"; empty where none is named.
std::string object_of(const SanitizerReport& report) {
  static const std::regex global("global variable '(.*?)'");
  std::smatch found;
  if (std::regex_search(report.region, found, global))
    return fmt::format("the global variable {}", found[1].str());
  return report.local.empty() ? "" : fmt::format("the local {}", report.local);
}

void tell_bounds(const Telling& of) {
  const std::string expected = "accesses within the object";
  if (of.report.what.find("negative-size-param") != std::string::npos) {
    return of.say(
        expected,
        fmt::format("asks {} for a negative number of bytes", at(of.place)));
  }
  if (of.report.what.find("container-overflow") != std::string::npos) {
    return of.say(expected, access(of) +
                                ", behind the elements of a container, within "
                                "its capacity");
  }
  const std::string object = object_of(of.report);
  of.say(expected, access(of) + (object.empty() ? ", outside of it"
                                                : ", outside of " + object));
}

void tell_scope(const Telling& of) {
  const std::string object = object_of(of.report);
  const bool returned =
      of.report.what.find("use-after-return") != std::string::npos;
  of.say("uses of locals while they live",
         fmt::format("{}, in {}, whose {}", access(of),
                     object.empty() ? "a local" : object,
                     returned ? "function has returned" : "scope has ended"));
}

void tell_access(const Telling& of) {
  const auto block = block_of(of);
  if (!block && of.finding.kind == FindingKind::use_after_scope)
    return tell_scope(of);
  if (!block) return tell_bounds(of);
  of.say("accesses of live blocks only, within their size",
         fmt::format("{}, {}", access(of), beside_block(*block)));
  show_block(of.finding, *block);
}

void tell_free(const Telling& of) {
  auto block = block_of(of);
  if (!block) {
    return of.say(
        "only the address of a live block freed",
        fmt::format("frees {} an address where no block begins", at(of.place)));
  }
  block->kind = AccessKind::free;
  show_block(of.finding, *block);
  if (of.finding.kind == FindingKind::double_free) {
    return of.say(
        "each block freed once",
        fmt::format("frees {} a block of {} again: {} allocated it, {} freed "
                    "it",
                    at(of.place), counted(block->block_bytes, "byte"),
                    who(block->allocated), who(block->freed)));
  }
  of.say("only the address of a live block freed",
         fmt::format("frees {} an address {}", at(of.place),
                     beside_block(*block)));
}

void tell_mismatch(const Telling& of) {
  of.say(
      "malloc with free, new with delete, new[] with delete[], each with "
      "its size",
      fmt::format("{} frees what {} allocated: {}", who(of.place),
                  who(place_of(of.report.allocated, of.files)),
                  of.report.what.substr(0, of.report.what.find(" on 0x"))));
}

void tell_leak(const Telling& of) {
  static const std::regex form("leak of ([0-9]+) byte.* in ([0-9]+) object");
  std::smatch found;
  if (!std::regex_search(of.report.what, found, form)) return;
  of.say("every block freed, or owned by something that is left",
         fmt::format("{} in {} that {} allocated: lost",
                     counted(std::stoull(found[1]), "byte"),
                     counted(std::stoull(found[2]), "block"), who(of.place)));
}

void tell_pointer(const Telling& of) {
  const bool null = of.finding.kind == FindingKind::null_pointer;
  of.say("accesses of live objects only",
         null ? fmt::format("{}, through a null pointer", access(of))
              : fmt::format("{}, where nothing is", access(of)));
}

void tell_assertion(const Telling& of) {
  const std::string function = short_function(of.report.library);
  const bool is_inner = function.find("::_") != std::string::npos;
  const std::string in =
      is_inner || of.place.line.empty()
          ? of.report.where.substr(of.report.where.rfind('/') + 1)
          : function;
  of.say(
      "calls whose preconditions hold",
      fmt::format("{}: {} requires {}",
                  of.place.line.empty() ? "outside your files" : of.place.line,
                  in, of.report.what));
}

void tell_undefined(const Telling& of) {
  const std::string where =
      of.place.line.empty() ? of.report.where : of.place.line;
  of.say("behaviour that C++ defines",
         fmt::format("at {}: {}", where, of.report.what));
}

void tell_by_address(const Telling& of) {
  switch (of.finding.kind) {
    case FindingKind::out_of_bounds:
    case FindingKind::use_after_free:
    case FindingKind::use_after_scope:
      return tell_access(of);
    case FindingKind::double_free:
    case FindingKind::bad_free:
      return tell_free(of);
    case FindingKind::mismatched_free:
      return tell_mismatch(of);
    case FindingKind::null_pointer:
    case FindingKind::invalid_access:
      return tell_pointer(of);
    case FindingKind::overlapping_copy:
      return of.say(
          "source and destination apart, or memmove",
          fmt::format("copies {} to bytes that it copies from", at(of.place)));
    case FindingKind::too_much_memory:
      return of.say("sizes that are meant",
                    fmt::format("{}: {}", at(of.place), of.report.what));
    default:
      of.say("no error of memory",
             fmt::format("{}: {}", at(of.place), of.report.what));
  }
}

}  // namespace

void tell_sanitizer(Finding& finding, const SanitizerReport& report,
                    const StudentFiles& files) {
  const Telling telling{finding, report, files, place_of(report.frames, files)};
  finding.source = source_of(telling.place);
  if (finding.source.empty() && report.tool == SanitizerTool::undefined &&
      files.contains(report.where.substr(0, report.where.find(':'))))
    finding.source = report.where;
  switch (report.tool) {
    case SanitizerTool::address:
      return tell_by_address(telling);
    case SanitizerTool::leak:
      return tell_leak(telling);
    case SanitizerTool::undefined:
      return tell_undefined(telling);
    case SanitizerTool::assertion:
      return tell_assertion(telling);
  }
}

}  // namespace heaplab::grade
