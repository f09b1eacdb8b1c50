// From a file to a heap that is what it says it is.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <system_error>

#include "heaps/body.hpp"
#include "heaps/verify.hpp"
#include "support/error.hpp"
#include "trace/header.hpp"
#include "trace/load.hpp"
#include "trace/printable.hpp"

namespace heaplab::heaps {
namespace fs = std::filesystem;
namespace {

using trace::fail_at;
using trace::in_quotes;
using trace::Line;

constexpr std::string_view because = "no, because ";
constexpr std::uint64_t any_base = 1 << 20;

void set_noticeable(HeapFile& heap, const Line& line, std::string_view value) {
  if (!value.starts_with(because) || value.size() == because.size())
    fail_at(
        line, value,
        fmt::format("expected \"no, because …\", found {}", in_quotes(value)),
        "give the reason, or remove the line");
  heap.not_noticeable = value.substr(because.size());
}

class HeapParser {
 public:
  explicit HeapParser(HeapFile& heap) : heap_(heap), body_(heap) {}

  void add(const Line& line) {
    trace::require_plain_text(line);
    heap_.last_line = line.number;
    if (trace::content_of(line.text).empty()) return;
    const trace::HeaderField field = trace::split_header(line.text);
    if (!field.key.empty()) return add_header(line, field);
    if (first_line_ == 0) first_line_ = line.number;
    body_.add(line);
  }

 private:
  using Setter = void (*)(HeapFile&, const Line&, std::string_view);
  static constexpr std::pair<std::string_view, Setter> keys[] = {
      {"title",
       [](HeapFile& h, const Line&, std::string_view v) { h.title = v; }},
      {"class",
       [](HeapFile& h, const Line&, std::string_view v) { h.fault_class = v; }},
      {"hint",
       [](HeapFile& h, const Line&, std::string_view v) { h.hint = v; }},
      {"noticeable", set_noticeable},
  };

  void add_header(const Line& line, const trace::HeaderField& field) {
    if (first_line_ != 0)
      fail_at(line, field.key,
              fmt::format("expected header lines before the heap, found {} "
                          "after line {}",
                          in_quotes(field.key), first_line_),
              fmt::format("move it above line {}", first_line_));
    std::vector<std::string_view> names;
    for (const auto& [name, set] : keys) {
      names.push_back(name);
      if (name != field.key) continue;
      require_value(line, field);
      return set(heap_, line, field.value);
    }
    fail_at(
        line, field.key,
        fmt::format("expected a header key, found {}", in_quotes(field.key)),
        suggest(field.key, names,
                "the keys are title, class, hint and noticeable"));
  }

  void require_value(const Line& line, const trace::HeaderField& field) {
    const auto [entry, is_new] =
        lines_.try_emplace(std::string(field.key), line.number);
    if (!is_new)
      fail_at(line, field.key,
              fmt::format("expected each header key once, found {} again "
                          "after line {}",
                          in_quotes(field.key), entry->second),
              "remove one of the two lines");
    if (field.value.empty())
      trace::fail(
          line, line.text.size(),
          fmt::format("expected a value after \"{}:\", found none", field.key),
          "write one, or remove the line");
  }

  HeapFile& heap_;
  Body body_;
  std::map<std::string, std::uint32_t> lines_;  // of header keys
  std::uint32_t first_line_ = 0;                // below the header
};

[[noreturn]] void fail(const HeapFile& heap, std::string_view what) {
  throw InputError(fmt::format("{}:{}: {}", trace::printable(heap.path),
                               heap.last_line, what));
}

void require_title(const HeapFile& heap) {
  if (heap.title.empty())
    fail(heap,
         "expected \"title:\" in the header, found none; write what the "
         "heap shows, in one line");
  if (heap.faults.empty() && (heap.is_chaff() || !heap.is_noticeable()))
    fail(heap,
         "expected faults in a heap with a class, found none; add some, "
         "or remove the lines \"class:\" and \"noticeable:\"");
  if (!heap.faults.empty() && !heap.is_chaff())
    fail(heap,
         "expected \"class:\" in the header of a heap with faults, found "
         "none; name the class of corruption");
}

// The kit's verifier has the last word.
void prove(const HeapFile& heap) {
  const auto defect = first_defect(build(heap, any_base));
  if (heap.is_chaff() && heap.is_noticeable()) {
    if (defect) return;
    fail(heap,
         "expected faults that break the heap, found it sound after all "
         "of them; correct the faults, or say why nobody can notice "
         "them: noticeable: no, because …");
  }
  if (!defect) return;
  if (heap.is_chaff())
    fail(heap, fmt::format("expected a heap that looks sound, because it says "
                           "that nobody can notice its faults, found this: {}; "
                           "remove the line \"noticeable:\"",
                           defect->what));
  fail(heap, fmt::format("expected a sound heap, found this: {}; correct its "
                         "blocks",
                         defect->what));
}

}  // namespace

HeapFile parse_heap(std::string_view text, const fs::path& path) {
  HeapFile heap;
  heap.path = path.string();
  heap.name = path.stem().string();
  HeapParser parser(heap);
  trace::Lines lines(heap.path, text);
  for (Line line; lines.next(line);) parser.add(line);
  require_title(heap);
  prove(heap);
  return heap;
}

HeapFile read_heap(const fs::path& path) {
  return parse_heap(trace::load_file(path), path);
}

std::vector<HeapFile> read_heaps(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".heap") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<HeapFile> heaps;
  for (const fs::path& file : files) heaps.push_back(read_heap(file));
  return heaps;
}

}  // namespace heaplab::heaps
