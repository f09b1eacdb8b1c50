#!/bin/sh
# Records the call traces again, from programs that are built here from Debian's
# source packages lua5.4, mawk, ninja-build and sqlite3. Needs deb-src lines for
# apt (or HEAPLAB_SOURCES, see calls.sh) and the packages
#   gcc g++ make gawk tcl dpkg-dev
# Other versions of programs and compiler give other traces.
set -eu
target=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck disable=SC2034 # recording.sh reads them
longest=10000 largest=10000
# shellcheck source-path=SCRIPTDIR source=recording.sh
. "$target/recording.sh"
# shellcheck source-path=SCRIPTDIR source=calls.sh
. "$target/calls.sh"
require gcc g++ make gawk tclsh dpkg-parsechangelog
enter_work_folder

unpack lua5.4
(
  cd lua5.4/src
  rm luac.c
  echo '#define DEB_HOST_MULTIARCH "any"' > lua5.4-deb-multiarch.h
  # shellcheck disable=SC2086  # words
  gcc $telling -DLUA_USE_POSIX "-Dluai_makeseed(L)=1" -o ../../lua ./*.c -lm
)
record_calls lua 128500 "Lua: recursion, errors and coroutines" \
  "lua $(version_of lua5.4), lua puzzle.lua" -- ./lua puzzle.lua

unpack mawk
(cd mawk && CFLAGS=$telling ./configure && make) > mawk.log 2>&1
data text 40 few.txt
record_calls mawk 0 "mawk: a program is parsed and run" \
  "mawk $(version_of mawk), mawk -f count.awk few.txt" \
  -- mawk/mawk -f count.awk few.txt

unpack ninja-build
(
  cd ninja-build/src
  rm -f ./*_test.cc ./*_perftest.cc ./*win32* test.cc ./*.in.cc browse.cc \
    hash_collision_bench.cc msvc*.cc
  # shellcheck disable=SC2086  # words
  g++ $telling -o ../../ninja ./*.cc
)
# A tree of targets for ninja, with their sources.
gawk 'BEGIN {
  print "rule cc\n  command = cc -c $in -o $out"
  print "rule ld\n  command = cc $in -o $out"
  for (i = 0; i < 7; i++) print "build gen/h" i ".h: cc src/g" i
  for (i = 1; i <= 60; i++) {
    print "build obj/f" i ".o: cc src/f" i " | gen/h" i % 7 ".h"
  }
  for (k = 0; k < 6; k++) {
    printf "build lib" k ": ld"
    for (i = 1; i <= 10; i++) printf " obj/f" k * 10 + i ".o"
    print k ? " lib" k - 1 : ""
  }
  print "default lib5"
}' > plan.ninja
mkdir src
for i in $(seq 0 6); do : > "src/g$i"; done
for i in $(seq 60); do : > "src/f$i"; done
record_calls ninja 400000 "ninja, C++: a graph of targets is walked" \
  "ninja $(version_of ninja-build), ninja -n -f plan.ninja" \
  -- ./ninja -n -f plan.ninja

unpack sqlite3
(
  cd sqlite3
  ./configure && make sqlite3.c shell.c
) > sqlite.log 2>&1
# shellcheck disable=SC2086  # words
gcc $telling -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION \
  -Isqlite3 -o sqlite sqlite3/sqlite3.c sqlite3/shell.c -lm
record_calls sqlite 2350000 "SQLite: the orders of a shop" \
  "sqlite $(version_of sqlite3), sqlite3 :memory: < orders.sql" \
  -- ./sqlite -init /dev/null :memory: ".read orders.sql"
