#include "grade/predict_variant.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <set>

#include "grade/student_seed.hpp"
#include "trace/random.hpp"

namespace heaplab::grade {
namespace {

using trace::Random;

constexpr std::array functions = {"settle", "blend", "route", "appraise",
                                  "ration", "weigh", "tally", "survey"};
constexpr std::array names = {
    "age",    "angle",  "batch", "bonus",  "budget", "charge", "cost",
    "credit", "cycle",  "delay", "depth",  "fee",    "gain",   "height",
    "income", "level",  "limit", "margin", "mass",   "offset", "origin",
    "period", "places", "price", "quota",  "radius", "rate",   "score",
    "speed",  "steps",  "stock", "target", "total",  "width",  "year"};
constexpr std::array texts = {"spring-tide", "north-gate", "low-bridge",
                              "old-harbour", "red-cliff",  "far-meadow",
                              "oak-avenue",  "mill-pond"};

template <typename T>
void shuffle(std::vector<T>& values, Random& random) {
  for (std::size_t k = values.size(); k > 1; --k) {
    std::swap(values[k - 1], values[random.between(0, k - 1)]);
  }
}

class Maker {
 public:
  Maker(std::string_view student, Isa isa)
      : isa_(isa),
        random_(student_seed(student) + (isa == Isa::x86_64 ? 1 : 2)),
        free_names_(names.begin(), names.end()) {
    shuffle(free_names_, random_);
  }

  PredictVariant make() {
    made_.function = functions[random_.between(0, functions.size() - 1)];
    make_parameters();
    make_array();
    make_locals();
    make_places();
    made_.garbage_seed = random_.next();
    return std::move(made_);
  }

 private:
  std::string name() {
    std::string taken = free_names_.back();
    free_names_.pop_back();
    return taken;
  }

  // No two variables have the same value, so that a dump shows which is which.
  std::uint64_t value(std::uint64_t least, std::uint64_t most) {
    for (;;) {
      const std::uint64_t value = random_.between(least, most);
      if (values_.insert(value).second) return value;
    }
  }

  Variable integer(std::string type) {
    Variable made{std::move(type), name(), 8, 0};
    if (made.type == "int") made.bytes = 4;
    if (made.type == "short") made.bytes = 2;
    made.value = made.bytes == 8 ? value(10'000, 65'535) : value(258, 9'999);
    return made;
  }

  void make_parameters() {
    std::vector<std::string> types = {"int",  "int",  "int",  "int",
                                      "long", "long", "long", "long"};
    shuffle(types, random_);
    for (std::string& type : types)
      made_.parameters.push_back(integer(std::move(type)));
    const double real = static_cast<double>(random_.between(3, 99)) / 4;
    made_.parameters.insert(
        made_.parameters.begin() + static_cast<long>(random_.between(1, 5)),
        {"double", name(), 8, std::bit_cast<std::uint64_t>(real)});
    made_.parameters.push_back(integer("long"));
    std::vector<std::string> candidates;
    for (std::size_t k = 0; k < 7; ++k) {
      if (made_.parameters[k].type == "int")
        candidates.push_back(made_.parameters[k].name);
    }
    made_.asked_parameter =
        candidates[random_.between(0, candidates.size() - 1)];
  }

  void make_array() {
    made_.array_text = texts[random_.between(0, texts.size() - 1)];
    const std::size_t words = random_.between(2, 3);
    made_.array = {"char", name(), 8 * words, 0};
    made_.array_words.resize(words);
    std::memcpy(made_.array_words.data(), made_.array_text.data(),
                made_.array_text.size());
  }

  void make_locals() {
    std::vector<std::string> types = {"long", "int", "int", "short"};
    shuffle(types, random_);
    for (std::string& type : types)
      made_.locals.push_back(integer(std::move(type)));
    made_.locals.push_back({"char *", name(), 8, random_.between(1, 9)});
    made_.placed.resize(made_.locals.size());
    std::iota(made_.placed.begin(), made_.placed.end(), 0);
    shuffle(made_.placed, random_);
    const bool second = random_.chance(50);
    for (const Variable& local : made_.locals) {
      if (local.type != "int") continue;
      if (made_.asked_local.empty() || second) made_.asked_local = local.name;
    }
  }

  void make_places() {
    made_.saved_registers = {random_.between(1, 4000), random_.next()};
    made_.saved_count = random_.between(1, 2);
    made_.gap_words = random_.between(0, 2);
    made_.outgoing_words = 2 * random_.between(1, 2);
    made_.canary = random_.next() & ~std::uint64_t{0xff};
    const bool x86 = isa_ == Isa::x86_64;
    made_.stack_pointer = (x86 ? 0x7ffc00000000 : 0xffffc0000000) +
                          random_.between(0x1000000, 0x3000000) * 16;
    made_.return_address =
        (x86 ? 0x401300 : 0x400900) + random_.between(0x40, 0x800) * 4;
  }

  Isa isa_;
  Random random_;
  std::vector<std::string> free_names_;
  std::set<std::uint64_t> values_;
  PredictVariant made_{};
};

}  // namespace

PredictVariant make_predict_variant(std::string_view student, Isa isa) {
  return Maker(student, isa).make();
}

std::vector<std::size_t> stack_parameters(const PredictVariant& variant,
                                          Isa isa) {
  const std::size_t registers = isa == Isa::x86_64 ? 6 : 8;
  std::vector<std::size_t> found;
  std::size_t integers = 0;
  for (std::size_t k = 0; k < variant.parameters.size(); ++k) {
    if (variant.parameters[k].type == "double") continue;
    if (++integers > registers) found.push_back(k);
  }
  return found;
}

}  // namespace heaplab::grade
