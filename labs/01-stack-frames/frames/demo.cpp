// main calls middle, middle calls leaf, and leaf shows the stack: what ./lab
// frame prints. Compiled without optimization, with frame pointers, and with
// canaries: -O0 -fno-omit-frame-pointer -fstack-protector-strong.
#include "frame_notes.hpp"

extern "C" {

// Nine arguments: more than there are registers for.
long leaf(long a, int b, long c, long d, int e, long f, long g, long h,
          long i) {
  char word[16] = "stack";
  long total = a + c + d + f + g + h + i;
  int count = b + e;

  note_frame("leaf", __builtin_frame_address(0));
  note_argument(1, "a", a);
  note_argument(2, "b", b);
  note_argument(3, "c", c);
  note_argument(4, "d", d);
  note_argument(5, "e", e);
  note_argument(6, "f", f);
  note_argument(7, "g", g);
  note_argument(8, "h", h);
  note_argument(9, "i", i);
  note_local("word", word);
  note_local("total", total);
  note_local("count", count);
  draw_frames(own_stack_pointer());
  return total + count;
}

long middle(long size) {
  long squares[3] = {1, 4, 9};
  long answer = 0;

  note_frame("middle", __builtin_frame_address(0));
  note_argument(1, "size", size);
  note_local("squares", squares);
  note_local("answer", answer);
  answer = leaf(1, 2, 3, 4, 5, 6, 7, 8, size);
  return answer + squares[2];
}
}

int main() {
  long size = 10;

  note_frame("main", __builtin_frame_address(0));
  note_local("size", size);
  return middle(size) > 0 ? 0 : 1;
}
