#!/bin/sh
# Records the hidden traces again, from small programs and data in inputs/ and
# in labs/traces/inputs/. Needs the Debian packages
#   g++ python3 perl sqlite3 lua5.4 cmake gawk git ghostscript python3-numpy
# Other versions of these programs give other traces.
set -eu
target=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck disable=SC2034 # recording.sh reads them
longest=30000 largest=10000
# shellcheck source-path=SCRIPTDIR source=../../labs/traces/recording.sh
. "$target/../../labs/traces/recording.sh"
require g++ python3 perl sqlite3 lua5.4 cmake gawk git gs
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

record large ghostscript 1500 "Ghostscript: four pages" \
  "gs -sDEVICE=ppmraw -r200 pages.ps" \
  -- gs -q -dNOPAUSE -dBATCH -dSAFER -dMaxBitmap=500000 -sDEVICE=ppmraw \
  -r200 -sOutputFile=/dev/null pages.ps

mkdir versions
(
  cd versions
  sh ../versions.sh
  record large git-pack 0 "git: a pack of long files" \
    "git pack-objects --all, in the repository of versions.sh" \
    -- git pack-objects --all --threads=1 -q pack
) < /dev/null

record large numpy-waves 20000 "NumPy: waves and filters" \
  "PYTHONMALLOC=malloc python3 waves.py" \
  -- env OPENBLAS_NUM_THREADS=1 python3 -I waves.py

record large sqlite-letters 0 "SQLite: letters that are joined" \
  "sqlite3 :memory: < letters.sql" \
  -- sqlite3 -init /dev/null :memory: ".read letters.sql"
