#include "heaps/body.hpp"

#include <fmt/format.h>

#include "trace/forms.hpp"
#include "trace/nearest.hpp"
#include "trace/printable.hpp"

namespace heaplab::heaps {

using trace::fail_at;
using trace::in_quotes;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::string_view rest = trace::content_of(text);
  while (!rest.empty()) {
    words.push_back(rest.substr(0, rest.find_first_of(" \t")));
    rest = trace::trimmed(rest.substr(words.back().size()));
  }
  return words;
}

std::uint64_t number_at(const trace::Line& line, std::string_view field,
                        std::string_view what, std::uint64_t most) {
  if (!trace::is_number(field))
    fail_at(line, field,
            fmt::format("expected {}, found {}", what, in_quotes(field)),
            "write decimal digits only");
  return trace::parse_number(line, field, what, most);
}

std::string suggest(std::string_view found,
                    const std::vector<std::string_view>& known,
                    std::string_view all) {
  const std::string_view near = trace::nearest(found, known);
  return near.empty() ? std::string(all)
                      : fmt::format("did you mean \"{}\"?", near);
}

const std::vector<Body::Form>& Body::forms() {
  static const std::vector<Form> forms{
      {"lists", "", &Body::take_lists, false},
      {"allocated", "allocated NAME BYTES", &Body::take_allocated, false},
      {"free", "free NAME BYTES", &Body::take_free, false},
      {"repeat", "repeat TIMES", &Body::take_repeat, false},
      {"order", "", &Body::take_order, false},
      {"fill", "fill KIND", &Body::take_fill, false},
      {"set", "set PLACE VALUE", &Body::take_set, true},
      {"unlink", "unlink NAME", &Body::take_unlink, true},
      {"insert", "insert NAME LIST", &Body::take_insert, true},
  };
  return forms;
}

void Body::add(const Line& line) {
  const Fields fields = trace::split_fields(line);
  std::vector<std::string_view> names;
  for (const Form& form : forms()) {
    names.push_back(form.name);
    if (form.name != fields[0]) continue;
    if (!form.usage.empty()) trace::require_usage(fields, form.usage);
    if (form.is_fault && first_fault_ == 0) first_fault_ = line.number;
    if (!form.is_fault && first_fault_ != 0)
      fail_at(line, fields[0],
              fmt::format("expected the heap before its faults, found {} after "
                          "line {}",
                          in_quotes(fields[0]), first_fault_),
              fmt::format("move it above line {}", first_fault_));
    return (this->*form.take)(fields);
  }
  fail_at(
      line, fields[0],
      fmt::format("expected a line of a heap, found {}", in_quotes(fields[0])),
      suggest(fields[0], names,
              fmt::format("they are {}", trace::join_words(names))));
}

std::size_t Body::block_at(const Line& line, std::string_view name) const {
  const auto known = blocks_.find(std::string(name));
  if (known == blocks_.end()) fail_unknown_block(line, name, name);
  return known->second;
}

void Body::fail_unknown_block(const Line& line, std::string_view field,
                              std::string_view name) {
  fail_at(line, field,
          fmt::format("expected a block, found {}", in_quotes(name)),
          "name one of the blocks above");
}

}  // namespace heaplab::heaps
