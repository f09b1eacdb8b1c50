// A formula is a tree of nodes. Each node owns its children, a cell owns its
// tree, and shares the cells that the tree refers to.
#include "expression.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

namespace expression {

namespace {

// ---- functions ----

using Values = std::vector<double>;

struct Function {
  explicit Function(std::function<double(const Values&)> function)
      : call(std::move(function)) {}
  // [solution
  virtual ~Function() = default;  // curves are deleted through this class
  // solution]
  std::function<double(const Values&)> call;
};

struct Curve : Function {
  explicit Curve(const std::vector<Point>& points)
      : Function([this](const Values& values) { return at(values.front()); }),
        points_(points) {}

  // The y of the last point that is not right of x.
  double at(double x) const {
    double y = points_.front().y;
    for (const Point& point : points_) {
      if (point.x <= x) y = point.y;
    }
    return y;
  }

  std::vector<Point> points_;
};

double average(const Values& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) /
         static_cast<double>(values.size());
}

using Functions = std::map<std::string, std::unique_ptr<Function>>;

// ---- nodes ----

struct Node {
  virtual ~Node() = default;
  virtual double value() const = 0;
  // Computes what consists of numbers only, and appends the operations. May
  // replace the first argument, the pointer that owns this node.
  virtual void fold(std::unique_ptr<Node>&, std::string&) {}
};

using NodePtr = std::unique_ptr<Node>;

struct Cell {
  NodePtr formula;
  std::optional<double> value;
  std::vector<std::shared_ptr<Cell>> inputs;  // whose values it uses
  // Cells to compute again when this one changes.
  // [solution
  // They own this cell, as one of their inputs, so it must not own them.
  std::set<std::weak_ptr<Cell>, std::owner_less<>> dependents;
  // solution]
  // [starter
  // std::set<std::shared_ptr<Cell>> dependents;
  // starter]
};

double value_of(Cell& cell) {
  if (!cell.value) cell.value = cell.formula->value();
  return *cell.value;
}

bool depends_on(const Cell& cell, const Cell& other) {
  if (&cell == &other) return true;
  const auto does = [&](const auto& input) {
    return depends_on(*input, other);
  };
  return std::any_of(cell.inputs.begin(), cell.inputs.end(), does);
}

struct Number : Node {
  explicit Number(double number) : number_(number) {}
  double value() const override { return number_; }
  double number_;
};

struct Reference : Node {
  explicit Reference(Cell& cell) : cell_(cell) {}
  double value() const override { return value_of(cell_); }
  Cell& cell_;
};

struct Binary : Node {
  Binary(char sign, NodePtr left, NodePtr right)
      : sign_(sign), left_(std::move(left)), right_(std::move(right)) {}

  double value() const override {
    const double left = left_->value();
    const double right = right_->value();
    if (sign_ == '+') return left + right;
    if (sign_ == '-') return left - right;
    if (sign_ == '*') return left * right;
    return left / right;
  }

  void fold(NodePtr& self, std::string& folded) override {
    left_->fold(left_, folded);
    right_->fold(right_, folded);
    const bool numbers = dynamic_cast<Number*>(left_.get()) != nullptr &&
                         dynamic_cast<Number*>(right_.get()) != nullptr;
    if (!numbers) return;
    // [solution
    folded += sign_;
    self = std::make_unique<Number>(value());  // deletes this node
    // solution]
    // [starter
    // self = std::make_unique<Number>(value());
    // folded += sign_;
    // starter]
  }

  char sign_;
  NodePtr left_;
  NodePtr right_;
};

struct Call : Node {
  Call(std::string name, const Functions& functions)
      : name_(std::move(name)), functions_(functions) {}

  double value() const override {
    std::vector<double> values;
    for (const NodePtr& argument : arguments_) {
      values.push_back(argument->value());
    }
    return functions_.at(name_)->call(values);
  }

  void fold(NodePtr&, std::string& folded) override {
    for (NodePtr& argument : arguments_) argument->fold(argument, folded);
  }

  std::string name_;
  const Functions& functions_;
  std::vector<NodePtr> arguments_;
};

using Cells = std::map<std::string, std::shared_ptr<Cell>>;

const std::shared_ptr<Cell>& find_cell(const Cells& cells,
                                       const std::string& name) {
  const auto found = cells.find(name);
  if (found == cells.end()) throw Error("there is no cell " + name);
  return found->second;
}

// ---- reading a formula ----

class Parser {
 public:
  Parser(std::string_view text, const Functions& functions, const Cells& cells)
      : rest_(text), functions_(functions), cells_(cells) {}

  NodePtr formula() {
    NodePtr node = sum();
    if (next() != 0) throw Error(std::string("unexpected ") + next());
    return node;
  }

  // The cells that the formula names.
  const std::vector<std::shared_ptr<Cell>>& inputs() const { return inputs_; }

