// Struct types that are no plain row of fields.
#include "structs_samples.hpp"

namespace heaplab::abi {
namespace {

struct [[gnu::packed]] CharDouble {
  char a;
  double b;
};
struct [[gnu::packed]] ShortInt {
  short a;
  int b;
};
struct [[gnu::packed]] IntFloat {  // packed, and every field is aligned
  int a;
  float b;
};
struct [[gnu::packed]] FloatsChar {
  float a[3];
  char b;
};

struct Bits {
  unsigned a : 12;
  unsigned b : 20;
  float c;
};
struct LongBits {
  unsigned long a : 40;
  unsigned long b : 24;
  double c;
};

struct Points {
  struct {
    float x, y;
  } a;
  float z;
};
struct Inner {
  struct {
    char a;
    float b;
  } in;
  int c;
};
struct Boxed {
  struct {
    double a;
  } left;
  struct {
    double a[2];
  } right;
};

struct Copied {
  int a;
  Copied() = default;
  Copied(const Copied& other) : a(other.a) {}
};
struct Destroyed {
  long a;
  long b;
  ~Destroyed() {}
};
struct Holder {
  double a;
  Copied b;
};
struct Doubles {
  double a[2];
  ~Doubles() {}
};
struct Made {  // a constructor that is called nowhere on the way
  int a;
  float b;
  Made() {}
};

Field bits_at(std::size_t offset, std::size_t bytes) {
  return {Kind::integer, true, offset, bytes};
}

}  // namespace

std::vector<Sample> packed_samples() {
  return {
      sample<CharDouble>("packed struct { char a; double b; }",
                         {field_at<char>(0), field_at<double>(1)}),
      sample<ShortInt>("packed struct { short a; int b; }",
                       {field_at<short>(0), field_at<int>(2)}),
      sample<IntFloat>("packed struct { int a; float b; }",
                       {field_at<int>(0), field_at<float>(4)}),
      sample<FloatsChar>("packed struct { float a[3]; char b; }",
                         {field_at<float>(0), field_at<float>(4),
                          field_at<float>(8), field_at<char>(12)}),
      sample<Bits>("struct { unsigned a : 12; unsigned b : 20; float c; }",
                   {bits_at(0, 2), bits_at(1, 3), field_at<float>(4)}),
      sample<LongBits>(
          "struct { unsigned long a : 40; unsigned long b : 24; double c; }",
          {bits_at(0, 5), bits_at(5, 3), field_at<double>(8)}),
      sample<Points>(
          "struct { struct { float x, y; } a; float z; }",
          {field_at<float>(0), field_at<float>(4), field_at<float>(8)}),
      sample<Inner>("struct { struct { char a; float b; } in; int c; }",
                    {field_at<char>(0), field_at<float>(4), field_at<int>(8)}),
      sample<Boxed>(
          "struct { struct { double a; } left; struct { double a[2]; } right; "
          "}",
          {field_at<double>(0), field_at<double>(8), field_at<double>(16)}),
  };
}

std::vector<Sample> nontrivial_samples() {
  return {
      sample<Copied>("struct with a copy constructor { int a; }",
                     {field_at<int>(0)}),
      sample<Destroyed>("struct with a destructor { long a; long b; }",
                        {field_at<long>(0), field_at<long>(8)}),
      sample<Holder>("struct { double a; (struct with a copy constructor) b; }",
                     {field_at<double>(0), field_at<int>(8)}),
      sample<Doubles>("struct with a destructor { double a[2]; }",
                      {field_at<double>(0), field_at<double>(8)}),
      sample<Made>("struct with a default constructor { int a; float b; }",
                   {field_at<int>(0), field_at<float>(4)}),
  };
}

}  // namespace heaplab::abi
