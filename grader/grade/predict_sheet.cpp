#include "grade/predict_sheet.hpp"

#include <fmt/format.h>

namespace heaplab::grade {
namespace {

struct RegisterNames {
  const char* stack_pointer;
  const char* frame_pointer;
  const char* call;
  std::size_t call_bytes;
};

RegisterNames names_of(Isa isa) {
  if (isa == Isa::x86_64) return {"rsp", "rbp", "call", 5};
  return {"sp", "x29", "bl", 4};
}

const Variable& named(const std::vector<Variable>& variables,
                      const std::string& name) {
  for (const Variable& variable : variables) {
    if (variable.name == name) return variable;
  }
  return variables.front();
}

std::vector<PredictQuestion> ask_places(const PredictSheet& sheet) {
  const PredictFrame& frame = sheet.frame;
  const RegisterNames names = names_of(sheet.isa);
  return {
      {"saved_frame_pointer",
       fmt::format("Where is the caller's {}?", names.frame_pointer),
       fmt::format("Follow the {} in the prologue: which instruction stores "
                   "{}, and how far is that from where {} is in the end?",
                   names.stack_pointer, names.frame_pointer,
                   names.stack_pointer),
       true, frame.frame_pointer},
      {"return_address", "Where is the return address?",
       fmt::format("Work out its value: the address behind the caller's {} "
                   "instruction. It stands beside the saved {}.",
                   names.call, names.frame_pointer),
       true, frame.frame_pointer + 8},
      {"canary", "Where is the canary?",
       fmt::format("The listing reads it from {} and stores it at a distance "
                   "from {}; turn that into one from {}.",
                   sheet.isa == Isa::x86_64 ? "%fs:0x28" : "__stack_chk_guard",
                   names.frame_pointer, names.stack_pointer),
       true, frame.canary},
  };
}

std::vector<PredictQuestion> ask_names(const PredictSheet& sheet) {
  const PredictVariant& variant = sheet.variant;
  const PredictFrame& frame = sheet.frame;
  const Variable& last = variant.parameters.back();
  return {
      {"local",
       fmt::format("Where does the local `{}` begin?", variant.asked_local),
       "The listing stores the locals in the order of the source. An int has 4 "
       "bytes: two of them share a word of the dump.",
       true, frame.offset_of(variant.asked_local)},
      {"argument_10",
       fmt::format("Where did the caller put argument 10, `{}`?", last.name),
       "Count which arguments come in registers, the double apart. The others "
       "stand above the function's own frame, the first of them lowest, 8 "
       "bytes "
       "each.",
       true, frame.offset_of(last.name)},
      {"value",
       fmt::format("Which value has the parameter `{}`?",
                   variant.asked_parameter),
       "The listing copies it from its register into the frame. Read 4 bytes "
       "there, the lowest first: in a word of the dump that is the one on the "
       "right.",
       false, named(variant.parameters, variant.asked_parameter).value},
  };
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// As gdb prints x/…gx.
std::string dump_text(const PredictSheet& sheet) {
  std::string text;
  const auto& words = sheet.frame.words;
  for (std::size_t k = 0; k < words.size(); ++k) {
    if (k % 2 == 0)
      text += fmt::format("{}0x{:x}:", k > 0 ? "\n" : "",
                          sheet.variant.stack_pointer + 8 * k);
    text += fmt::format(" 0x{:016x}", words[k]);
  }
  return text + "\n";
}

std::string questions_text(const PredictSheet& sheet) {
  std::string text;
  for (const PredictQuestion& question : sheet.questions)
    text += fmt::format("  {:<20} {}\n", question.key, question.words);
  return text;
}

}  // namespace

PredictSheet::PredictSheet(std::string_view id, Isa which)
    : student(id),
      isa(which),
      variant(make_predict_variant(id, which)),
      frame(make_predict_frame(variant, which)) {
  for (const auto& ask : {ask_places, ask_names}) {
    for (PredictQuestion& question : ask(*this))
      questions.push_back(std::move(question));
  }
}

std::string PredictSheet::text() const {
  const RegisterNames names = names_of(isa);
  return fmt::format(
      "predict, {}, student \"{}\"\n\n{}\nIts listing up to the call:\n\n{}\n"
      "The `{} {}` in its caller stands at 0x{:x} and has {} bytes.\nThe stack "
      "just before `{} look`; the first word is where {} points:\n\n{}\n"
      "{}All but `value` are offsets: how many bytes above {} it begins.\n",
      isa_name(isa), student, joined(predict_source(variant)),
      joined(predict_listing(variant, frame, isa)), names.call,
      variant.function, variant.return_address - names.call_bytes,
      names.call_bytes, names.call, names.stack_pointer, dump_text(*this),
      questions_text(*this), names.stack_pointer);
}

const std::vector<std::string>& predict_keys() {
  static const std::vector<std::string> keys = {
      "saved_frame_pointer", "return_address", "canary", "local",
      "argument_10",         "value"};
  return keys;
}

}  // namespace heaplab::grade
