#include "structs_oracle.hpp"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "abi/checked_call.hpp"
#include "abi/picture.hpp"

namespace heaplab::abi {
namespace {

using Bytes = std::vector<std::byte>;

#if defined(__x86_64__)
constexpr const char* integer_names[] = {"rdi", "rsi", "rdx", "rcx"};
constexpr const char* float_names[] = {"xmm0", "xmm1", "xmm2", "xmm3"};
#else
constexpr const char* integer_names[] = {"x0", "x1", "x2", "x3"};
constexpr const char* float_names[] = {"v0", "v1", "v2", "v3"};
#endif

[[noreturn]] void give_up(const Sample& sample) {
  std::fprintf(stderr, "%s: no rule explains how the compiler passes it\n",
               sample.text.c_str());
  std::_Exit(3);
}

// Of a field: what is no padding within an x87 number.
std::size_t value_bytes(const Field& field) {
#if defined(__x86_64__)
  if (field.kind == Kind::long_double) return 10;
#endif
  return field.bytes;
}

// Random bytes; a long double is a normal number, as loads may change others.
Bytes random_value(const Sample& sample) {
  Bytes value(sample.bytes);
  for (std::byte& one : value) one = static_cast<std::byte>(random());
  for (const Field& field : sample.fields) {
    if (field.kind != Kind::long_double) continue;
    const std::size_t end = field.offset + value_bytes(field);
    value[end - 1] = std::byte{0x3f};
    value[end - 2] = std::byte{0xff};
    value[end - 3] |= std::byte{0x80};
  }
  return value;
}

class Arrival {
 public:
  explicit Arrival(const Sample& sample)
      : sample_(sample), value_(random_value(sample)) {
    HostileCallback callee(
        [this](const CallSeen& seen) {
          look(seen);
          return 0;
        },
        Destroys::nothing);
    sample.pass(callee.address(), value_.data());
  }

  Observed what() const { return {passing_, picture_}; }

 private:
  void look(const CallSeen& seen) {
    const auto* integers =
        std::find(seen.integers, seen.integers + 8, integer_marker);
    const auto* reals = std::find(seen.reals, seen.reals + 8, float_marker);
    integers_ = static_cast<std::size_t>(integers - seen.integers);
    reals_ = static_cast<std::size_t>(reals - seen.reals);
    decide(seen);
    picture_ = draw_stack(seen.stack_pointer, seen.frame_pointer, words() + 2,
                          copies(seen));
  }

  std::size_t words() const { return (sample_.bytes + 7) / 8; }

  std::vector<WordNote> copies(const CallSeen& seen) const {
    std::vector<WordNote> notes;
    if (passing_.travels != Travels::on_stack) return notes;
    for (std::size_t k = 0; k < words(); ++k) {
      notes.push_back(
          {seen.stack_pointer + 8 * k,
           "copy of the struct, from byte " + std::to_string(8 * k)});
    }
    return notes;
  }

  void decide(const CallSeen& seen) {
    passing_ = {};
    if (integers_ + reals_ == 0) {
      passing_.travels = Travels::on_stack;
      if (!holds(seen.stack)) give_up(sample_);
    } else if (!is_in_registers(seen)) {
      passing_ = {Travels::by_pointer, 0, {}};
      if (integers_ != 1 || reals_ != 0 || !is_near(seen) ||
          !holds(reinterpret_cast<const void*>(seen.integers[0])))
        give_up(sample_);
    }
  }

  // A copy stands on the caller's stack.
  static bool is_near(const CallSeen& seen) {
    return seen.integers[0] >= seen.stack_pointer &&
           seen.integers[0] - seen.stack_pointer < 4096;
  }

  bool holds(const void* place) const {
    const auto* bytes = static_cast<const std::byte*>(place);
    return std::all_of(sample_.fields.begin(), sample_.fields.end(),
                       [this, bytes](const Field& field) {
                         return std::memcmp(bytes + field.offset,
                                            value_.data() + field.offset,
                                            value_bytes(field)) == 0;
                       });
  }

  // Every order of as many registers as were used.
  bool is_in_registers(const CallSeen& seen) {
    const std::size_t count = integers_ + reals_;
    if (count > 4) return false;
    for (std::size_t order = 0; order < std::size_t{1} << count; ++order) {
      if (static_cast<std::size_t>(std::popcount(order)) != reals_) continue;
      passing_ = {Travels::in_registers, count, {}};
      for (std::size_t k = 0; k < count; ++k) {
        passing_.registers[k] = (order >> k & 1) != 0 ? RegisterKind::floating
                                                      : RegisterKind::integer;
      }
      if (fits(seen)) return true;
    }
    return false;
  }

  // Of each register, what belongs to the struct: 8 bytes, or, on AArch64, one
  // member of a homogeneous aggregate.
  bool fits(const CallSeen& seen) const {
    std::size_t step = 8;
#if defined(__aarch64__)
    if (reals_ > 0) step = sample_.fields[0].bytes;
#endif
    Bytes gathered(std::max(sample_.bytes, 4 * step) + 16, std::byte{0});
    std::size_t integer = 0;
    std::size_t real = 0;
    for (std::size_t k = 0; k < passing_.count; ++k) {
      const bool floating = passing_.registers[k] == RegisterKind::floating;
      const void* from =
          floating ? static_cast<const void*>(&seen.reals[real++])
                   : static_cast<const void*>(&seen.integers[integer++]);
      std::memcpy(&gathered[k * step], from, std::min<std::size_t>(step, 8));
      if (step > 8)  // only the lower half of a register is known
        std::memcpy(&gathered[k * step + 8], &value_[k * step + 8], step - 8);
    }
    return passing_.count * step >= sample_.bytes && holds(gathered.data());
  }

  const Sample& sample_;
  Bytes value_;
  std::size_t integers_ = 0;
  std::size_t reals_ = 0;
  Passing passing_{};
  std::string picture_;
};

}  // namespace

Observed observe(const Sample& sample) { return Arrival(sample).what(); }

bool same_passing(const Passing& one, const Passing& other) {
  if (one.travels != other.travels) return false;
  if (one.travels != Travels::in_registers) return true;
  return one.count == other.count && one.count <= 4 &&
         std::equal(one.registers, one.registers + one.count, other.registers);
}

std::string passing_text(const Passing& passing) {
  if (passing.travels == Travels::on_stack) return "on the stack";
  if (passing.travels == Travels::by_pointer)
    return std::string("by a pointer in ") + integer_names[0] + " to a copy";
  if (passing.travels != Travels::in_registers) return "in no known way";
  if (passing.count == 0 || passing.count > 4)
    return "in " + std::to_string(passing.count) + " registers";
  std::string text;
  std::size_t integer = 0;
  std::size_t real = 0;
  for (std::size_t k = 0; k < passing.count; ++k) {
    if (k > 0) text += k + 1 == passing.count ? " and " : ", ";
    text += passing.registers[k] == RegisterKind::floating
                ? float_names[real++]
                : integer_names[integer++];
  }
  return "in " + text;
}

}  // namespace heaplab::abi
