#include <fmt/format.h>

#include <algorithm>

#include "grade/predict_frame.hpp"

namespace heaplab::grade {
namespace {

std::string line(std::string_view operation, std::string_view operands) {
  return fmt::format("        {:<6} {}", operation, operands);
}

// What both instruction sets store, in this order: parameters, canary, locals.
class Listing {
 public:
  Listing(const PredictVariant& variant, const PredictFrame& frame)
      : variant_(variant), frame_(frame) {}
  virtual ~Listing() = default;

  std::vector<std::string> make(const std::vector<std::size_t>& on_stack) {
    lines_.push_back(variant_.function + ":");
    prologue();
    std::size_t integers = 0;
    for (std::size_t k = 0; k < variant_.parameters.size(); ++k) {
      if (std::count(on_stack.begin(), on_stack.end(), k) > 0) continue;
      const Variable& parameter = variant_.parameters[k];
      const bool real = parameter.type == "double";
      spill(parameter, real ? 0 : integers);
      if (!real) ++integers;
    }
    canary();
    const std::size_t array = frame_.offset_of(variant_.array.name);
    for (std::size_t k = 0; k < variant_.array_words.size(); ++k)
      set(8, array + 8 * k, variant_.array_words[k]);
    for (const Variable& local : variant_.locals) {
      const std::size_t place = frame_.offset_of(local.name);
      if (local.type == "char *") {
        point(place, array + local.value);
      } else {
        set(local.bytes, place, local.value);
      }
    }
    call();
    return std::move(lines_);
  }

 protected:
  virtual void prologue() = 0;
  // The copy of a parameter: integer register number `k`, or the double's.
  virtual void spill(const Variable& parameter, std::size_t k) = 0;
  virtual void canary() = 0;
  virtual void set(std::size_t bytes, std::size_t offset,
                   std::uint64_t value) = 0;
  virtual void point(std::size_t offset, std::size_t target) = 0;
  virtual void call() = 0;

  void add(std::string_view operation, std::string_view operands) {
    lines_.push_back(line(operation, operands));
  }

  const PredictVariant& variant_;
  const PredictFrame& frame_;

 private:
  std::vector<std::string> lines_;
};

class X86Listing final : public Listing {
  using Listing::Listing;

  std::string at(std::size_t offset) const {
    return fmt::format("-0x{:x}(%rbp)", frame_.frame_pointer - offset);
  }
  void prologue() override {
    add("push", "%rbp");
    add("mov", "%rsp,%rbp");
    add("push", "%rbx");
    if (variant_.saved_count == 2) add("push", "%r12");
    add("sub", fmt::format("$0x{:x},%rsp",
                           frame_.frame_pointer - 8 * variant_.saved_count));
  }
  void spill(const Variable& parameter, std::size_t k) override {
    constexpr const char* wide[] = {"rdi", "rsi", "rdx", "rcx", "r8", "r9"};
    constexpr const char* narrow[] = {"edi", "esi", "edx", "ecx", "r8d", "r9d"};
    const std::string place = at(frame_.offset_of(parameter.name));
    if (parameter.type == "double") {
      add("movsd", "%xmm0," + place);
    } else {
      add("mov",
          fmt::format("%{},{}", parameter.bytes == 4 ? narrow[k] : wide[k],
                      place));
    }
  }
  void canary() override {
    add("mov", "%fs:0x28,%rax");
    add("mov", "%rax," + at(frame_.canary));
    add("xor", "%eax,%eax");
  }
  void set(std::size_t bytes, std::size_t offset,
           std::uint64_t value) override {
    if (value >> 31 != 0) {
      add("movabs", fmt::format("$0x{:x},%rax", value));
      add("mov", "%rax," + at(offset));
      return;
    }
    const char* operation = bytes == 8 ? "movq" : bytes == 4 ? "movl" : "movw";
    add(operation, fmt::format("$0x{:x},{}", value, at(offset)));
  }
  void point(std::size_t offset, std::size_t target) override {
    add("lea", at(target) + ",%rax");
    add("mov", "%rax," + at(offset));
  }
  void call() override { add("call", "look"); }
};

class ArmListing final : public Listing {
  using Listing::Listing;

