#!/usr/bin/env bash
# The gdb sessions of the handout, from real runs:
#
#   record.sh          writes call.txt, frame.txt, leave.txt beside NAME.gdb
#   record.sh --check  fails unless a new run says the same, and the handout
#                      shows the same; 77: gdb or an x86-64 machine is missing
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
handout=$here/../README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ $(uname -m) != x86_64 ]]; then
  echo 'skipped: these sessions are of an x86-64 machine'
  exit 77
fi
if ! type -P gdb >/dev/null; then
  echo 'skipped: needs gdb, not installed: sudo apt-get install gdb'
  exit 77
fi

cd "$here"
"${CXX:-g++}" -nostdlib -static -no-pie -g -fdebug-prefix-map="$here=." \
  -Wl,-Ttext=0x401000,--section-start=.demo_stack=0x7fff0000 \
  -o "$work/steps" steps.S

# session NAME: gdb shows each command with a plus before it.
session() {
  gdb -nx -batch -ex 'set pagination off' -ex 'set style enabled off' \
    -ex 'set debuginfod enabled off' -ex 'set trace-commands on' \
    -x "$1.gdb" "$work/steps" 2>/dev/null </dev/null |
    sed -e '/^+set /d' -e 's/^+/(gdb) /' -e '/^$/d' -e 's/\t/  /g' -e 's/ *$//'
}

# shown NAME: the block behind the mark of that session in the handout.
shown() {
  awk -v mark="<!-- gdb/$1.txt -->" '
    $0 == mark { found = 1; next }
    found && /^```/ { if (++fences == 2) exit; next }
    found && fences == 1' "$handout"
}

# compare NAME WHAT: stdin and NAME.txt.
compare() {
  if diff -u "$1.txt" - >"$work/diff"; then return; fi
  echo "$2 differs from gdb/$1.txt:"
  cat "$work/diff"
  return 1
}

status=0
for name in call frame leave; do
  if [[ ${1:-} == --check ]]; then
    session "$name" | compare "$name" 'a new session' || status=1
    shown "$name" | compare "$name" 'the handout' || status=1
  else
    session "$name" >"$name.txt"
  fi
done
exit "$status"
