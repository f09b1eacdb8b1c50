// A second small C++ program without headers: a search tree with its own
// memory pool, a string class, and a parser of key=value lines.
using size = decltype(sizeof 0);

namespace text {

class String {
 public:
  String() = default;
  String(const char* from) {
    while (from[length_] && length_ + 1 < sizeof text_) {
      text_[length_] = from[length_];
      ++length_;
    }
    text_[length_] = 0;
  }
  String& operator+=(char c) {
    if (length_ + 1 < sizeof text_) text_[length_++] = c;
    text_[length_] = 0;
    return *this;
  }
  friend bool operator<(const String& a, const String& b) {
    const char *p = a.text_, *q = b.text_;
    while (*p && *p == *q) ++p, ++q;
    return *p < *q;
  }
  friend bool operator==(const String& a, const String& b) {
    return !(a < b) && !(b < a);
  }
  size length() const { return length_; }

 private:
  size length_ = 0;
  char text_[32] = {};
};

}  // namespace text

template <typename T, size Capacity>
class Pool {
 public:
  template <typename... Arguments>
  T* make(Arguments... arguments) {
    if (used_ == Capacity) return nullptr;
    slots_[used_] = T{arguments...};
    return &slots_[used_++];
  }

 private:
  T slots_[Capacity];
  size used_ = 0;
};

template <typename Key, typename Value>
class Tree {
  struct Node {
    Key key;
    Value value;
    Node* child[2] = {nullptr, nullptr};
    int height = 1;
  };

 public:
  Value& operator[](const Key& key) {
    Value* found = nullptr;
    root_ = insert(root_, key, found);
    return *found;
  }
  template <typename Visit>
  void each(Visit visit) const {
    walk(root_, visit);
  }

 private:
  static int height(const Node* node) { return node ? node->height : 0; }
  static void update(Node* node) {
    const int left = height(node->child[0]), right = height(node->child[1]);
    node->height = 1 + (left > right ? left : right);
  }
  static Node* rotate(Node* node, int side) {
    Node* up = node->child[side];
    node->child[side] = up->child[!side];
    up->child[!side] = node;
    update(node);
    update(up);
    return up;
  }
  static Node* balance(Node* node) {
    update(node);
    const int lean = height(node->child[1]) - height(node->child[0]);
    if (lean > -2 && lean < 2) return node;
    const int side = lean > 0;
    Node*& heavy = node->child[side];
    if (height(heavy->child[!side]) > height(heavy->child[side])) {
      heavy = rotate(heavy, !side);
    }
    return rotate(node, side);
  }
  Node* insert(Node* node, const Key& key, Value*& found) {
    if (!node) {
      node = pool_.make(key);
      found = &node->value;
      return node;
    }
    if (key == node->key) {
      found = &node->value;
      return node;
    }
    Node*& next = node->child[node->key < key];
    next = insert(next, key, found);
    return balance(node);
  }
  template <typename Visit>
  static void walk(const Node* node, Visit& visit) {
    if (!node) return;
    walk(node->child[0], visit);
    visit(node->key, node->value);
    walk(node->child[1], visit);
  }

  Node* root_ = nullptr;
  Pool<Node, 256> pool_;
};

Tree<text::String, long> settings;
Tree<int, text::String> by_number;

long parse(const char* line) {
  text::String key;
  while (*line && *line != '=') key += *line++;
  long number = 0;
  bool negative = *line == '=' && line[1] == '-';
  for (line += negative + (*line == '='); *line >= '0' && *line <= '9'; ++line) {
    number = number * 10 + (*line - '0');
  }
  settings[key] += negative ? -number : number;
  by_number[static_cast<int>(number % 64)] = key;
  return number;
}

int main(int count, char** words) {
  long sum = 0;
  for (int i = 1; i < count; ++i) sum += parse(words[i]);
  settings.each([&sum](const text::String& key, long value) {
    sum = sum * 31 + value * static_cast<long>(key.length());
  });
  by_number.each([&sum](int number, const text::String& key) {
    sum ^= number << (key.length() & 7);
  });
  return static_cast<int>(sum & 127);
}
