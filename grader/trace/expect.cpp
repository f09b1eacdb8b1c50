// The expect lines of a trace.
#include <fmt/format.h>

#include <limits>

#include "trace/body.hpp"
#include "trace/forms.hpp"
#include "trace/nearest.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

[[noreturn]] void fail_unknown_subject(const Fields& fields) {
  std::vector<std::string_view> names;
  for (const SubjectForm& form : subject_forms()) names.push_back(form.name);
  const std::string_view near = nearest(fields[1], names);
  fail_at(fields.line, fields[1],
          fmt::format("expected a subject to check, found {}",
                      in_quotes(fields[1])),
          near.empty() ? fmt::format("the subjects are {}", join_words(names))
                       : fmt::format("did you mean \"{}\"?", near));
}

}  // namespace

void Body::add_expectation(const Fields& fields) {
  if (fields.count < 2) require_usage(fields, "expect SUBJECT");
  const SubjectForm* form = find_subject(fields[1]);
  if (form == nullptr) fail_unknown_subject(fields);
  require_usage(fields, form->usage);
  Expectation expectation{.subject = form->subject};
  switch (form->arguments) {
    case ExpectArguments::none:
      break;
    case ExpectArguments::number:
      expectation.first =
          parse_number(fields.line, fields[2], "a number",
                       std::numeric_limits<std::uint64_t>::max());
      break;
    case ExpectArguments::two_ids:
      expectation.second = known_slot(fields, 3);
      [[fallthrough]];
    case ExpectArguments::id:
      expectation.first = known_slot(fields, 2);
      break;
  }
  if (form->subject == Subject::in_place) require_reallocated(fields, 2);
  if (form->subject == Subject::same_address) require_freed(fields, 3);
  const auto index = static_cast<std::uint32_t>(trace_.expectations.size());
  trace_.expectations.push_back(expectation);
  push({.kind = OperationKind::expect, .slot = index}, fields.line);
}

void Body::require_reallocated(const Fields& fields, std::size_t index) const {
  const std::uint32_t slot = known_slot(fields, index);
  if (live_.block(slot).reallocated) return;
  fail_at(fields.line, fields[index],
          fmt::format("expected the id of a reallocated block, found {}, "
                      "which was not reallocated since its allocation",
                      trace_.ids[slot]),
          fmt::format("reallocate it first: r {} BYTES", trace_.ids[slot]));
}

void Body::require_freed(const Fields& fields, std::size_t index) const {
  const std::uint32_t slot = known_slot(fields, index);
  if (!live_.is_live(slot)) return;
  fail_at(fields.line, fields[index],
          fmt::format("expected the id of a freed block, found {}, which is "
                      "still live",
                      trace_.ids[slot]),
          "two live blocks cannot have the same address");
}

}  // namespace heaplab::trace
