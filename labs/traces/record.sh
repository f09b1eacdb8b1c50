#!/bin/sh
# Records the traces of the labs again, from small programs and data in inputs/.
# Needs the Debian packages
#   g++ binutils python3 perl sqlite3 git jq libxml2-utils gawk bash make
#   imagemagick python3-numpy
# Other versions of these programs give other traces.
set -eu
target=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck disable=SC2034 # recording.sh reads them
longest=60000 largest=10000
# shellcheck source-path=SCRIPTDIR source=recording.sh
. "$target/recording.sh"
require g++ ld python3 perl sqlite3 git jq xmllint gawk bash make convert
enter_work_folder

data text 700 text.txt
data text 40 few.txt
data log 1500 log.txt
data json 200 stock.json
data xml 230 few.xml
data xml 1000 library.xml
data make 80 few.mk
data make 250 site.mk
data table 14000 table.cpp

# link_objects N: shop1.o … shopN.o, each of which refers to the next.
link_objects() {
  rm -f shop*.o
  for i in $(seq "$1"); do
    g++ -x c -g -O1 -fPIC -c -DNUMBER="$i" -DNEXT=$((i % $1 + 1)) \
      -o "shop$i.o" shop.c
  done
}

cc1plus=$(g++ -print-prog-name=cc1plus)
for kind in short:5000 long:0; do
  record "${kind%:*}" cc1plus "${kind#*:}" "a compiler: optimizing C++" \
    "cc1plus -O2 shapes.cpp" -- "$cc1plus" -quiet -O2 shapes.cpp -o shapes.s
done

for kind in short:100 long:200; do
  link_objects "${kind#*:}"
  record "${kind%:*}" ld 0 "a linker: many small objects" \
    "ld -shared -O2 --gc-sections, ${kind#*:} objects of shop.c" \
    -- ld -shared -O2 --gc-sections -o shop.so shop*.o
done

for kind in short:80000 long:70000; do
  record "${kind%:*}" python "${kind#*:}" "Python: an index of a text" \
    "PYTHONMALLOC=malloc python3 -S index.py text.txt" \
    -- python3 -S index.py text.txt
done

for kind in short:6000 long:0; do
  record "${kind%:*}" perl "${kind#*:}" "Perl: a report from a log" \
    "perl report.pl log.txt" -- perl report.pl log.txt
done

for kind in short long; do
  record $kind sqlite 0 "SQLite: the orders of a shop" \
    "sqlite3 :memory: < orders.sql" \
    -- sqlite3 -init /dev/null :memory: ".read orders.sql"
done

mkdir repository
(
  cd repository
  sh ../history.sh
  for kind in short long; do
    record $kind git 0 "git: a history with its changes" \
      "git log -p --stat, in the repository of history.sh" \
      -- git --no-pager log -p --stat --no-color
  done
)

record short jq 16000 "jq: the stock of a shop" "jq -f stock.jq stock.json" \
  -- jq -f stock.jq stock.json
record long jq 0 "jq: the stock of a shop" "jq -f stock.jq stock.json" \
  -- jq -f stock.jq stock.json

record short xmllint 0 "xmllint: an XML file, formatted" \
  "xmllint --format few.xml" -- xmllint --format few.xml
record long xmllint 0 "xmllint: a question to an XML file" \
  "xmllint --xpath //book[author[2]]/title/text() library.xml" \
  -- xmllint --xpath '//book[author[2]]/title/text()' library.xml

for kind in short:1000 long:0; do
  record "${kind%:*}" gawk "${kind#*:}" "gawk: frequent words and pairs" \
    "gawk -f count.awk text.txt" -- gawk -f count.awk text.txt
done

for kind in short:1000 long:0; do
  record "${kind%:*}" bash "${kind#*:}" "bash: a queue of jobs" \
    "bash queue.sh few.txt" -- bash queue.sh few.txt
done

record short make 0 "make: what is to be built" "make -n -f few.mk all" \
  -- make -n -f few.mk all
record long make 0 "make: what is to be built" "make -n -f site.mk all" \
  -- make -n -f site.mk all

record large cc1plus-table 3000 "a compiler: one long table" \
  "cc1plus -O1 -g table.cpp" -- "$cc1plus" -quiet -O1 -g table.cpp -o table.s

mkdir versions
(
  cd versions
  sh ../versions.sh
  record large git-versions 0 "git: changes of long files" \
    "git log -p --stat, in the repository of versions.sh" \
    -- git --no-pager log -p --stat --no-color
)

# One thread, so that the order of the calls is always the same.
record large imagemagick 1000 "ImageMagick: five pictures made of two" \
  "sh pictures.sh, which runs convert" \
  -- env MAGICK_THREAD_LIMIT=1 sh pictures.sh

# From the end of numpy's own start on.
record large numpy 20000 "NumPy: matrices of many sizes" \
  "PYTHONMALLOC=malloc python3 matrix.py" \
  -- env OPENBLAS_NUM_THREADS=1 python3 -I matrix.py

record large python-lists 9000 "Python: lists and texts that grow" \
  "PYTHONMALLOC=malloc python3 -S lists.py" -- python3 -S -I lists.py

record large sqlite-cache 0 "SQLite: a large cache, long documents" \
  "sqlite3 :memory: < cache.sql" \
  -- sqlite3 -init /dev/null :memory: ".read cache.sql"
