#!/usr/bin/env bash
# Builds the site of the lectures: build.sh ROOT BUILD OUT [--slides]
#   ROOT   the checkout
#   BUILD  its build folder: BUILD/lectures/NN-name/DEMO
#   OUT    the folder of the site, replaced when all of it is made
# Prints the path of its index.html. Exit codes: 1 when the lectures have
# errors, each on a line of stderr; 2 when the site cannot be built at all.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail

here=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"
# shellcheck source=captures.sh
source "$here/captures.sh"
# shellcheck source=pages.sh
source "$here/pages.sh"
# shellcheck source=files.sh
source "$here/files.sh"
# shellcheck source=publish.sh
source "$here/publish.sh"

read_arguments() {
  if (($# < 3)); then stop 'expected ROOT BUILD OUT [--slides]'; fi
  root=$(cd -P "$1" && pwd)
  mkdir -p "$2"
  build=$(cd -P "$2" && pwd)
  mkdir -p "$(dirname "$3")"
  out=$(cd -P "$(dirname "$3")" && pwd)/$(basename "$3")
  slides=
  if [[ ${4:-} == --slides ]]; then slides=1; fi
  work=$build/lectures-site
}

# begin_work: alone in the work folder, which another version of pandoc or of
# the site's own programs makes useless.
begin_work() {
  local version
  mkdir -p "$work"
  exec 8<"$work"
  flock 8
  version="$(pandoc --version | head -n 1) slides=$slides $(cat \
    "$here"/*.sh "$here"/filters/*.lua | cksum)"
  if [[ ! -e $work/version || $(<"$work/version") != "$version" ]]; then
    rm -rf "$work/pages" "$work/files" "$work/slides" "$work/version"
    printf '%s\n' "$version" >"$work/version"
  fi
  mkdir -p "$work/pages" "$work/captures" "$work/files" "$work/slides"
  rm -rf "$work/errors"
  mkdir "$work/errors"
}

# error NAME MESSAGE: one of the errors under that name.
error() {
  printf '%s\n' "$2" >>"$work/errors/$1"
}

# stop_on_errors: prints those of all pages, in order.
stop_on_errors() {
  local file count=0
  for file in "$work"/errors/* "$work"/pages/*.errors; do
    if [[ ! -s $file ]]; then continue; fi
    cat "$file" >&2
    count=$((count + $(grep -c '^[^ ]' "$file")))
  done
  if ((count == 0)); then return; fi
  printf 'The site is not built: %d error%s above.\n' "$count" \
    "$( ((count == 1)) || echo s)" >&2
  exit 1
}

main() {
  read_arguments "$@"
  need_pandoc
  begin_work
  list_pages
  capture_all
  render_all
  check_pages
  stop_on_errors
  render_files
  if [[ -n $slides ]]; then render_slides; fi
  stop_on_errors
  publish
  printf '%s/index.html\n' "$out"
}

main "$@"
