# What demos print, kept in $work/captures: each runs once, and
# again when its program is newer. They run one after the other, as they measure,
# and without the build's lock (8): they may outlive a build that is stopped.
# shellcheck shell=bash disable=SC2154  # variables of build.sh

# demos_of LECTURE: the names of its demos.
demos_of() {
  local source
  for source in "$root/lectures/$1"/demos/*.cpp; do
    source=${source##*/}
    if [[ $source != '*.cpp' ]]; then echo "${source%.cpp}"; fi
  done
}

# pictures_of LECTURE: DEMO.PICTURE for each picture that a demo drew.
pictures_of() {
  local file
  for file in "$work/captures/$1"/*.*.txt; do
    file=${file##*/}
    if [[ $file != '*.*.txt' ]]; then echo "${file%.txt}"; fi
  done
}

# failed_run SOURCE WHAT STATUS: an error with what the program said.
failed_run() {
  local found="exit code $3"
  if (($3 == 124)); then found='no end within 60 s'; fi
  error captures "$1: expected exit code 0 of $2, found $found; run it by hand; \
it said:"
  error captures "$(head -n 20 "$work/stderr" | sed 's/^/  /')"
}

capture_demo() {
  local lecture=$1 demo=$2 status=0
  local program=$build/lectures/$lecture/$demo
  local folder=$work/captures/$lecture source=lectures/$lecture/demos/$demo.cpp
  if [[ ! -x $program ]]; then
    error captures "$source:1: expected its program $program, found none; \
build the demos first: ./lab lectures does"
    return
  fi
  if [[ $folder/$demo.json -nt $program ]]; then return; fi
  rm -f "$folder/$demo".*
  rm -rf "$work/run"
  mkdir -p "$folder" "$work/run"
  (cd "$work/run" && timeout -k 5 60 "$program" --capture "$work/run/out") \
    >/dev/null 2>"$work/stderr" </dev/null 8<&- || status=$?
  if ((status != 0)); then
    failed_run "$source:1" "this demo" "$status"
    return
  fi
  if [[ ! -e $work/run/out/$demo.json ]]; then
    error captures "$source:1: expected its capture $demo.json of \
\`$demo --capture FOLDER\`, found none; call demo::run() with this name"
    return
  fi
  # The JSON comes last: its time says that the capture is complete.
  find "$work/run/out" ! -name '*.json' -type f -exec mv -t "$folder" {} +
  mv "$work/run/out/$demo.json" "$folder"
  touch "$folder/$demo.json"
}

# remove_old LECTURE: captures of demos that are gone.
remove_old() {
  local file name
  for file in "$work/captures/$1"/*; do
    name=${file##*/}
    if [[ -e $file && ! -e $root/lectures/$1/demos/${name%%.*}.cpp ]]; then
      rm "$file"
    fi
  done
}

capture_all() {
  local lecture demo
  for lecture in "${lectures[@]}"; do
    for demo in $(demos_of "$lecture"); do capture_demo "$lecture" "$demo"; done
    remove_old "$lecture"
  done
}
