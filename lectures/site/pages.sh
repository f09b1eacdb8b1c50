# The pages: each Markdown file becomes a fragment of HTML, facts for the checks
# over all pages, and errors, in $work/pages.
# shellcheck shell=bash disable=SC2154  # variables of build.sh

# list_pages: what there is, in order.
list_pages() {
  local file
  lectures=() texts=()
  for file in "$root"/lectures/[0-9][0-9]-*/lecture.md; do
    if [[ ! -e $file ]]; then continue; fi
    lectures+=("$(basename "$(dirname "$file")")")
    texts+=("${file#"$root/"}")
  done
  for file in "$root"/labs/*/README.md; do
    if [[ -e $file ]]; then texts+=("${file#"$root/"}"); fi
  done
  generated=(lectures/site/index.md lectures/site/coverage.md)
  if [[ -e $root/lectures/teaching.md ]]; then
    generated+=(lectures/teaching.md)
  fi
  printf '%s\n' "${texts[@]}" "${generated[@]}" |
    while read -r file; do printf '%s %s\n' "$file" "$(part "$file").facts"; done \
      >"$work/fact-files"
}

# part PAGE: where its parts are kept, without a suffix.
part() {
  printf '%s/pages/%s' "$work" "${1//\//+}"
}

# file_of PAGE: the site's own pages lie beside this script.
file_of() {
  case $1 in
    lectures/site/*) printf '%s/%s' "$here" "${1##*/}" ;;
    *) printf '%s/%s' "$root" "$1" ;;
  esac
}

# is_fresh PAGE: nothing that it was made from is newer.
is_fresh() {
  local parts lecture=${1%/*} used
  parts=$(part "$1")
  if [[ ! -e $parts.html || -s $parts.errors ]]; then return 1; fi
  if [[ $root/$1 -nt $parts.html ]]; then return 1; fi
  if [[ $1 != lectures/* ]]; then return; fi
  while read -r used; do
    if [[ $used -nt $parts.html ]]; then return 1; fi
  done < <(find "$root/$lecture" "$work/captures/${lecture#*/}" 2>/dev/null)
  while read -r used; do
    if [[ ! -e $root/$used || $root/$used -nt $parts.html ]]; then return 1; fi
  done < <(sed -n 's/^uses\t//p' "$parts.facts" 2>/dev/null)
}

# pandoc_for PAGE OPTION…: with what the filters read from the environment.
pandoc_for() {
  local page=$1 parts lecture=none
  parts=$(part "$1")
  shift
  if [[ $page == lectures/*/lecture.md ]]; then
    lecture=${page#lectures/}
    lecture=${lecture%/*}
  fi
  env SITE_ROOT="$root" SITE_PAGE="$page" SITE_CAPTURES="$work/captures" \
    SITE_ERRORS="${errors_of_run:-$parts.errors}" \
    SITE_FACTS="${facts_of_run-$parts.facts}" \
    SITE_FACT_FILES="$work/fact-files" SITE_HAS_SLIDES="$slides" \
    SITE_DEMOS="$(demos_of "$lecture" | tr '\n' ' ')" \
    SITE_PICTURES="$(pictures_of "$lecture" | tr '\n' ' ')" \
    LUA_PATH="$here/filters/?.lua;;" LC_ALL=C.UTF-8 \
    pandoc -t html5 --wrap=preserve "$@" 2>"$parts.stderr"
}

# filters NAME…: the options that name them.
filters() {
  printf -- "--lua-filter=$here/filters/%s.lua\n" "$@"
}

# render PAGE FORMAT FILTER…
render() {
  local page=$1 format=$2 parts options
  parts=$(part "$page")
  mapfile -t options < <(filters "${@:3}")
  rm -f "$parts".*
  if pandoc_for "$page" -f "$format" "${options[@]}" -o "$parts.new" \
    "$(file_of "$page")"; then
    mv "$parts.new" "$parts.html"
  else
    pandoc_failed "$page" "$parts"
  fi
}

# pandoc_failed PAGE PARTS: its own words.
pandoc_failed() {
  printf '%s:1: expected pandoc to read this page, found an error; it said:\n%s\n' \
    "$1" "$(sed 's/^/  /' "$2.stderr")" >>"$2.errors"
}

render_text() {
  if [[ $1 == lectures/* ]]; then
    render "$1" "$markdown" ids form exhibits links quiz dress
  else
    render "$1" gfm ids links dress
  fi
}

# two_at_a_time FUNCTION ARGUMENT…: calls it for each argument.
two_at_a_time() {
  local argument
  for argument in "${@:2}"; do
    while (($(jobs -rp | wc -l) >= 2)); do wait -n || true; done
    "$1" "$argument" &
  done
  wait
}

# remove_gone: parts of pages that are no longer there.
remove_gone() {
  local file name
  for file in "$work"/pages/*; do
    name=${file##*/}
    name=${name%.md.*}.md
    if [[ -e $file && ! -e $(file_of "${name//+//}") ]]; then rm "$file"; fi
  done
}

render_all() {
  local text stale=()
  remove_gone
  for text in "${texts[@]}"; do
    if ! is_fresh "$text"; then stale+=("$text"); fi
  done
  two_at_a_time render_text "${stale[@]}"
  for text in "${generated[@]}"; do
    render "$text" "$markdown+auto_identifiers" ids tables links dress
  done
}

# check_pages: what no page knows alone.
check_pages() {
  local options
  mapfile -t options < <(filters check)
  errors_of_run=$work/errors/all facts_of_run=/dev/null \
    pandoc_for all -f markdown "${options[@]}" -o /dev/null /dev/null ||
    error all "lectures: expected the check of all pages to run, found: \
$(<"$(part all).stderr")"
}

# render_slide LECTURE
render_slide() {
  local page=lectures/$1/lecture.md options
  if [[ $work/slides/$1.html -nt $(part "$page").html ]]; then return; fi
  mapfile -t options < <(filters exhibits links slides)
  if ! SITE_SLIDES=1 errors_of_run=/dev/null facts_of_run=/dev/null \
    pandoc_for "$page" -f "$markdown" "${options[@]}" \
    -o "$work/slides/$1.html" "$root/$page"; then
    pandoc_failed "$page" "$(part "$page")"
  fi
}

render_slides() {
  two_at_a_time render_slide "${lectures[@]}"
}
