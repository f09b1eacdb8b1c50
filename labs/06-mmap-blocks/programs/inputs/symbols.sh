#!/bin/sh
# Symbols and types of an object that is compiled here.
g++ -g -O0 -c words.cpp -o words.o
gdb -q -nx -batch \
  -ex 'set width 0' \
  -ex 'print 6 * 7' \
  -ex 'info line most_frequent' \
  -ex 'ptype Word' \
  -ex 'info functions most_frequent' \
  -ex 'python print(sum(len(str(k)) for k in range(20000)))' \
  words.o 2>&1
