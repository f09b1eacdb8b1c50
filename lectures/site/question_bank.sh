#!/usr/bin/env bash
# The question banks with their answers as one page, for instructors, in a
# folder that is never part of the site: question_bank.sh ROOT OUT. Prints the
# path of its index.html. Exit codes: 1 when a bank has errors, each on a line
# of stderr; 2 when there are no banks, or no pandoc.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail

here=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"

root=$(cd -P "$1" && pwd)
mkdir -p "$2"
out=$(cd -P "$2" && pwd)

need_pandoc
if [[ ! -d $root/solutions/lectures ]]; then
  stop "expected the folder solutions/lectures, found none; the question bank \
is for instructors and not in this copy of the kit"
fi
work=$(mktemp -d -p "$out")
trap 'rm -rf "$work"' EXIT

# render BANK: its fragment, to stdout.
render() {
  env SITE_ROOT="$root" SITE_PAGE="solutions/lectures/$1.md" \
    SITE_ERRORS="$work/errors" LUA_PATH="$here/filters/?.lua;;" \
    LC_ALL=C.UTF-8 pandoc -f "$markdown" -t html5 --wrap=preserve \
    --lua-filter="$here/filters/bank.lua" "$root/solutions/lectures/$1.md"
}

render_all() {
  local lecture bank
  for lecture in "$root"/lectures/[0-9][0-9]-*/; do
    bank=$(basename "$lecture")
    if [[ -e $root/solutions/lectures/$bank.md ]]; then
      render "$bank"
    else
      echo "solutions/lectures/$bank.md: expected questions on \
lectures/$bank, found no file; write some" >>"$work/errors"
    fi
  done
}

: >"$work/errors"
head_of 'Question bank · Heaplab' bank
{
  printf '%s\n' "${head//@UP@/}"
  echo '<div class="page"><main id="main">'
  render_all
  echo '</main></div></body></html>'
} >"$work/index.html"
if [[ -s $work/errors ]]; then
  cat "$work/errors" >&2
  exit 1
fi
cp "$here/style.css" "$out/style.css"
mv "$work/index.html" "$out/index.html"
printf '%s/index.html\n' "$out"
