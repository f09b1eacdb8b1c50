#include "structs_samples.hpp"

namespace heaplab::abi {
namespace {

template <typename T>
std::string name_of() {
  if (std::is_same_v<T, char>) return "char";
  if (std::is_same_v<T, short>) return "short";
  if (std::is_same_v<T, int>) return "int";
  if (std::is_same_v<T, long>) return "long";
  if (std::is_same_v<T, float>) return "float";
  if (std::is_same_v<T, double>) return "double";
  if (std::is_same_v<T, long double>) return "long double";
  return "__int128";
}

template <typename A, std::size_t N>
struct Row {
  A a[N];
};
template <typename A, typename B>
struct Two {
  A a;
  B b;
};
template <typename A, typename B, typename C>
struct Three {
  A a;
  B b;
  C c;
};

template <typename A, std::size_t N>
Sample row() {
  std::vector<Field> fields;
  for (std::size_t k = 0; k < N; ++k)
    fields.push_back(field_at<A>(k * sizeof(A)));
  return sample<Row<A, N>>(
      "struct { " + name_of<A>() + " a[" + std::to_string(N) + "]; }", fields);
}

template <typename A, typename B>
Sample two() {
  using T = Two<A, B>;
  return sample<T>("struct { " + name_of<A>() + " a; " + name_of<B>() + " b; }",
                   {field_at<A>(offsetof(T, a)), field_at<B>(offsetof(T, b))});
}

template <typename A, typename B, typename C>
Sample three() {
  using T = Three<A, B, C>;
  return sample<T>("struct { " + name_of<A>() + " a; " + name_of<B>() + " b; " +
                       name_of<C>() + " c; }",
                   {field_at<A>(offsetof(T, a)), field_at<B>(offsetof(T, b)),
                    field_at<C>(offsetof(T, c))});
}

// Every order of A, B and C with a repetition of each.
template <typename A, typename B>
void add_pairs(std::vector<Sample>& samples) {
  samples.push_back(two<A, B>());
  samples.push_back(two<B, A>());
  samples.push_back(three<A, A, B>());
  samples.push_back(three<A, B, A>());
  samples.push_back(three<B, A, A>());
}

}  // namespace

std::vector<Sample> integer_samples() {
  std::vector<Sample> samples = {row<char, 1>(),  row<char, 9>(),
                                 row<char, 16>(), row<short, 3>(),
                                 row<int, 3>(),   row<long, 2>()};
  add_pairs<char, int>(samples);
  add_pairs<short, long>(samples);
  add_pairs<int, char>(samples);
  return samples;
}

std::vector<Sample> float_samples() {
  return {row<float, 1>(),
          row<float, 2>(),
          row<float, 3>(),
          row<float, 4>(),
          row<double, 1>(),
          row<double, 2>(),
          two<float, float>(),
          two<double, double>(),
          two<float, double>(),
          two<double, float>(),
          three<float, float, float>()};
}

std::vector<Sample> mixed_samples() {
  std::vector<Sample> samples;
  add_pairs<int, float>(samples);
  add_pairs<char, float>(samples);
  add_pairs<float, short>(samples);
  samples.push_back(two<long, double>());
  samples.push_back(two<double, long>());
  samples.push_back(two<double, char>());
  samples.push_back(two<int, double>());
  samples.push_back(three<float, float, int>());
  samples.push_back(three<int, float, double>());
  samples.push_back(three<double, float, short>());
  return samples;
}

std::vector<Sample> large_samples() {
  return {row<char, 17>(),
          row<int, 5>(),
          row<long, 3>(),
          row<float, 5>(),
          row<double, 3>(),
          row<double, 4>(),
          row<double, 5>(),
          three<double, double, double>(),
          three<long, double, long>(),
          three<double, double, float>()};
}

std::vector<Sample> wide_samples() {
  return {row<__int128, 1>(),       two<long, __int128>(),
          row<long double, 1>(),    row<long double, 2>(),
          row<long double, 4>(),    row<long double, 5>(),
          two<long double, char>(), two<double, long double>()};
}

std::vector<Sample> all_samples() {
  std::vector<Sample> samples;
  for (const auto& group :
       {integer_samples(), float_samples(), mixed_samples(), large_samples(),
        packed_samples(), nontrivial_samples(), wide_samples()}) {
    samples.insert(samples.end(), group.begin(), group.end());
  }
  return samples;
}

}  // namespace heaplab::abi
