# The files and folders of the kit to which pages link, as pages of the site.
# shellcheck shell=bash disable=SC2154  # variables of build.sh

most_bytes=150000

# is_shown FILE: a text of a size that a browser likes, and no solution.
is_shown() {
  [[ $1 != solutions/* && -f $root/$1 ]] &&
    (($(stat -c %s "$root/$1") <= most_bytes)) && grep -qI '' "$root/$1"
}

# wanted_paths: what pages link to, and all demos.
wanted_paths() {
  local lecture
  cut -d ' ' -f 2- "$work/fact-files" | while read -r facts; do
    if [[ -e $facts ]]; then sed -n 's/^file\t//p' "$facts"; fi
  done
  for lecture in "${lectures[@]}"; do
    find "$root/lectures/$lecture/demos" -type f -printf "%P\n" 2>/dev/null |
      sed "s|^|lectures/$lecture/demos/|"
  done
}

# folder_entries FOLDER: name=link for what it holds; files first.
folder_entries() {
  local name
  for name in $(cd "$root/$1" && find . -mindepth 1 -maxdepth 1 -printf '%P\n' |
    LC_ALL=C sort); do
    if is_shown "$1/$name"; then
      printf '%s=%s.html ' "$name" "$name"
    else
      printf '%s= ' "$name$([[ ! -d $root/$1/$name ]] || echo /)"
    fi
  done
}

# list_files: a line for each page to be made.
list_files() {
  local path name
  wanted_paths | LC_ALL=C sort -u | while read -r path; do
    if [[ -d $root/$path ]]; then
      printf 'folder %s %s\n' "$path" "$(folder_entries "$path")"
      for name in "$root/$path"/*; do
        if is_shown "${name#"$root/"}"; then
          printf 'file %s\n' "${name#"$root/"}"
        fi
      done
    elif is_shown "$path"; then
      printf 'file %s\n' "$path"
    fi
  done | LC_ALL=C sort -u
}

# file_times: a change of any file changes this text.
file_times() {
  (cd "$root" && cut -d ' ' -f 2 "$work/files.list" | tr '\n' '\0' |
    xargs -0 -r stat -c '%Y %s %n')
  cat "$work/files.list"
}

# part_files FILE: one fragment for each line <!--page PATH-->.
part_files() {
  local kind path
  while read -r kind path _; do
    if [[ $kind == folder ]]; then path=$path/index; fi
    mkdir -p "$work/files/$(dirname "$path")"
  done <"$work/files.list"
  awk -v folder="$work/files/" '
    NR == FNR { kind[$2] = $1; next }
    /^<!--page .*-->$/ {
      if (name) close(name)
      path = substr($0, 10, length($0) - 12)
      name = folder path (kind[path] == "folder" ? "/index" : "") ".html"
      next
    }
    name { print > name }' "$work/files.list" "$1"
}

render_files() {
  local options
  list_files >"$work/files.list"
  file_times >"$work/files.times"
  if [[ -e $work/files/times ]] &&
    cmp -s "$work/files.times" "$work/files/times"; then
    return
  fi
  rm -rf "$work/files"
  mkdir -p "$work/files"
  mapfile -t options < <(filters files)
  if ! SITE_FILES=$work/files.list facts_of_run=/dev/null \
    pandoc_for files -f markdown "${options[@]}" -o "$work/files.all" \
    /dev/null; then
    pandoc_failed files "$(part files)"
    return
  fi
  part_files "$work/files.all"
  rm "$work/files.all"
  cp "$work/files.times" "$work/files/times"
}