  std::string at(std::size_t offset) const {
    return fmt::format("[x29, #{}]", offset - frame_.frame_pointer);
  }
  void prologue() override {
    add("sub", fmt::format("sp, sp, #{}", frame_.end));
    add("stp", fmt::format("x29, x30, [sp, #{}]", frame_.frame_pointer));
    add("add", fmt::format("x29, sp, #{}", frame_.frame_pointer));
    const std::string place = at(frame_.saved_registers);
    if (variant_.saved_count == 2) add("stp", "x19, x20, " + place);
    if (variant_.saved_count == 1) add("str", "x19, " + place);
  }
  void spill(const Variable& parameter, std::size_t k) override {
    const std::string place = at(frame_.offset_of(parameter.name));
    const char kind = parameter.type == "double" ? 'd'
                      : parameter.bytes == 4     ? 'w'
                                                 : 'x';
    add("str", fmt::format("{}{}, {}", kind, k, place));
  }
  void canary() override {
    add("adrp", "x0, __stack_chk_guard");
    add("ldr", "x0, [x0, #:lo12:__stack_chk_guard]");
    add("str", "x0, " + at(frame_.canary));
    add("mov", "x0, #0");
  }
  void set(std::size_t bytes, std::size_t offset,
           std::uint64_t value) override {
    const char kind = bytes == 8 ? 'x' : 'w';
    if (value >> 16 != 0) {
      add("ldr", fmt::format("x0, =0x{:x}", value));
    } else {
      add("mov", fmt::format("{}0, #0x{:x}", kind, value));
    }
    add(bytes == 2 ? "strh" : "str", fmt::format("{}0, {}", kind, at(offset)));
  }
  void point(std::size_t offset, std::size_t target) override {
    add("add", fmt::format("x0, x29, #{}", target - frame_.frame_pointer));
    add("str", "x0, " + at(offset));
  }
  void call() override { add("bl", "look"); }
};

std::string declaration(const Variable& variable) {
  const bool pointer = variable.type.ends_with('*');
  return variable.type + (pointer ? "" : " ") + variable.name;
}

}  // namespace

std::vector<std::string> predict_source(const PredictVariant& variant) {
  std::vector<std::string> lines = {"long " + variant.function + "("};
  const std::string margin(lines.front().size(), ' ');
  for (std::size_t k = 0; k < variant.parameters.size(); ++k) {
    const bool last = k + 1 == variant.parameters.size();
    const std::string text =
        declaration(variant.parameters[k]) + (last ? ") {" : ", ");
    if (lines.back().size() + text.size() > 78) lines.push_back(margin);
    lines.back() += text;
  }
  for (std::string& text : lines) {
    while (text.ends_with(' ')) text.pop_back();
  }
  lines.push_back(fmt::format("  char {}[{}] = \"{}\";", variant.array.name,
                              variant.array.bytes, variant.array_text));
  for (const Variable& local : variant.locals) {
    const std::string value =
        local.type == "char *"
            ? fmt::format("&{}[{}]", variant.array.name, local.value)
            : fmt::format("{}", local.value);
    lines.push_back(fmt::format("  {} = {};", declaration(local), value));
  }
  lines.push_back("  look();");
  lines.push_back("  …");
  return lines;
}

std::vector<std::string> predict_listing(const PredictVariant& variant,
                                         const PredictFrame& frame, Isa isa) {
  const auto on_stack = stack_parameters(variant, isa);
  if (isa == Isa::x86_64) return X86Listing(variant, frame).make(on_stack);
  return ArmListing(variant, frame).make(on_stack);
}

}  // namespace heaplab::grade
