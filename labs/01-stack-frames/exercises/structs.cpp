// structs: how structs travel by value. The compiler is the oracle: see
// structs_oracle.hpp.
#include "structs.hpp"

#include <string>
#include <vector>

#include "abi/case.hpp"
#include "abi/picture.hpp"
#include "abi/text.hpp"
#include "structs_oracle.hpp"
#include "structs_samples.hpp"

HEAPLAB_STUDENT(Passing classify_x86_64(const StructType& type));
HEAPLAB_STUDENT(Passing classify_aarch64(const StructType& type));

#if defined(__x86_64__)
#define CLASSIFY classify_x86_64
#define CLASSIFY_NAME "classify_x86_64"
#else
#define CLASSIFY classify_aarch64
#define CLASSIFY_NAME "classify_aarch64"
#endif

namespace heaplab::abi {
namespace {

constexpr std::size_t generated_count = 20;

std::string field_text(const Field& field) {
  constexpr const char* names[] = {"integer", "float32", "float64",
                                   "long_double"};
  return plural(field.bytes, "byte") + " at offset " +
         std::to_string(field.offset) + ": " +
         names[static_cast<std::size_t>(field.kind)] +
         (field.bit_field ? ", bit field" : "");
}

void note_type(const Sample& sample) {
  note_step(sample.text + ", " + plural(sample.bytes, "byte") +
            (sample.trivial ? "" : ", not trivial"));
  for (const Field& field : sample.fields) note_step("  " + field_text(field));
}

void try_type(const Sample& sample) {
  const Observed observed = observe(sample);
  const Passing answer = CLASSIFY(sample.type());
  if (same_passing(observed.passing, answer)) return;
  note_type(sample);
  keep_picture(observed.picture);
  fail(Rule::wrong_result,
       sample.text + " travels " + passing_text(observed.passing) +
           ": that is how the compiler passes it",
       CLASSIFY_NAME " says that it travels " + passing_text(answer));
}

void try_types(const std::vector<Sample>& samples) {
  for (const Sample& sample : samples) try_type(sample);
  keep_picture(observe(samples.back()).picture);
}

HEAPLAB_CASE(integers, "integers", "structs of integers", 1, CLASSIFY_NAME) {
  try_types(integer_samples());
}

HEAPLAB_CASE(floats, "floats", "structs of floating-point numbers alone", 2,
             CLASSIFY_NAME) {
  try_types(float_samples());
}

HEAPLAB_CASE(mixed, "mixed", "both kinds in one struct", 2, CLASSIFY_NAME) {
  try_types(mixed_samples());
}

HEAPLAB_CASE(large, "large", "structs of more than 16 bytes", 1,
             CLASSIFY_NAME) {
  try_types(large_samples());
}

HEAPLAB_CASE(packed, "packed-nested-bits",
             "packed and nested structs, and bit fields", 1, CLASSIFY_NAME) {
  try_types(packed_samples());
}

HEAPLAB_CASE(nontrivial, "not-trivial", "copy constructors and destructors", 1,
             CLASSIFY_NAME) {
  try_types(nontrivial_samples());
}

HEAPLAB_CASE(wide, "wide", "__int128 and long double", 1, CLASSIFY_NAME) {
  try_types(wide_samples());
}

HEAPLAB_CASE(generated, "twenty", "twenty types, drawn by the seed", 2,
             CLASSIFY_NAME) {
  std::vector<Sample> all = all_samples();
  std::vector<Sample> drawn;
  for (std::size_t k = 0; k < generated_count; ++k) {
    const auto at = random_below(all.size());
    drawn.push_back(all[at]);
    all[at] = all.back();
    all.pop_back();
  }
  try_types(drawn);
}

}  // namespace
}  // namespace heaplab::abi
