#include "abi/verdict.hpp"

#include <unistd.h>

#include <cstdio>
#include <sstream>

#include "abi/picture.hpp"
#include "abi/text.hpp"

namespace heaplab::abi {
namespace {

struct State {
  Output output;
  std::vector<std::string> steps;
  std::string picture;
  bool flushes = true;
};

State& state() {
  static State one;
  return one;
}

std::string escaped(const std::string& text) {
  std::string line;
  for (const char letter : text) {
    if (letter == '\n') {
      line += "\\n";
    } else if (letter == '\\') {
      line += "\\\\";
    } else {
      line += letter;
    }
  }
  return line;
}

void write_all(const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = write(1, text.data() + done, text.size() - done);
    if (count <= 0) return;
    done += static_cast<std::size_t>(count);
  }
}

class Lines {
 public:
  void add(const std::string& key, const std::string& text) {
    const std::string& nonce = state().output.nonce;
    if (!nonce.empty()) text_ += nonce + " ";
    text_ += key;
    if (!text.empty()) text_ += " " + escaped(text);
    text_ += "\n";
  }
  [[noreturn]] void end(int status) {
    add("end", "");
    if (state().flushes) std::fflush(stdout);
    write_all(text_);
    _exit(status);
  }

 private:
  std::string text_;
};

[[noreturn]] void show_picture(int status) {
  const std::string& picture = state().picture;
  write_all(picture.empty() ? "no stack to draw: the case called nothing\n"
                            : picture);
  _exit(status);
}

}  // namespace

void set_output(Output output) { state().output = std::move(output); }

void say_passed() {
  if (state().output.picture) show_picture(0);
  Lines lines;
  lines.add("verdict", "passed");
  lines.end(0);
}

void say_failed(const Violation& violation) {
  if (state().output.picture && have_picture()) show_picture(0);
  Lines lines;
  lines.add("verdict", "failed");
  lines.add("rule", std::string(rule_name(violation.rule)));
  lines.add("expected", violation.expected);
  lines.add("actual", violation.actual);
  for (const std::string& step : state().steps) lines.add("step", step);
  std::istringstream picture(state().picture);
  for (std::string line; std::getline(picture, line);) {
    lines.add("picture", line);
  }
  if (violation.address != 0) lines.add("address", hex(violation.address));
  lines.end(1);
}

void set_picture(std::string picture) { state().picture = std::move(picture); }

bool have_picture() { return !state().picture.empty(); }

void keep_picture(std::string picture) { set_picture(std::move(picture)); }

void note_step(std::string step) { state().steps.push_back(std::move(step)); }

void lose_buffered_output() { state().flushes = false; }

}  // namespace heaplab::abi
