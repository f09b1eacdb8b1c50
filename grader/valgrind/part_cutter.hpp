// Cuts a report into the elements that stand directly in <valgrindoutput>, as
// soon as each is finished, so that a parser of whole documents can read them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace heaplab::valgrind {

// Bytes come in pieces of any size. At most `most_part_bytes` are kept.
class PartCutter {
 public:
  static constexpr std::size_t most_part_bytes = 8u << 20;
  static constexpr std::size_t kept_after_end = 200;

  // Is given each finished element: "<pid>6470</pid>".
  using OnPart = std::function<void(std::string_view part)>;
  explicit PartCutter(OnPart on_part) : on_part_(std::move(on_part)) {}

  void add(std::string_view bytes);
  // No more will come. The rest below is asked for after this.
  void finish();

  bool is_empty() const { return is_empty_; }  // nothing but white space so far
  bool has_begun() const { return has_begun_; }
  bool has_ended() const { return has_ended_; }
  // In an element, or in a tag. Its name may be cut off too, or missing.
  bool in_part() const { return !has_ended_ && !pending_.empty(); }
  std::string part_name() const;
  // The start of what follows </valgrindoutput>, without white space before it.
  const std::string& after_end() const { return after_end_; }
  // What does not read as a report; empty where all does.
  const std::string& fault() const { return fault_; }

 private:
  void add_slice(std::string_view bytes);
  void scan();
  bool step();
  bool step_text();
  bool fail_at_stray(std::string_view text);
  bool step_markup(std::string_view opening, std::string_view closing);
  bool step_tag();
  void take_tag(std::string_view tag);
  void take_root(std::string_view tag);
  void finish_part();
  void fail(std::string what);
  void fail_of_size();
  void end(std::string_view rest);

  OnPart on_part_;
  std::string pending_;     // of the unfinished element
  std::size_t at_ = 0;      // in pending_: all before it is understood
  std::size_t sought_ = 0;  // no end of the markup at at_ stands before it
  std::size_t depth_ = 0;   // of open elements below the root
  bool is_finished_ = false;
  bool is_empty_ = true;
  bool has_begun_ = false;
  bool has_ended_ = false;
  std::string after_end_;
  std::string fault_;
};

// "error" of "<error>" and of "</error>".
std::string_view tag_name(std::string_view tag);

}  // namespace heaplab::valgrind
