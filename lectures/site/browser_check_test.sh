#!/usr/bin/env bash
# browser_check.sh finds what it is for: browser_check_test.sh BUILD, a folder to
# work in. A small site passes; then one fault of each kind is put into it.
# Exit code 77: there is no Chromium.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail

here=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=test_tree.sh
source "$here/test_tree.sh"
mkdir -p "$1"
work=$(mktemp -d -p "$(cd -P "$1" && pwd)" browser-test.XXXXXX)
trap 'rm -rf "$work"' EXIT
site=$work/out
failures=0

# expect WHAT WANTED GOT
expect() {
  if [[ $2 == "$3" ]]; then return; fi
  failures=$((failures + 1))
  printf 'FAILED: %s\n' "$1"
  diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") || true
}

# check: sets status and found.
check() {
  status=0
  found=$("$here/browser_check.sh" "$site") || status=$?
  # Without the line of a script, and the folder.
  found=$(LC_ALL=C sort <<<"${found//"$work/"/}" | sed 's/ ([0-9]*)$//')
}

# put PAGE HTML: at its end.
put() {
  local text
  text=$(<"$site/$1")
  printf '%s%s\n</body>\n</html>\n' "${text%</body>*}" "$2" >"$site/$1"
}

make_tree "$work"
"$here/build.sh" "$work/root" "$work/build" "$site" --slides >/dev/null
check
if ((status == 77)); then
  echo "$found"
  exit 77
fi
expect 'a good site' '0 16 pages: nothing on the console, no request, none too wide' \
  "$status $found"

put coverage.html '<script>console.error("seeded error")</script>'
put index.html '<img alt="" src="https://network.example/picture.png">'
put teaching.html '<p class="wide" style="width: 500px">wide</p>'
put labs/01-frames.html '<script>nothing();</script>'
put slides/01-paging.html '<section class="slide" id="big"><div class="face">
<h2>Big</h2><div class="body"><p style="height: 800px">long</p></div>
<p class="number">1</p></div></section>'
put slides/02-more.html '<section class="slide" id="broad"><div class="face">
<h2>Broad</h2><div class="body"><pre>'"$(printf '%0200d' 0)"'</pre></div>
<p class="number">1</p></div></section>'
check
expect 'each fault is found' "1 network request: \"https://network.example/picture.png\"
on the console: \"Uncaught ReferenceError: nothing is not defined\", source: labs/01-frames.html
on the console: \"seeded error\", source: coverage.html
out: 6 findings
slides/01-paging.html: slide big overflows: p
slides/02-more.html: slide broad overflows: pre
teaching.html: 500 pixels wide in 360: p.wide" "$status $found"
((failures == 0))