 private:
  // The next character that is no blank; 0 at the end.
  char next() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
    return rest_.empty() ? '\0' : rest_.front();
  }

  char take() {
    const char taken = next();
    rest_.remove_prefix(1);
    return taken;
  }

  bool accept(char wanted) { return next() == wanted && take() == wanted; }

  void expect(char wanted) {
    if (!accept(wanted)) throw Error(std::string("expected ") + wanted);
  }

  NodePtr sum() {
    NodePtr left = product();
    while (next() == '+' || next() == '-') {
      const char sign = take();
      left = std::make_unique<Binary>(sign, std::move(left), product());
    }
    return left;
  }

  NodePtr product() {
    NodePtr left = factor();
    while (next() == '*' || next() == '/') {
      const char sign = take();
      left = std::make_unique<Binary>(sign, std::move(left), factor());
    }
    return left;
  }

  NodePtr factor() {
    if (accept('(')) {
      NodePtr inner = sum();
      expect(')');
      return inner;
    }
    if (is_letter(next())) return named();
    return number();
  }

  NodePtr number() {
    next();
    double number = 0;
    const char* end = rest_.data() + rest_.size();
    const auto result = std::from_chars(rest_.data(), end, number);
    if (result.ec != std::errc() || rest_.front() == '-') {
      throw Error("expected a number, a name or (");
    }
    rest_.remove_prefix(result.ptr - rest_.data());
    return std::make_unique<Number>(number);
  }

  NodePtr named() {
    std::size_t length = 1;
    while (length < rest_.size() && is_name(rest_[length])) ++length;
    const std::string name(rest_.substr(0, length));
    rest_.remove_prefix(length);
    if (accept('(')) return call(name);
    inputs_.push_back(find_cell(cells_, name));
    return std::make_unique<Reference>(*inputs_.back());
  }

  NodePtr call(const std::string& name) {
    if (!functions_.contains(name)) {
      throw Error("there is no function " + name);
    }
    // [solution
    auto call = std::make_unique<Call>(name, functions_);
    // solution]
    // [starter
    // auto* call = new Call(name, functions_);
    // starter]
    do {
      call->arguments_.push_back(sum());
    } while (accept(','));
    expect(')');
    // [solution
    return call;
    // solution]
    // [starter
    // return NodePtr(call);
    // starter]
  }

  static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
  static bool is_name(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
  }

  std::string_view rest_;
  const Functions& functions_;
  const Cells& cells_;
  std::vector<std::shared_ptr<Cell>> inputs_;
};

void forget_value(Cell& cell) {
  cell.value.reset();
  // [solution
  for (const auto& weak : cell.dependents) {
    if (const auto dependent = weak.lock()) forget_value(*dependent);
  }
  // solution]
  // [starter
  // for (const auto& dependent : cell.dependents) forget_value(*dependent);
  // starter]
}

}  // namespace

struct Sheet::State {
  Functions functions;
  Cells cells;
};

Sheet::Sheet() : state_(std::make_unique<State>()) {
  state_->functions["min"] = std::make_unique<Function>(
      [](const Values& values) { return std::ranges::min(values); });
  state_->functions["max"] = std::make_unique<Function>(
      [](const Values& values) { return std::ranges::max(values); });
  state_->functions["avg"] = std::make_unique<Function>(average);
}

Sheet::~Sheet() = default;

void Sheet::define_curve(const std::string& name,
                         const std::vector<Point>& points) {
  if (points.empty()) throw Error("a curve needs points");
  const auto unordered =
      std::adjacent_find(points.begin(), points.end(),
                         [](Point a, Point b) { return b.x <= a.x; });
  if (unordered != points.end()) throw Error("points must be in order of x");
  state_->functions[name] = std::make_unique<Curve>(points);
  for (const auto& [ignored, cell] : state_->cells) cell->value.reset();
}

void Sheet::set(const std::string& name, std::string_view text) {
  Parser parser(text, state_->functions, state_->cells);
  NodePtr formula = parser.formula();
  auto& cell = state_->cells[name];
  if (!cell) cell = std::make_shared<Cell>();
  for (const auto& input : parser.inputs()) {
    if (depends_on(*input, *cell)) throw Error(name + " depends on itself");
  }
  cell->formula = std::move(formula);
  cell->inputs = parser.inputs();
  for (const auto& input : cell->inputs) input->dependents.insert(cell);
  forget_value(*cell);
}

double Sheet::value(const std::string& cell) const {
  return value_of(*find_cell(state_->cells, cell));
}

std::string Sheet::simplify(const std::string& cell) {
  std::string folded;
  NodePtr& formula = find_cell(state_->cells, cell)->formula;
  formula->fold(formula, folded);
  return folded;
}

}  // namespace expression
