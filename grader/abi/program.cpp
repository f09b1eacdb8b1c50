#include "abi/program.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <string>

#include "abi/cases.hpp"
#include "abi/crash.hpp"
#include "abi/running.hpp"
#include "abi/symbols.hpp"
#include "abi/text.hpp"
#include "abi/verdict.hpp"

namespace heaplab::abi {
namespace {

struct Options {
  bool list = false;
  bool frame = false;
  std::string id;
  std::uint64_t seed = 1;
  std::string nonce;
};

[[noreturn]] void refuse(const std::string& reason) {
  std::fprintf(stderr,
               "%s\nusage: PROGRAM --list\n"
               "       PROGRAM --case ID --seed N --nonce WORD\n"
               "       PROGRAM --frame ID --seed N\n",
               reason.c_str());
  std::exit(2);
}

std::uint64_t read_seed(const std::string& text) {
  char* end = nullptr;
  const std::uint64_t seed = std::strtoull(text.c_str(), &end, 0);
  if (text.empty() || *end != '\0') refuse("--seed " + text + ": no number");
  return seed;
}

// The value of the option words[i]. That of the nonce is wiped, so that the
// student's function does not find it.
std::string take_value(int count, char** words, int i) {
  if (i + 1 >= count) refuse(std::string(words[i]) + " needs a value");
  std::string value = words[i + 1];
  if (std::strcmp(words[i], "--nonce") == 0) {
    std::memset(words[i + 1], '-', std::strlen(words[i + 1]));
  }
  return value;
}

Options read_options(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string name = words[i];
    if (name == "--list") {
      options.list = true;
      continue;
    }
    const std::string value = take_value(count, words, i++);
    if (name == "--case" || name == "--frame") {
      options.id = value;
      options.frame = name == "--frame";
    } else if (name == "--seed") {
      options.seed = read_seed(value);
    } else if (name == "--nonce") {
      options.nonce = value;
    } else {
      refuse("there is no option " + name);
    }
  }
  return options;
}

int list_cases() {
  for (const Case& one : registered_cases()) {
    std::printf("%s\t%s\t%g\t%s\n", one.id, one.title, one.points,
                one.functions);
  }
  return 0;
}

const Case& find_case(const std::string& id) {
  for (const Case& one : registered_cases()) {
    if (one.id == id) return one;
  }
  refuse(id.empty() ? "no case is named" : "there is no case " + id);
}

void require_functions(const Case& chosen) {
  if (!have_symbols()) return;
  std::istringstream names(chosen.functions);
  for (std::string name; names >> name;) {
    if (is_defined(name)) continue;
    fail(Rule::missing_function, "your file defines " + name,
         name + " is not defined in your file");
  }
}

}  // namespace

int run_program(int count, char** words) {
  const Options options = read_options(count, words);
  if (options.list) return list_cases();
  const Case& chosen = find_case(options.id);
  set_output({options.nonce, options.frame});
  running().draws_frame = options.frame;
  read_symbols();
  seed_case(options.seed, chosen.id);
  require_functions(chosen);
  catch_crashes();
  chosen.run();
  pass();
}

}  // namespace heaplab::abi
