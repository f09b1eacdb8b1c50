#include "grade/predict_frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "support/error.hpp"
#include "trace/random.hpp"

namespace heaplab::grade {
namespace {

using trace::Random;

std::string parameter_words(const PredictVariant& variant, std::size_t k) {
  return fmt::format("argument {}, `{}`", k + 1, variant.parameters[k].name);
}

// What an old stack is full of: zeros, small numbers, addresses.
std::uint64_t garbage(Random& random, const PredictVariant& variant) {
  switch (random.between(0, 4)) {
    case 0:
      return random.between(0, 255);
    case 1:
      return variant.stack_pointer + 8 * random.between(0, 400);
    case 2:
      return variant.return_address + random.between(0, 900);
    case 3:
      return random.between(0, 0xffff) << 32 | random.between(0, 99);
    default:
      return 0;
  }
}

// Places things from the top of the frame downwards, as compilers do: what can
// overflow stands next to the canary.
class Layout {
 public:
  Layout(const PredictVariant& variant, Isa isa)
      : variant_(variant), x86_(isa == Isa::x86_64) {
    on_stack_ = stack_parameters(variant, isa);
  }

  PredictFrame make() {
    place_all();
    raise();
    place_callers();
    fill();
    return std::move(frame_);
  }

 private:
  // Until raise(), offset holds the depth below the frame's top.
  void place(std::size_t bytes, std::string what) {
    const std::size_t alignment = std::min<std::size_t>(bytes, 8);
    depth_ = (depth_ + bytes + alignment - 1) / alignment * alignment;
    frame_.pieces.push_back({depth_, bytes, std::move(what)});
  }

  void place_all() {
    if (x86_) place_saved();
    place(8, "the canary");
    place(variant_.array.bytes,
          fmt::format("the local `{}`", variant_.array.name));
    depth_ += 8 * variant_.gap_words;
    for (const std::size_t k : variant_.placed) {
      const Variable& local = variant_.locals[k];
      place(local.bytes, fmt::format("the local `{}`", local.name));
    }
    for (std::size_t k = 0; k < variant_.parameters.size(); ++k) {
      if (std::count(on_stack_.begin(), on_stack_.end(), k) > 0) continue;
      place(variant_.parameters[k].bytes,
            "the copy of " + parameter_words(variant_, k));
    }
    if (!x86_) place_saved();
  }

  void place_saved() {
    constexpr const char* x86_names[] = {"rbx", "r12"};
    constexpr const char* arm_names[] = {"x20", "x19"};
    const std::size_t first = x86_ ? 0 : 2 - variant_.saved_count;
    for (std::size_t k = first; k < first + variant_.saved_count; ++k) {
      place(8,
            fmt::format("the caller's {}", x86_ ? x86_names[k] : arm_names[k]));
    }
    saved_depth_ = depth_;
  }

  void raise() {
    if (x86_) {
      const std::size_t outgoing = 8 * (variant_.outgoing_words - 2);
      frame_.frame_pointer = (depth_ + 15) / 16 * 16 + outgoing;
      frame_.end = frame_.frame_pointer + 16;
      turn(frame_.frame_pointer);
    } else {
      frame_.frame_pointer = 8 * variant_.outgoing_words;
      frame_.end = (frame_.frame_pointer + 16 + depth_ + 15) / 16 * 16;
      turn(frame_.end);
    }
    frame_.pieces.push_back(
        {frame_.frame_pointer, 8, x86_ ? "the saved rbp" : "the saved x29"});
    frame_.pieces.push_back(
        {frame_.frame_pointer + 8, 8, "the return address"});
  }

  void turn(std::size_t top) {
    for (Piece& piece : frame_.pieces) {
      piece.offset = top - piece.offset;
      if (piece.what == "the canary") frame_.canary = piece.offset;
    }
    frame_.saved_registers = top - saved_depth_;
  }

  void place_callers() {
    std::size_t offset = frame_.end;
    for (const std::size_t k : on_stack_) {
      frame_.pieces.push_back({offset, 8, parameter_words(variant_, k)});
      offset += 8;
    }
    const std::size_t rest = offset % 16 == 0 ? 16 : 24;
    frame_.pieces.push_back({offset, rest, "the caller's frame"});
    words_ = (offset + rest) / 8;
  }

  void store(std::size_t offset, std::size_t bytes, std::uint64_t value) {
    std::memcpy(reinterpret_cast<std::byte*>(frame_.words.data()) + offset,
                &value, bytes);
  }
  void store_variable(const Variable& variable, std::uint64_t value) {
    store(frame_.offset_of(variable.name), variable.bytes, value);
  }

  void fill() {
    Random random(variant_.garbage_seed);
    for (std::size_t k = 0; k < words_; ++k)
      frame_.before.push_back(garbage(random, variant_));
    frame_.words = frame_.before;
    for (const std::size_t k : on_stack_) {
      const Variable& parameter = variant_.parameters[k];
      store(frame_.offset_of(parameter.name), 8, parameter.value);
    }
    frame_.before = frame_.words;
    store(frame_.frame_pointer, 8,
          variant_.stack_pointer + 8 * words_ + 16 * random.between(2, 9));
    store(frame_.frame_pointer + 8, 8, variant_.return_address);
    store(frame_.canary, 8, variant_.canary);
    for (std::size_t k = 0; k < variant_.saved_count; ++k) {
      const std::size_t from_low = x86_ ? variant_.saved_count - 1 - k : k;
      store(frame_.saved_registers + 8 * from_low, 8,
            variant_.saved_registers[k]);
    }
    fill_variables();
  }

  void fill_variables() {
    const std::size_t array = frame_.offset_of(variant_.array.name);
    for (std::size_t k = 0; k < variant_.array_words.size(); ++k)
      store(array + 8 * k, 8, variant_.array_words[k]);
    for (const Variable& local : variant_.locals) {
      const bool pointer = local.type == "char *";
      store_variable(
          local, local.value + (pointer ? variant_.stack_pointer + array : 0));
    }
    for (std::size_t k = 0; k < variant_.parameters.size(); ++k) {
      if (std::count(on_stack_.begin(), on_stack_.end(), k) > 0) continue;
      store_variable(variant_.parameters[k], variant_.parameters[k].value);
    }
  }

  const PredictVariant& variant_;
  bool x86_;
  std::vector<std::size_t> on_stack_;
  std::size_t depth_ = 0;
  std::size_t saved_depth_ = 0;
  std::size_t words_ = 0;
  PredictFrame frame_;
};

}  // namespace

std::size_t PredictFrame::offset_of(std::string_view name) const {
  const std::string quoted = fmt::format("`{}`", name);
  for (const Piece& piece : pieces) {
    if (piece.what.ends_with(quoted)) return piece.offset;
  }
  throw GraderError("predict: the frame has no " + quoted);
}

std::string PredictFrame::describe(std::int64_t offset) const {
  if (offset < 0) return "below the stack pointer, outside of the dump";
  const auto at = static_cast<std::size_t>(offset);
  if (at >= 8 * words.size()) return "above the last word of the dump";
  for (const Piece& piece : pieces) {
    if (at == piece.offset) return piece.what;
    if (at > piece.offset && at < piece.offset + piece.bytes)
      return fmt::format("byte {} of {}", at - piece.offset, piece.what);
  }
  return "padding: the function wrote nothing there";
}

PredictFrame make_predict_frame(const PredictVariant& variant, Isa isa) {
  return Layout(variant, isa).make();
}

}  // namespace heaplab::grade
