#!/usr/bin/env bash
# The site's build on a small tree with seeded errors, whose messages must be as
# they are here, word by word: build_test.sh BUILD, a folder to work in.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail

here=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=test_tree.sh
source "$here/test_tree.sh"
mkdir -p "$1"
work=$(mktemp -d -p "$(cd -P "$1" && pwd)" site-test.XXXXXX)
trap 'rm -rf "$work"' EXIT
failures=0 checks=0

# expect WHAT WANTED GOT: the two texts are the same.
expect() {
  checks=$((checks + 1))
  if [[ $2 == "$3" ]]; then return; fi
  failures=$((failures + 1))
  printf 'FAILED: %s\n' "$1"
  diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") || true
}

# run NAME [--slides]: builds the tree of that name; sets status, out and err.
run() {
  status=0
  "$here/build.sh" "$work/$1/root" "$work/$1/build" "$work/$1/out" "${@:2}" \
    >"$work/out" 2>"$work/err" </dev/null || status=$?
  out=$(<"$work/out")
  err=$(sed "s|$work/$1/||g" "$work/err")
}

# replace FILE OLD NEW: every OLD, which must be there.
replace() {
  local text
  text=$(<"$1")
  if [[ $text != *"$2"* ]]; then
    printf 'build_test.sh: "%s" is not in %s\n' "$2" "$1"
    exit 1
  fi
  printf '%s\n' "${text//"$2"/"$3"}" >"$1"
}

# new_tree NAME: sets tree and lecture.
new_tree() {
  tree=$work/$1
  make_tree "$tree"
  lecture=$tree/root/lectures/01-paging/lecture.md
}

# errors_are WHAT WANTED: the build of `tree` fails with these lines.
errors_are() {
  local count
  count=$(grep -c '^[^ ]' <<<"$2")
  run "$(basename "$tree")"
  expect "$1: the messages" "$2
The site is not built: $count error$( ((count == 1)) || echo s) above." "$err"
  expect "$1: status and stdout" '1 ' "$status $out"
  expect "$1: no site" 1 "$([[ -e $tree/out ]] || echo 1)"
}

test_success() {
  new_tree good
  run good --slides
  expect 'the path of the site' "0 $tree/out/index.html" "$status $out"
  expect 'nothing else is said' '' "$err"
  expect 'the pages' "coverage.html
files/labs/01-frames/README.md.html
files/labs/01-frames/index.html
files/labs/01-frames/lab.toml.html
files/labs/01-frames/patterns/index.html
files/labs/01-frames/patterns/one.pattern.html
files/lectures/01-paging/demos/first_touch.cpp.html
files/lectures/02-more/demos/first_touch.cpp.html
index.html
labs/01-frames.html
lectures/01-paging.html
lectures/02-more.html
slides/01-paging.html
slides/02-more.html
slides/index.html
style.css
teaching.html" "$(cd "$tree/out" && find . -type f -printf '%P\n' |
    LC_ALL=C sort)"
  expect 'the work leaves nothing beside it' "build
out
root" "$(ls "$tree")"
}

# has FILE WHAT TEXT: the page has that text.
has() {
  checks=$((checks + 1))
  if grep -qF -- "$3" "$tree/out/$1"; then return; fi
  failures=$((failures + 1))
  printf 'FAILED: %s: "%s" is not in %s\n' "$2" "$3" "$1"
}

test_contents() {
  local lecture=lectures/01-paging.html
  has $lecture 'language' '<html lang="en-GB">'
  has $lecture 'title' '<title>Paging &amp; pages · Heaplab</title>'
  has $lecture 'a measured value' '>1750 ns</span>'
  has $lecture 'a value that is unknown' '(not measured here)'
  has $lecture 'a capture' '~3.5 µs &amp; more'
  has $lecture 'a picture' '0x10     &quot;x&quot;'
  has $lecture 'a link to the source' \
    '<a href="../files/lectures/01-paging/demos/first_touch.cpp.html"'
  has $lecture 'a button' '<input type="radio" name="q-touch" id="q-touch-2">'
  has $lecture 'a reason' '<strong>Right.</strong> The kernel gives one.'
  has $lecture 'an answer to open' '<details><summary>Answer</summary>'
  has $lecture 'the next lecture' 'rel="next" href="../lectures/02-more.html"'
  has coverage.html 'where a topic is' \
    '<a href="lectures/01-paging.html#first-touch">First touch</a>'
  has coverage.html 'its demo' 'demos/first_touch.cpp.html">first_touch</a>'
  has teaching.html 'the minutes' '<td class="number">160</td>'
  has teaching.html 'the checks' '<code>01-frames/predict</code>'
  has index.html 'the question' 'What is a page?'
  has slides/01-paging.html 'a slide' '<section class="slide exhibit-slide"'
  expect 'slides hold no verdict before their notes' '' \
    "$(sed -n '/class="body"/,/class="notes"/p' \
      "$tree/out/slides/01-paging.html" | grep 'The kernel gives one' || true)"
  expect 'no script, and nothing from a network' '' \
    "$(grep -rlE '<script|https?://' "$tree/out" || true)"
  expect 'nothing of the solutions' '' "$(grep -rl SECRET "$tree/out" || true)"
}

