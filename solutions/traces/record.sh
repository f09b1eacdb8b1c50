#!/bin/sh
# Records the hidden traces again, from small programs and data in inputs/ and
# in labs/traces/inputs/. Needs the Debian packages
#   g++ python3 perl sqlite3 lua5.4 cmake gawk
# Other versions of these programs give other traces.
set -eu
target=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck disable=SC2034 # recording.sh reads it
longest=30000
# shellcheck source-path=SCRIPTDIR source=../../labs/traces/recording.sh
. "$target/../../labs/traces/recording.sh"
require g++ python3 perl sqlite3 lua5.4 cmake gawk
enter_work_folder

data text 700 text.txt

cc1plus=$(g++ -print-prog-name=cc1plus)
for kind in short:6000 long:0; do
  record "${kind%:*}" cc1plus-tree "${kind#*:}" \
    "a compiler: C++ with debugging information" "cc1plus -O1 -g tree.cpp" \
    -- "$cc1plus" -quiet -O1 -g tree.cpp -o tree.s
done

for kind in short:45000 long:40000; do
  record "${kind%:*}" python-maze "${kind#*:}" "Python: ways out of mazes" \
    "PYTHONMALLOC=malloc python3 -S maze.py" -- python3 -S maze.py
done

for kind in short:8000 long:0; do
  record "${kind%:*}" perl-pages "${kind#*:}" "Perl: pages from a text" \
    "perl pages.pl text.txt" -- perl pages.pl text.txt
done

for kind in short:2000 long:0; do
  record "${kind%:*}" sqlite-library "${kind#*:}" \
    "SQLite: the loans of a library" \
    "sqlite3 :memory: < library.sql" \
    -- sqlite3 -init /dev/null :memory: ".read library.sql"
done

for kind in short:2000 long:0; do
  record "${kind%:*}" lua-calculator "${kind#*:}" "Lua: parsing formulas" \
    "lua5.4 calculator.lua" -- lua5.4 calculator.lua
done

for kind in short:5000 long:0; do
  record "${kind%:*}" cmake-plan "${kind#*:}" "CMake: a script with lists" \
    "cmake -P plan.cmake" -- cmake -P plan.cmake
done
