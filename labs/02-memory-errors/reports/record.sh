#!/usr/bin/env bash
# The reports of the handout, from real runs of example.cpp:
#
#   record.sh          writes memcheck.txt and asan.txt
#   record.sh --check  fails unless a new run says the same, and the handout
#                      shows the same; 77: a tool or an x86-64 machine is missing
#
# Addresses and process ids differ from run to run, and what the library and
# Valgrind call their own files from system to system: they are not compared.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
handout=$here/../README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ $(uname -m) != x86_64 ]]; then
  echo 'skipped: these reports are of an x86-64 machine'
  exit 77
fi
if ! type -P valgrind >/dev/null; then
  echo 'skipped: needs Valgrind, not installed: sudo apt-get install valgrind'
  exit 77
fi
if ! "${CXX:-g++}" --version | grep -q -e 'g++' -e '^c++'; then
  echo 'skipped: these reports are of a program that g++ compiled'
  exit 77
fi

# build FLAG…: example, in $work.
build() {
  (cd "$here" && "${CXX:-g++}" -std=c++20 -O0 -g -gdwarf-4 \
    -fno-omit-frame-pointer -ffile-prefix-map="$here"=. "$@" \
    -o "$work/example" example.cpp)
}

# The first three lines are about the tool, one at the end about options.
memcheck() {
  build
  (cd "$work" && valgrind --leak-check=full ./example 2>&1 >/dev/null) |
    sed -e 1,3d -e 's/ *$//' | grep -v 'For lists of detected'
}

# From the report's second line to its summary, without what calls main(). The
# program fails, as it must.
asan() {
  build -fsanitize=address
  { (cd "$work" && ASAN_OPTIONS=detect_leaks=0 ./example 2>&1) || true; } |
    sed -e "s|$work/||" -e '1d' -e '/^SUMMARY/q' | grep -v -e ' in _start ' -e __libc_start
}

report() {
  if [[ $1 == memcheck ]]; then memcheck; else asan; fi
}

masked() {
  sed -E -e 's/^==[0-9]+==/==…==/' -e 's/0x[0-9A-Fa-f]+/0x…/g' \
    -e 's/(total heap usage:).*/\1 …/' \
    -e '/example\.cpp/!s/ \(?(in )?[^ ]*(\.so|\.c|\.cpp|\.h|\.inc)[^ ]*$/ …/' \
    -e 's/(to the right of|after) /after /' -e 's/ *$//'
}

# shown NAME: the block behind the mark of that report in the handout.
shown() {
  awk -v mark="<!-- reports/$1.txt -->" '
    $0 == mark { found = 1; next }
    found && /^```/ { if (++fences == 2) exit; next }
    found && fences == 1' "$handout"
}

# compare NAME WHAT: stdin and NAME.txt.
compare() {
  if diff -u <(masked <"$here/$1.txt") <(masked) >"$work/diff"; then return; fi
  echo "$2 differs from reports/$1.txt:"
  cat "$work/diff"
  return 1
}

status=0
for name in memcheck asan; do
  if [[ ${1:-} == --check ]]; then
    report "$name" | compare "$name" 'a new report' || status=1
    shown "$name" | compare "$name" 'the handout' || status=1
  else
    report "$name" >"$here/$name.txt"
  fi
done
exit "$status"
