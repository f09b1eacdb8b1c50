# shellcheck shell=bash
# Configures and builds the kit, quietly, in the folder `build`.

readonly ninja_is_done='lab: ninja is done'

claim_build_folder() {
  if mkdir -p "$build" 2>/dev/null && [[ -w $build ]]; then return; fi
  local folder=$build
  while [[ ! -e $folder ]]; do folder=$(dirname "$folder"); done
  say "cannot write to $folder (it belongs to $(stat -c %U "$folder"))." \
    'Name another folder to build in:'
  printf '  HEAPLAB_BUILD=%s %s\n' "\"\$HOME/heaplab-build\"" \
    "./lab${command:+ $command}" >&2
  exit 2
}

# One ./lab at a time installs, configures and builds in a folder. The lock is
# on a descriptor, so that it goes when its process goes.
lock_build_folder() {
  exec {lock}>"$build/lab.lock"
  if flock -n "$lock"; then return; fi
  say 'waiting for another ./lab to finish building'
  flock "$lock"
}

unlock_build_folder() {
  exec {lock}>&-
}

# wanted_configuration: sets `wanted` to what the build folder is to be
# configured for. Tests are built wherever their libraries are installed.
wanted_configuration() {
  local werror=OFF tests=ON
  if [[ ${CI:-} == true ]]; then werror=ON; fi
  find_missing test
  if ((${#missing[@]} > 0)); then tests=OFF; fi
  wanted="source $root
HEAPLAB_WERROR $werror
HEAPLAB_TESTS $tests"
}

# A checkout that was moved or copied takes its build folder along, whose files
# still name the old place.
leave_old_place() {
  local source
  source=${configured%%$'\n'*}
  if [[ -z $configured || $source == "source $root" ]]; then return; fi
  if [[ -n ${HEAPLAB_BUILD:-} ]]; then
    say "HEAPLAB_BUILD=$build is where ${source#source } is built." \
      'Name another folder.'
    exit 2
  fi
  rm -rf "$build/CMakeCache.txt" "$build/CMakeFiles" "$build/build.ninja" \
    "$build/.ninja_deps" "$build/.ninja_log"
}

compiler_note() {
  local used
  if [[ -z ${CXX:-} || ! -e $build/CMakeCache.txt ]]; then return; fi
  used=$(sed -n 's/^CMAKE_CXX_COMPILER:[A-Z]*=//p' "$build/CMakeCache.txt")
  if [[ $(type -P "${CXX%% *}") == "$used" ]]; then return; fi
  say "CXX=$CXX is not used: this folder was configured for $used." \
    "To change that: rm -rf '$build'"
}

# configure COMMAND: once, and again when what is wanted has changed. Ninja
# itself runs CMake again when a CMake file has changed.
configure() {
  local configured='' wanted stamp=$build/lab-configured
  if [[ -e $stamp ]]; then configured=$(<"$stamp"); fi
  wanted_configuration
  leave_old_place
  compiler_note
  if [[ $configured == "$wanted" && -e $build/build.ninja &&
    ! $root/CMakePresets.json -nt $stamp ]]; then
    return
  fi
  refuse_old_programs "$1"
  rm -f "$stamp"
  if on_terminal; then progress 'configuring …'; fi
  run_cmake "$wanted" || build_failed
  printf '%s\n' "$wanted" >"$stamp"
}

run_cmake() {
  local key value
  local -a options=()
  while read -r key value; do
    if [[ $key == HEAPLAB_* ]]; then options+=("-D$key=$value"); fi
  done <<<"$1"
  log_is_new=1
  run_group TERM cmake -S "$root" --preset release -B "$build" \
    "${options[@]}" >"$log" 2>&1
}

# ninja_with_progress TARGET
ninja_with_progress() {
  export NINJA_STATUS='[%f/%t] '
  local jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-}
  {
    ninja -C "$build" ${jobs:+-j "$jobs"} "$1" 2>&1 && echo "$ninja_is_done"
  } | watch_ninja
}

# watch_ninja: copies ninja's lines to the log and shows how far it is. A run
# that builds nothing leaves the log of the last build alone. Fails unless
# ninja came to its end.
watch_ninja() {
  local line pending='' started=0 announced=0
  while IFS= read -r line; do
    case $line in
      "$ninja_is_done") build_ended && return ;;
      'ninja: Entering'* | 'ninja: no work'* | '[0/'*)
        pending+=$line$'\n'
        continue
        ;;
    esac
    start_log
    printf '%s\n' "$line" >>"$log"
    show_step "$line"
  done
  return 1
}

start_log() {
  if ((started)); then return; fi
  started=1
  if ((!log_is_new)); then : >"$log"; fi
  printf '%s' "$pending" >>"$log"
}

# show_step LINE
show_step() {
  local done_and_all='^\[([0-9]+)/([0-9]+)\]'
  if [[ ! $1 =~ $done_and_all ]]; then return; fi
  if on_terminal; then
    progress "building ${BASH_REMATCH[1]}/${BASH_REMATCH[2]}"
  elif ((!announced)); then
    progress "building, ${BASH_REMATCH[2]} to go; the log is $log"
  fi
  announced=1
}

build_ended() {
  erase_progress
  if ((announced)) && ! on_terminal; then say "built in $SECONDS s"; fi
}

# The first line that says what is wrong, and a few after it.
build_failed() {
  local first='error:|undefined reference|CMake Error|ninja: error|FAILED:'
  erase_progress
  say 'the kit itself did not build. The first error:'
  { grep -m 1 -A 3 -E 'error:|undefined reference|CMake Error' "$log" ||
    grep -m 1 -A 3 -E "$first" "$log" || tail -n 5 "$log"; } |
    sed 's/^/  /' >&2
  say "the full log: $log"
  exit 3
}

# build_kit COMMAND TARGET: everything the command needs, or an exit.
build_kit() {
  local log_is_new=0 log=$build/build.log
  claim_build_folder
  lock_build_folder
  install_packages "$1" "$build/install.log"
  configure "$1"
  SECONDS=0
  run_group TERM ninja_with_progress "$2" || build_failed
  unlock_build_folder
}
