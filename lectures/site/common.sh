# What the site and the question bank share.
# shellcheck shell=bash disable=SC2034  # markdown is for those who source this

# The dialect of a lecture: ids are written down, and no text is taken for
# mathematics, TeX or a citation.
markdown="markdown-auto_identifiers-subscript-superscript-strikeout"
markdown+="-tex_math_dollars-raw_tex-citations-example_lists"

stop() {
  printf 'lectures: %s\n' "$1" >&2
  exit 2
}

need_pandoc() {
  if type -P pandoc >/dev/null; then return; fi
  stop 'expected pandoc, which makes the pages, found none; install it with
  sudo apt-get install pandoc'
}

# head_of TITLE CLASS: sets head.
head_of() {
  head="<!DOCTYPE html>
<html lang=\"en-GB\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<title>$1</title>
<link rel=\"icon\" href=\"data:,\">
<link rel=\"stylesheet\" href=\"@UP@style.css\">
</head>
<body class=\"at-$2\">"
}