test_copy() {
  cp -r "$tree/out" "$work/elsewhere"
  expect 'a copy has no broken link' '0 ' \
    "$(link_check "$work/elsewhere")"
  replace "$work/elsewhere/index.html" 'href="style.css"' 'href="none.css"'
  replace "$work/elsewhere/labs/01-frames.html" 'id="exercise-leaf"' 'id="x"'
  expect 'and one that has is found' \
    '1 index.html:9: expected a link into the site, found none.css
lectures/01-paging.html:148: expected an anchor that is there, found '\
'../labs/01-frames.html#exercise-leaf
lectures/02-more.html:148: expected an anchor that is there, found '\
'../labs/01-frames.html#exercise-leaf' \
    "$(link_check "$work/elsewhere" |
      sed '/^slides/d; s/html:1[0-9][0-9]/html:148/')"
}

link_check() {
  local found status=0
  found=$("$here/link_check.sh" "$1" | LC_ALL=C sort) || status=$?
  printf '%s %s' "$status" "$found"
}

# The second build runs nothing that need not run; a change is seen.
test_again() {
  local before
  before=$(stat -c %Y "$tree/build/lectures-site/pages"/*lecture.md.html)
  run good --slides
  expect 'a second build' "0 $tree/out/index.html" "$status $out"
  expect 'makes no lecture again' "$before" \
    "$(stat -c %Y "$tree/build/lectures-site/pages"/*lecture.md.html)"
  sleep 0.02
  replace "$tree/build/lectures/01-paging/first_touch" '1750 ns' '2 ns'
  run good --slides
  has lectures/01-paging.html 'a newer program is run again' '>2 ns</span>'
  replace "$tree/root/lectures/01-paging/demos/first_touch.cpp" \
    'memory[at] = 1' 'memory[at] = 9'
  run good --slides
  has lectures/01-paging.html 'changed code is cut again' '>9</span>'
  rm -r "$tree/root/solutions" "$tree/root/lectures/teaching.md"
  run good
  expect 'without solutions and teaching page' \
    "0 $tree/out/index.html 1" \
    "$status $out $([[ -e $tree/out/teaching.html ]] || echo 1)"
}

test_two_at_once() {
  local one=0 two=0 first
  new_tree twice
  "$here/build.sh" "$tree/root" "$tree/build" "$tree/out" >"$work/1" 2>&1 &
  first=$!
  "$here/build.sh" "$tree/root" "$tree/build" "$tree/out" >"$work/2" 2>&1 ||
    two=$?
  wait "$first" || one=$?
  expect 'two builds at once' "0 $tree/out/index.html 0 $tree/out/index.html" \
    "$one $(<"$work/1") $two $(<"$work/2")"
  expect 'leave one whole site' '0 ' "$(link_check "$tree/out")"
  expect 'and nothing else' "build
out
root" "$(ls "$tree")"
}

test_old_site_stays() {
  replace "$lecture" 'mark="touch"' 'mark="tuch"'
  run twice
  expect 'a build that fails' 1 "$status"
  expect 'leaves the old site' '0 ' "$(link_check "$tree/out")"
}

test_interrupted() {
  local process
  replace "$lecture" 'mark="tuch"' 'mark="touch"'
  replace "$tree/build/lectures/01-paging/first_touch" 'set -e' 'sleep 30'
  "$here/build.sh" "$tree/root" "$tree/build" "$tree/out" >"$work/1" 2>&1 &
  process=$!
  sleep 0.5
  kill -TERM "$process"
  wait "$process" || true
  expect 'an interrupted build leaves the old site' '0 ' \
    "$(link_check "$tree/out")"
}

test_no_pandoc() {
  local status=0 program
  mkdir "$work/bin"
  for program in bash env readlink dirname basename mkdir cat; do
    ln -s "$(type -P "$program")" "$work/bin/$program"
  done
  PATH=$work/bin "$here/build.sh" "$tree/root" "$tree/build" "$tree/out" \
    >"$work/out" 2>&1 || status=$?
  expect 'without pandoc' \
    '2 lectures: expected pandoc, which makes the pages, found none; install it with
  sudo apt-get install pandoc' "$status $(<"$work/out")"
}

# Seeded errors stand in a file of their own.
# shellcheck source=seeded_errors.sh
source "$here/seeded_errors.sh"

test_success
test_contents
test_copy
test_again
test_two_at_once
test_old_site_stays
test_interrupted
test_no_pandoc
test_snippet_errors
test_output_errors
test_quiz_errors
test_link_errors
test_form_errors
test_metadata_errors
test_topic_errors
test_failing_runs
test_question_bank
printf '%d checks, %d failed\n' "$checks" "$failures"
((failures == 0))
