#!/usr/bin/env bash
# Every link of a built site leads to a file in it, and to an anchor that is
# there: link_check.sh OUT. Prints each that does not; exit code 1 then.
set -euo pipefail
cd "$1"

list=$(mktemp)
trap 'rm -f "$list"' EXIT
find . -name '*.html' -printf '%P\n' | LC_ALL=C sort >"$list"
find . -type f -printf '%P\n' | awk '
# attributes(text, name, into): the values of name="…" in a line, as keys.
function attributes(text, name, into,    value) {
  delete into
  while (match(text, "[ \t]" name "=\"[^\"]*\"")) {
    value = substr(text, RSTART + length(name) + 3,
                   RLENGTH - length(name) - 4)
    into[value] = 1
    text = substr(text, RSTART + RLENGTH)
  }
}
function target_of(page, link,    folder) {
  if (link == "") return page
  folder = page
  if (!sub("/[^/]*$", "/", folder)) folder = ""
  link = folder link
  gsub("/\\./", "/", link)
  while (sub("[^/.][^/]*/\\.\\./", "", link)) continue
  return link
}
function check(page, line, link,    file, anchor, at) {
  if (link ~ /^data:/) return
  at = index(link, "#")
  anchor = at ? substr(link, at + 1) : ""
  file = target_of(page, at ? substr(link, 1, at - 1) : link)
  if (!(file in files))
    fail(page, line, "a link into the site", link)
  else if (anchor != "" && !((file "#" anchor) in ids))
    fail(page, line, "an anchor that is there", link)
}
function fail(page, line, wanted, found) {
  printf "%s:%d: expected %s, found %s\n", page, line, wanted, found
  failures++
}
{ files[$0] = 1 }
END {
  pages = 0
  while ((getline page < list) > 0) {
    line = 0
    while ((getline text < page) > 0) {
      line++
      if (text !~ /id="|href="|src="/) continue
      attributes(text, "id", found)
      for (id in found) ids[page "#" id] = 1
      attributes(text, "href", found)
      for (link in found) if (link !~ /^#cb[0-9]/) links[page, line, link] = 1
      attributes(text, "src", found)
      for (link in found) links[page, line, link] = 1
    }
    close(page)
  }
  for (key in links) {
    split(key, parts, SUBSEP)
    check(parts[1], parts[2], parts[3])
  }
  exit failures > 0
}' list="$list" -
