// Reads, writes, jumps and frees where Memcheck permits none.
#include <fmt/format.h>

#include "grade/memory/block_access.hpp"
#include "grade/memory/memcheck_block.hpp"
#include "grade/memory/memcheck_tell.hpp"

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;
using valgrind::Error;
using valgrind::ErrorKind;

void tell_block_access(Finding& finding, const BlockAccess& block) {
  tell(
      finding,
      block.is_freed ? FindingKind::use_after_free : FindingKind::out_of_bounds,
      "accesses of live blocks only, within their size",
      fmt::format("{} {}, {}", access_text(block.kind, block.bytes),
                  at(block.accessed), beside_block(block)));
  show_block(finding, block);
}

FindingKind kind_of(const std::optional<AddressNote>& note) {
  if (!note) return FindingKind::invalid_access;
  switch (note->nowhere) {
    case Nowhere::null_page:
      return FindingKind::null_pointer;
    case Nowhere::below_stack:
      return FindingKind::use_after_scope;
    case Nowhere::named:
    case Nowhere::stack:
    case Nowhere::unknown:
      break;
  }
  return FindingKind::invalid_access;
}

std::string address_text(const std::optional<AddressNote>& note) {
  if (!note) return "where no block is";
  const std::string address = fmt::format("at address {:#x}", note->address);
  switch (note->nowhere) {
    case Nowhere::null_page:
      return note->address == 0 ? "through a null pointer"
                                : address + ": a null pointer and an offset";
    case Nowhere::below_stack:
      return "on the stack, where no function's locals are any more";
    case Nowhere::stack:
      return "on the stack";
    case Nowhere::named:
      return fmt::format("{}, which {}", address, note->text);
    case Nowhere::unknown:
      break;
  }
  return address + ", where no block is";
}

void tell_address_access(Finding& finding, const Error& error, AccessKind kind,
                         const Place& place) {
  const auto note = address_of(error);
  tell(finding, kind_of(note), "accesses of live objects only",
       fmt::format("{} {}, {}", access_text(kind, size_in(error.what)),
                   at(place), address_text(note)));
}

void tell_free_of_block(Finding& finding, const BlockAccess& block) {
  const bool again = block.is_freed && block.offset == 0;
  tell(finding, again ? FindingKind::double_free : FindingKind::bad_free,
       again ? "each block freed once"
             : "only the address of a live block freed",
       again
           ? fmt::format("frees {} a block of {} again: {} allocated it, {} "
                         "freed it",
                         at(block.accessed), counted(block.block_bytes, "byte"),
                         who(block.allocated), who(block.freed))
           : fmt::format("frees {} an address {}", at(block.accessed),
                         beside_block(block)));
  show_block(finding, block);
}

}  // namespace

void tell_access(Finding& finding, const Error& error,
                 const StudentFiles& files) {
  const AccessKind kind = error.kind == ErrorKind::invalid_read
                              ? AccessKind::read
                              : AccessKind::write;
  const Place place = place_of_error(error, files);
  auto block = block_of(error, files);
  if (!block) return tell_address_access(finding, error, kind, place);
  block->kind = kind;
  block->bytes = size_in(error.what);
  block->accessed = place;
  tell_block_access(finding, *block);
}

void tell_free(Finding& finding, const Error& error,
               const StudentFiles& files) {
  const Place place = place_of_error(error, files);
  auto block = block_of(error, files);
  if (block) {
    block->kind = AccessKind::free;
    block->accessed = place;
    return tell_free_of_block(finding, *block);
  }
  const auto note = address_of(error);
  const std::string where = address_text(note);
  tell(finding, FindingKind::bad_free, "only the address of a live block freed",
       fmt::format(
           "frees {} {}", at(place),
           where.starts_with("at ") ? where.substr(3) : "an address " + where));
}

void tell_jump(Finding& finding, const Error& error,
               const StudentFiles& files) {
  const auto note = address_of(error);
  tell(finding, kind_of(note), "calls of functions only",
       fmt::format("jumps {} to an address that is no code, {}",
                   at(place_of_error(error, files)), address_text(note)));
}

}  // namespace heaplab::grade
