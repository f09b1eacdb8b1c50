#include "valgrind/read_part.hpp"

#include <charconv>
#include <string_view>

#include "trace/printable.hpp"

namespace heaplab::valgrind {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white_space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white_space) + 1 - first);
}

std::string shown(const pugi::xml_node& node) {
  return trace::printable(trimmed(node.text().get()));
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  const bool is_hex = text.starts_with("0x");
  if (is_hex) text.remove_prefix(2);
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] =
      std::from_chars(text.data(), end, number, is_hex ? 16 : 10);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

std::uint64_t number_or_zero(const pugi::xml_node& node, const char* name) {
  return number_of(node, name).value_or(0);
}

Frame read_frame(const pugi::xml_node& node) {
  Frame frame;
  frame.address = number_or_zero(node, "ip");
  frame.function = text_of(node, "fn");
  frame.folder = text_of(node, "dir");
  frame.file = text_of(node, "file");
  frame.line = static_cast<std::uint32_t>(number_or_zero(node, "line"));
  frame.object = text_of(node, "obj");
  return frame;
}

std::vector<Frame> read_frames(const pugi::xml_node& stack) {
  std::vector<Frame> frames;
  for (const pugi::xml_node& frame : stack.children("frame")) {
    frames.push_back(read_frame(frame));
  }
  return frames;
}

void add_line(std::string& text, const std::string& line) {
  if (!text.empty() && !line.empty()) text += "; ";
  text += line;
}

// Captions and stacks as they alternate. A caption without a stack after it
// stands alone; two captions before one stack stay two.
class StackList {
 public:
  void add_caption(std::string caption) {
    stacks_.push_back({std::move(caption), {}});
    is_open_ = true;
  }
  void add_frames(std::vector<Frame> frames) {
    if (!is_open_) stacks_.emplace_back();
    stacks_.back().frames = std::move(frames);
    is_open_ = false;
  }
  std::vector<Stack> take() { return std::move(stacks_); }

 private:
  std::vector<Stack> stacks_;
  bool is_open_ = false;  // the last one has a caption and no frames
};

}  // namespace

std::string text_of(const pugi::xml_node& node, const char* name) {
  return shown(node.child(name));
}

std::optional<std::uint64_t> number_of(const pugi::xml_node& node,
                                       const char* name) {
  return number_in(trimmed(node.child(name).text().get()));
}

Error read_error(const pugi::xml_node& node) {
  Error error;
  error.kind_name = text_of(node, "kind");
  error.kind = error_kind_from_name(error.kind_name);
  error.unique = number_or_zero(node, "unique");
  error.thread = number_or_zero(node, "tid");
  error.path = text_of(node, "path");
  if (const auto descriptor = number_of(node, "fd"))
    error.descriptor = static_cast<std::int64_t>(*descriptor);
  StackList stacks;
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = child.name();
    if (name == "what") add_line(error.what, shown(child));
    if (name == "xwhat") {
      add_line(error.what, text_of(child, "text"));
      error.leaked_bytes += number_or_zero(child, "leakedbytes");
      error.leaked_blocks += number_or_zero(child, "leakedblocks");
    }
    if (name == "auxwhat") stacks.add_caption(shown(child));
    if (name == "xauxwhat") stacks.add_caption(text_of(child, "text"));
    if (name == "stack") stacks.add_frames(read_frames(child));
  }
  error.stacks = stacks.take();
  return error;
}

Message read_message(const pugi::xml_node& node) {
  return {text_of(node, "text"), number_or_zero(node, "tid")};
}

FatalSignal read_fatal_signal(const pugi::xml_node& node) {
  FatalSignal signal;
  signal.number = static_cast<int>(number_or_zero(node, "signo"));
  signal.name = text_of(node, "signame");
  signal.event = text_of(node, "event");
  signal.address = number_of(node, "siaddr");
  signal.thread = number_or_zero(node, "tid");
  signal.stack.frames = read_frames(node.child("stack"));
  return signal;
}

}  // namespace heaplab::valgrind
