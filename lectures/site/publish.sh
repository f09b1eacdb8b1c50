# The site's folder: every fragment with its head, its navigation and its foot.
# It is made beside the old one and takes its place when it is complete.
# shellcheck shell=bash disable=SC2154  # variables of build.sh

# escape TEXT: sets escaped, the text as HTML.
escape() {
  escaped=${1//&/'&amp;'}
  escaped=${escaped//</'&lt;'}
  escaped=${escaped//>/'&gt;'}
  escaped=${escaped//\"/'&quot;'}
}

# title_of PAGE: as HTML.
title_of() {
  local escaped
  escape "$(sed -n 's/^title\t//p' "$(part "$1").facts" | head -n 1)"
  printf '%s' "$escaped"
}

# site_path PAGE: where it stands in the site.
site_path() {
  case $1 in
    lectures/site/*.md) basename "$1" .md ;;
    lectures/teaching.md) echo teaching ;;
    *) printf '%s\n' "${1%/*}" ;;
  esac
}

# read_titles: of all pages, once; and the lists of links in every page's foot.
read_titles() {
  local text number
  declare -gA titles=()
  foot_lectures='' foot_labs=''
  for text in "${texts[@]}" "${generated[@]}"; do
    titles[$text]=$(title_of "$text")
    case $text in
      lectures/*)
        if [[ $text != */lecture.md ]]; then continue; fi
        number=${text#lectures/}
        number=$((10#${number%%-*}))
        foot_lectures+="<li><a href=\"@UP@$(site_path "$text").html\">\
$number. ${titles[$text]}</a></li>"
        ;;
      *)
        foot_labs+="<li><a href=\"@UP@$(site_path "$text").html\">\
${titles[$text]}</a></li>"
        ;;
    esac
  done
}

# links_of_site: in the head of every page.
links_of_site() {
  printf '<a href="@UP@index.html#lectures">Lectures</a>
<a href="@UP@index.html#labs">Labs</a>
<a href="@UP@coverage.html">Coverage</a>'
  if [[ -e $root/lectures/teaching.md ]]; then
    printf '\n<a href="@UP@teaching.html">Teaching</a>'
  fi
  if [[ -n $slides ]]; then
    printf '\n<a href="@UP@slides/index.html">Slides</a>'
  fi
}

# up_from FILE: sets up, the way from it to the site's folder.
up_from() {
  local slashes=${1//[!\/]/}
  up=${slashes//'/'/'../'}
}

# wrap FILE TITLE CLASS SEQUENCE FRAGMENT: writes the page FILE of the site.
wrap() {
  local up head foot
  up_from "$1"
  head_of "$2" "$3"
  head+="
<a class=\"skip\" href=\"#main\">Skip to the text</a>
<header class=\"site\"><a class=\"home\" href=\"@UP@index.html\">Heaplab</a>
<nav aria-label=\"Site\">$site_links</nav></header>
<div class=\"page\">"
  foot="</div>
$4
<footer><nav aria-label=\"Lectures\"><p>Lectures</p><ol>$foot_lectures</ol></nav>
<nav aria-label=\"Labs\"><p>Labs</p><ul>$foot_labs</ul></nav></footer>
</body>
</html>"
  if [[ ! -d $new/${1%/*} && $1 == */* ]]; then mkdir -p "$new/${1%/*}"; fi
  printf '%s\n' "${head//@UP@/"$up"}" "$5" "${foot//@UP@/"$up"}" >"$new/$1"
}

# sequence PAGE BEFORE AFTER: links to its neighbours; each may be empty.
sequence() {
  local before='' after=''
  if [[ -n $2 ]]; then
    before="<a class=\"before\" rel=\"prev\" href=\"@UP@$(site_path "$2").html\">\
<span>Before</span> ${titles[$2]}</a>"
  fi
  if [[ -n $3 ]]; then
    after="<a class=\"after\" rel=\"next\" href=\"@UP@$(site_path "$3").html\">\
<span>Next</span> ${titles[$3]}</a>"
  fi
  printf '<nav class="sequence" aria-label="Neighbours">%s %s</nav>' \
    "$before" "$after"
}

# neighbour K: the page there, if it is of the same kind as PAGE.
neighbour() {
  if (($1 >= 0 && $1 < ${#texts[@]})) && [[ ${texts[$1]%%/*} == "${2%%/*}" ]]
  then
    printf '%s' "${texts[$1]}"
  fi
}

publish_texts() {
  local k text
  for k in "${!texts[@]}"; do
    text=${texts[$k]}
    wrap "$(site_path "$text").html" "${titles[$text]} · Heaplab" \
      "${text%%/*}" "$(sequence "$text" "$(neighbour $((k - 1)) "$text")" \
        "$(neighbour $((k + 1)) "$text")")" "$(<"$(part "$text").html")"
  done
  for text in "${generated[@]}"; do
    wrap "$(site_path "$text").html" "${titles[$text]} · Heaplab" \
      "$(site_path "$text")" '' "$(<"$(part "$text").html")"
  done
}

publish_files() {
  local file escaped
  while read -r file; do
    escape "${file%.html}"
    wrap "files/$file" "$escaped · Heaplab" source '' "$(<"$work/files/$file")"
  done < <(find "$work/files" -name '*.html' -printf '%P\n')
}

# publish_deck LECTURE: slides have no navigation but their own.
publish_deck() {
  local head
  head_of "${titles[lectures/$1/lecture.md]} · slides · Heaplab" slides
  printf '%s\n' "${head//@UP@/../}" "$(<"$work/slides/$1.html")" '</body>' \
    '</html>' >"$new/slides/$1.html"
}

publish_slides() {
  local lecture items=''
  mkdir -p "$new/slides"
  for lecture in "${lectures[@]}"; do
    publish_deck "$lecture"
    items+="<li><a href=\"$lecture.html\">\
${titles[lectures/$lecture/lecture.md]}</a></li>"
  done
  wrap slides/index.html 'Slides · Heaplab' index '' \
    "<main id=\"main\"><h1>Slides</h1>
<p>One slide a screen: Page Down or the space bar moves to the next, Page Up
back, F11 fills the screen. Printed, each has a page with its notes.</p>
<ol>$items</ol></main>"
}

# exchange: the new folder takes the place of the old one, under a lock of the
# folder that holds both.
exchange() {
  exec 9<"$(dirname "$out")"
  flock 9
  if [[ -e $out ]]; then mv -T "$out" "$old"; fi
  mv -T "$new" "$out"
  exec 9<&-
  rm -rf "$old"
}

# tidy: an interrupted build leaves the old site.
tidy() {
  if [[ -e $old && ! -e $out ]]; then mv -T "$old" "$out"; fi
  rm -rf "$new" "$old"
}

publish() {
  new=$out.new.$$ old=$out.old.$$
  trap tidy EXIT
  mkdir "$new"
  cp "$here/style.css" "$new/style.css"
  read_titles
  site_links=$(links_of_site)
  publish_texts
  publish_files
  if [[ -n $slides ]]; then publish_slides; fi
  if ! "$here/link_check.sh" "$new" >&2; then
    printf 'The site is not built: links of its own are broken.\n' >&2
    exit 1
  fi
  exchange
}
