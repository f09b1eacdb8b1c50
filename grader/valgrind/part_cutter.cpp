#include "valgrind/part_cutter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "trace/printable.hpp"

namespace heaplab::valgrind {
namespace {

constexpr std::string_view white_space = " \t\r\n";

std::string_view without_white_space(std::string_view text) {
  text.remove_prefix(
      std::min(text.find_first_not_of(white_space), text.size()));
  return text;
}

}  // namespace

std::string_view tag_name(std::string_view tag) {
  tag.remove_prefix(std::min(tag.find_first_not_of("</"), tag.size()));
  return tag.substr(0, tag.find_first_of(" \t\r\n/><"));
}

std::string PartCutter::part_name() const {
  return std::string(tag_name(pending_));
}

// Small slices: what is left of one is moved for each part in it.
void PartCutter::add(std::string_view bytes) {
  constexpr std::size_t slice = 4096;
  while (!bytes.empty()) {
    add_slice(bytes.substr(0, slice));
    bytes.remove_prefix(std::min(slice, bytes.size()));
  }
}

void PartCutter::add_slice(std::string_view bytes) {
  if (!fault_.empty()) return;
  if (has_ended_) {
    end(bytes);
    return;
  }
  pending_ += bytes;
  scan();
  if (pending_.size() > most_part_bytes) fail_of_size();
}

void PartCutter::finish() {
  is_finished_ = true;
  scan();
}

void PartCutter::scan() {
  while (fault_.empty() && !has_ended_ && at_ < pending_.size() && step()) {
  }
}

// One text or one tag; false when its end has not come yet.
bool PartCutter::step() {
  if (pending_[at_] != '<') return step_text();
  is_empty_ = false;
  const std::string_view rest = std::string_view(pending_).substr(at_);
  constexpr std::pair<std::string_view, std::string_view> markups[] = {
      {"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
  for (const auto& [opening, closing] : markups) {
    if (rest.starts_with(opening)) return step_markup(opening, closing);
    if (opening.starts_with(rest)) return false;
  }
  return step_tag();
}

// Between the elements only white space may stand, and is dropped.
bool PartCutter::step_text() {
  const std::size_t next = std::min(pending_.find('<', at_), pending_.size());
  if (depth_ > 0) {
    at_ = next;
    return true;
  }
  const std::string_view text = std::string_view(pending_).substr(0, next);
  const std::string_view stray = without_white_space(text);
  if (!stray.empty()) return fail_at_stray(stray);
  pending_.erase(0, next);
  at_ = 0;
  return true;
}

// So much of it is quoted, however the pieces were cut.
bool PartCutter::fail_at_stray(std::string_view text) {
  constexpr std::size_t quoted = 40;
  is_empty_ = false;
  const bool is_whole = is_finished_ || text.size() > quoted ||
                        pending_.find('<') != std::string::npos;
  if (!is_whole) return false;
  fail(fmt::format("expected {}, found {}",
                   has_begun_ ? "an element" : "<valgrindoutput>",
                   trace::in_quotes(text.substr(0, quoted + 1))));
  return true;
}

bool PartCutter::step_markup(std::string_view opening,
                             std::string_view closing) {
  const std::size_t from = std::max(at_ + opening.size(), sought_);
  const std::size_t found = pending_.find(closing, from);
  if (found == std::string::npos) {
    const std::size_t kept = closing.size() - 1;
    sought_ = std::max(at_ + opening.size(),
                       pending_.size() - std::min(kept, pending_.size()));
    return false;
  }
  at_ = found + closing.size();
  sought_ = 0;
  if (depth_ == 0) {
    pending_.erase(0, at_);
    at_ = 0;
  }
  return true;
}

bool PartCutter::step_tag() {
  const std::size_t found = pending_.find('>', std::max(at_, sought_));
  if (found == std::string::npos) {
    sought_ = pending_.size();
    return false;
  }
  sought_ = 0;
  const std::string tag = pending_.substr(at_, found + 1 - at_);
  at_ = found + 1;
  if (depth_ == 0 && (!has_begun_ || tag.starts_with("</"))) {
    take_root(tag);
  } else {
    take_tag(tag);
  }
  return true;
}

void PartCutter::take_tag(std::string_view tag) {
  if (tag.starts_with("</")) {
    --depth_;
  } else if (!tag.ends_with("/>")) {
    ++depth_;
  }
  if (depth_ == 0) finish_part();
}

void PartCutter::take_root(std::string_view tag) {
  const std::string_view wanted =
      has_begun_ ? "</valgrindoutput>" : "<valgrindoutput>";
  if (tag != wanted) {
    fail(fmt::format("expected {}, found {}", wanted,
                     trace::in_quotes(tag.substr(0, 40))));
    return;
  }
  std::string rest = pending_.substr(at_);
  pending_.clear();
  at_ = 0;
  if (has_begun_) {
    has_ended_ = true;
    end(rest);
    return;
  }
  has_begun_ = true;
  pending_ = std::move(rest);
}

void PartCutter::finish_part() {
  if (at_ > most_part_bytes) return fail_of_size();
  const std::string part = pending_.substr(0, at_);
  pending_.erase(0, at_);
  at_ = 0;
  on_part_(part);
}

void PartCutter::fail(std::string what) { fault_ = std::move(what); }

void PartCutter::fail_of_size() {
  fail(fmt::format("one part is longer than {} MiB", most_part_bytes >> 20));
}

void PartCutter::end(std::string_view rest) {
  if (after_end_.empty()) rest = without_white_space(rest);
  after_end_ += rest.substr(
      0, kept_after_end - std::min(kept_after_end, after_end_.size()));
}

}  // namespace heaplab::valgrind
