// title: A copied object frees the same block
// cwe: 415
// memcheck: double-free
// asan: double-free
// assertions: nothing
// native: SIGABRT
class Text {
 public:
  explicit Text(int length) : bytes_(new char[length]) {}
  ~Text() { delete[] bytes_; }

 private:
  char* volatile bytes_;
};

int main() {
  const Text one(24);
  const Text other = one;
}
