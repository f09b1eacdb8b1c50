#include "trace/forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

constexpr auto operations = std::to_array<OperationForm>({
    {"a", OperationKind::allocate, "a ID BYTES"},
    {"c", OperationKind::allocate_zeroed, "c ID BYTES"},
    {"m", OperationKind::allocate_aligned, "m ID ALIGNMENT BYTES"},
    {"r", OperationKind::reallocate, "r ID BYTES"},
    {"f", OperationKind::deallocate, "f ID"},
    {"mark", OperationKind::mark, "mark K"},
    {"release", OperationKind::release, "release K"},
    {"call", OperationKind::call, "call ID BYTES"},
    {"alloca", OperationKind::frame_allocate, "alloca ID BYTES"},
    {"return", OperationKind::leave, "return"},
    {"unwind", OperationKind::unwind, "unwind ID"},
    {"walk", OperationKind::walk_frames, "walk"},
    {"spawn", OperationKind::spawn, "spawn ID BYTES"},
    {"resume", OperationKind::resume, "resume ID"},
    {"yield", OperationKind::yield, "yield"},
    {"finish", OperationKind::finish, "finish"},
    {"expect", OperationKind::expect, "expect SUBJECT"},
    {"calloc", OperationKind::allocate_array, "calloc ID COUNT BYTES"},
    {"new", OperationKind::scalar_new, "new ID BYTES [ALIGNMENT]"},
    {"new[]", OperationKind::array_new, "new[] ID BYTES [ALIGNMENT]"},
    {"delete", OperationKind::scalar_delete, "delete ID [BYTES [ALIGNMENT]]"},
    {"delete[]", OperationKind::array_delete,
     "delete[] ID [BYTES [ALIGNMENT]]"},
    {"free", OperationKind::free_any, "free ID"},
    {"realloc", OperationKind::reallocate_any, "realloc ID BYTES [NEW_ID]"},
    {"free_at", OperationKind::free_at, "free_at ID OFFSET"},
    {"free_wild", OperationKind::free_wild, "free_wild"},
    {"write", OperationKind::write, "write ID OFFSET BYTES"},
    {"copy", OperationKind::copy, "copy ID OFFSET ID2 OFFSET2 BYTES"},
    {"read", OperationKind::read, "read ID OFFSET BYTES"},
    {"verify", OperationKind::verify, "verify"},
    {"exit", OperationKind::exit_program, "exit"},
    {"at", OperationKind::site, "at FILE LINE"},
});

constexpr auto subjects = std::to_array<SubjectForm>({
    {"free_blocks", Subject::free_blocks, ExpectArguments::number,
     "expect free_blocks N"},
    {"allocated_blocks", Subject::allocated_blocks, ExpectArguments::number,
     "expect allocated_blocks N"},
    {"largest_free", Subject::largest_free, ExpectArguments::number,
     "expect largest_free BYTES"},
    {"heap_bytes", Subject::heap_bytes, ExpectArguments::number,
     "expect heap_bytes BYTES"},
    {"mappings", Subject::mappings, ExpectArguments::number,
     "expect mappings N"},
    {"mapped_bytes", Subject::mapped_bytes, ExpectArguments::number,
     "expect mapped_bytes BYTES"},
    {"footprint", Subject::footprint, ExpectArguments::number,
     "expect footprint BYTES"},
    {"in_place", Subject::in_place, ExpectArguments::id, "expect in_place ID"},
    {"same_address", Subject::same_address, ExpectArguments::two_ids,
     "expect same_address ID ID2"},
    {"before", Subject::before, ExpectArguments::two_ids,
     "expect before ID ID2"},
    {"refused", Subject::refused, ExpectArguments::id, "expect refused ID"},
    {"granted", Subject::granted, ExpectArguments::id, "expect granted ID"},
    {"check", Subject::check, ExpectArguments::none, "expect check"},
});

template <typename Forms>
auto find_named(const Forms& forms, std::string_view name) {
  const auto found =
      std::find_if(forms.begin(), forms.end(),
                   [name](const auto& form) { return form.name == name; });
  return found == forms.end() ? nullptr : &*found;
}

}  // namespace

std::span<const OperationForm> operation_forms() { return operations; }

const OperationForm* find_operation(std::string_view name) {
  return find_named(operations, name);
}

std::span<const SubjectForm> subject_forms() { return subjects; }

const SubjectForm* find_subject(std::string_view name) {
  return find_named(subjects, name);
}

const SubjectForm& form_of(Subject subject) {
  return *std::find_if(
      subjects.begin(), subjects.end(),
      [subject](const SubjectForm& form) { return form.subject == subject; });
}

void require_usage(const Fields& fields, std::string_view usage) {
  const Fields wanted = split_fields({{}, 0, usage, true});
  if (fields.count < wanted.count && !wanted[fields.count].starts_with('[')) {
    const std::string_view last = fields[fields.count - 1];
    const auto end = static_cast<std::size_t>(last.data() + last.size() -
                                              fields.line.text.data());
    fail(fields.line, end,
         fmt::format("expected \"{}\", found no {}", usage,
                     wanted[fields.count]),
         fmt::format("write {} here", wanted[fields.count]));
  }
  if (fields.count > wanted.count) {
    const std::string_view extra = fields[wanted.count];
    fail_at(fields.line, extra,
            fmt::format("expected \"{}\", found {} after it", usage,
                        in_quotes(extra)),
            "remove it, or put a # before it to make it a comment");
  }
}

std::string join_words(const std::vector<std::string_view>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace heaplab::trace
