// A small C++ program without headers: templates, overloads, virtual calls and
// loops for the optimizer.
using size = decltype(sizeof 0);

template <typename T, size N>
struct Array {
  T items[N];
  constexpr T& operator[](size i) { return items[i]; }
  constexpr const T& operator[](size i) const { return items[i]; }
  constexpr size count() const { return N; }
};

template <typename... Ts>
struct Tuple;
template <>
struct Tuple<> {};
template <typename T, typename... Rest>
struct Tuple<T, Rest...> : Tuple<Rest...> {
  T value;
};

template <size I, typename T, typename... Rest>
constexpr auto& get(Tuple<T, Rest...>& tuple) {
  if constexpr (I == 0) {
    return tuple.value;
  } else {
    return get<I - 1>(static_cast<Tuple<Rest...>&>(tuple));
  }
}

struct Shape {
  virtual ~Shape() {}
  virtual double area() const = 0;
  virtual double border() const { return 0; }
};

struct Rectangle : Shape {
  double width, height;
  Rectangle(double w, double h) : width(w), height(h) {}
  double area() const override { return width * height; }
  double border() const override { return 2 * (width + height); }
};

struct Circle : Shape {
  double radius;
  explicit Circle(double r) : radius(r) {}
  double area() const override { return 3.14159265 * radius * radius; }
  double border() const override { return 2 * 3.14159265 * radius; }
};

template <size N>
double total(const Array<const Shape*, N>& shapes) {
  double sum = 0;
  for (size i = 0; i < shapes.count(); ++i) sum += shapes[i]->area();
  return sum;
}

template <typename T, typename Less>
void sort(T* first, T* last, Less less) {
  for (T* end = last; end - first > 1; --end) {
    for (T* p = first; p + 1 < end; ++p) {
      if (less(p[1], p[0])) {
        T held = p[0];
        p[0] = p[1];
        p[1] = held;
      }
    }
  }
}

template <size N>
constexpr Array<int, N> primes() {
  Array<int, N> found{};
  size count = 0;
  for (int candidate = 2; count < N; ++candidate) {
    bool prime = true;
    for (size i = 0; i < count && prime; ++i) {
      prime = candidate % found[i] != 0;
    }
    if (prime) found[count++] = candidate;
  }
  return found;
}

template <size Rows, size Inner, size Columns>
Array<Array<double, Columns>, Rows> multiply(
    const Array<Array<double, Inner>, Rows>& left,
    const Array<Array<double, Columns>, Inner>& right) {
  Array<Array<double, Columns>, Rows> product{};
  for (size i = 0; i < Rows; ++i) {
    for (size j = 0; j < Columns; ++j) {
      for (size k = 0; k < Inner; ++k) {
        product[i][j] += left[i][k] * right[k][j];
      }
    }
  }
  return product;
}

static constexpr auto small_primes = primes<40>();

int hash(const char* text) {
  unsigned value = 2166136261u;
  while (*text) value = (value ^ static_cast<unsigned char>(*text++)) * 16777619u;
  return static_cast<int>(value % 1009);
}

int classify(const char* text) {
  switch (hash(text) % 8) {
    case 0: return text[0] == 'a' ? 1 : 2;
    case 1: return small_primes[3];
    case 2: return -1;
    case 5: return hash(text + (text[0] != 0));
    default: return 0;
  }
}

int main(int count, char** words) {
  Rectangle flat(3, 0.5), square(2, 2);
  Circle round(1.5);
  Array<const Shape*, 3> shapes{{&flat, &square, &round}};
  sort(shapes.items, shapes.items + 3, [](const Shape* a, const Shape* b) {
    return a->border() < b->border();
  });
  Array<Array<double, 4>, 3> left{};
  Array<Array<double, 5>, 4> right{};
  for (size i = 0; i < 4; ++i) left[i % 3][i] = right[i][i] = double(i);
  auto product = multiply(left, right);
  Tuple<int, double, const char*> record{};
  get<0>(record) = classify(words[count - 1]);
  get<1>(record) = total(shapes) + product[1][1];
  get<2>(record) = words[0];
  return get<0>(record) + int(get<1>(record)) + get<2>(record)[0];
}
