#!/bin/sh
# 150,000 lines, in two threads, in more memory than one block has.
awk 'BEGIN {
  state = 5
  for (k = 0; k < 150000; ++k) {
    state = (state * 69069 + 1) % 4294967296
    printf "%010d line %d\n", state, k
  }
}' > lines
LC_ALL=C sort --parallel=2 -S 8M -o sorted lines
head -n 3 sorted
wc -l < sorted
