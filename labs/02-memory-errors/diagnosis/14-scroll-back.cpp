// clang-format off
// The lines of a terminal window, which scroll up and down.
#include <cstddef>
#include <cstdio>
#include <cstring>

constexpr std::size_t columns = $columns;
constexpr std::size_t rows = $rows;

struct Window {
  char* text;
  std::size_t scrolled;
};

void scroll_up(Window& window, std::size_t lines);

//! shuffle
Window open_window() {
  //! allocated
  Window window{new char[rows * columns], 0};
  std::memset(window.text, ' ', rows * columns);
  return window;
}

//! and
void scroll_up(Window& window, std::size_t lines) {
  const std::size_t kept = (rows - lines) * columns;
  //! when site=0 guilty
  std::memcpy(window.text, window.text + lines * columns, kept);
  //! unless site=0
  std::memmove(window.text, window.text + lines * columns, kept);
  std::memset(window.text + kept, ' ', lines * columns);
  window.scrolled += lines;
}

//! and
void scroll_down(Window& window, std::size_t lines) {
  const std::size_t kept = (rows - lines) * columns;
  //! when site=1 guilty
  std::memcpy(window.text + lines * columns, window.text, kept);
  //! unless site=1
  std::memmove(window.text + lines * columns, window.text, kept);
  std::memset(window.text, ' ', lines * columns);
  window.scrolled -= lines;
}

//! and
void print_line(Window& window, const char* line) {
  scroll_up(window, 1);
  std::memcpy(window.text + (rows - 1) * columns, line, std::strlen(line));
}

//! end
int main() {
  Window window = open_window();
  //! rows 2 12 word
  print_line(window, "$word");
  //! end
  scroll_down(window, $back);
  std::printf("%.10s, scrolled by %zu\n", window.text, window.scrolled);
  delete[] window.text;
}
