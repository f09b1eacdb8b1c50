#!/usr/bin/env bash
# A built site in headless Chromium: browser_check.sh OUT. No page may write to
# the console or ask a network; none may be wider than a phone of 360 pixels, and
# no slide may overflow at 1280 x 720. Exit code 77: there is no Chromium.
set -euo pipefail

here=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
site=$(cd -P "$1" && pwd)
pages_at_once=40
failures=0

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome; do
    chromium=$(type -P "$name") && return
  done
  echo 'skipped: no chromium, in which the pages would be shown'
  exit 77
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measured_copy: the site, each page with measure.js in it.
measured_copy() {
  local page text
  cp -r "$site" "$work/site"
  while read -r page; do
    text=$(<"$work/site/$page")
    printf '%s\n<script>\nconst PAGE = "%s";\n%s\n</script>\n</body>\n</html>\n' \
      "${text%</body>*}" "$page" "$(<"$here/measure.js")" >"$work/site/$page"
  done <"$work/pages"
}

# harness FILE WIDTH HEIGHT PAGE…: a page with a frame for each of them, which
# collects what they say.
harness() {
  local file=$1 width=$2 height=$3 page
  shift 3
  {
    # shellcheck disable=SC2016  # JavaScript's
    printf '<!DOCTYPE html><meta charset="utf-8"><title>check</title>
<pre id="report"></pre>
<script>
const report = document.getElementById("report");
addEventListener("message", (event) => {
  const { page, found } = event.data;
  report.append(`measured ${page}\\n`);
  for (const each of found) report.append(`FOUND ${page}: ${each}\\n`);
});
</script>\n'
    for page; do
      printf '<iframe src="site/%s" style="width:%spx;height:%spx;border:0">' \
        "$page" "$width" "$height"
      printf '</iframe>\n'
    done
  } >"$work/$file"
}

# browse FILE: shows it, and prints the page as it is in the end.
browse() {
  # shellcheck disable=SC2054  # an option's comma
  local options=(--headless --disable-gpu --disable-quic --no-first-run
    --disable-background-networking --disable-component-update --disable-sync
    --disable-default-apps --disable-extensions --hide-scrollbars
    --user-data-dir="$work/profile"
    --host-resolver-rules='MAP * ~NOTFOUND' --log-net-log="$work/$1.net"
    --enable-logging=stderr --window-size=1400,900
    --virtual-time-budget=20000 --dump-dom)
  if ((EUID == 0)); then options+=(--no-sandbox); fi
  timeout -k 5 55 "$chromium" "${options[@]}" "file://$work/$1" \
    2>"$work/$1.log" || true
}

fail() {
  printf '%s\n' "$1"
  failures=$((failures + 1))
}

# report_of FILE: what the frames said, as plain text.
report_of() {
  sed -n '/<pre id="report">/,/<\/pre>/p' "$work/$1.dom" |
    sed 's/^.*<pre id="report">//; s/<\/pre>.*$//; s/&lt;/</g; s/&gt;/>/g
      s/&amp;/\&/g'
}

# console_of FILE: [pid:…:CONSOLE:line] "message", source: file://… (line)
console_of() {
  sed -n "s|file://$work/site/||g
    s|^\[[^]]*CONSOLE[^]]*\] |on the console: |p" "$work/$1.log"
}

# requests_of FILE: those of pages; the browser's own have another initiator.
requests_of() {
  grep -E '"initiator":"(null|file:[^"]*)"' "$work/$1.net" |
    grep -oE '"url":"(https?|wss?|ftp)://[^"]*"' |
    sed 's/^"url":/network request: /' | LC_ALL=C sort -u
}

# check_batch FILE PAGE…
check_batch() {
  local file=$1 page line report
  shift
  browse "$file" >"$work/$file.dom"
  report=$(report_of "$file")
  for page; do
    if ! grep -qxF "measured $page" <<<"$report"; then
      fail "$page: expected it to load, found that it did not"
    fi
  done
  while read -r line; do fail "$line"; done < <(
    sed -n 's/^FOUND //p' <<<"$report"
    console_of "$file"
    requests_of "$file" || true
  )
}

# check_all PREFIX WIDTH HEIGHT: the pages whose names stand in stdin.
check_all() {
  local prefix=$1 pages batch=0 k
  mapfile -t pages
  for ((k = 0; k < ${#pages[@]}; k += pages_at_once)); do
    batch=$((batch + 1))
    harness "$prefix$batch.html" "$2" "$3" "${pages[@]:k:pages_at_once}"
    check_batch "$prefix$batch.html" "${pages[@]:k:pages_at_once}"
  done
}

find_chromium
(cd "$site" && find . -name '*.html' -printf '%P\n' | LC_ALL=C sort) \
  >"$work/pages"
measured_copy
check_all phone 360 740 <"$work/pages"
check_all hall 1280 720 < <(grep '^slides/[0-9]' "$work/pages" || true)
if ((failures > 0)); then
  printf '%s: %d findings\n' "$site" "$failures"
  exit 1
fi
printf '%d pages: nothing on the console, no request, none too wide\n' \
  "$(wc -l <"$work/pages")"
