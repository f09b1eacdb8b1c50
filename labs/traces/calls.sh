# What the two record-calls.sh scripts share: building programs from Debian's
# source packages so that they tell of their calls, and recording those.
# Source it after recording.sh, in the work folder.
# shellcheck shell=sh disable=SC2034,SC2154,SC2164

# How the programs are compiled. -w: their warnings are not ours.
telling="-O1 -w -fno-inline -fno-omit-frame-pointer -finstrument-functions"

# unpack PACKAGE: its source, in a folder PACKAGE. From HEAPLAB_SOURCES, a folder
# with unpacked source packages, or else by apt-get, which needs a deb-src line.
unpack() {
  if [ -n "${HEAPLAB_SOURCES:-}" ]; then
    cp -a "$HEAPLAB_SOURCES/$1"-[0-9]*[0-9] "$1"
    return
  fi
  (mkdir "$1.d" && cd "$1.d" && apt-get source -qq "$1") >&2
  mv "$1.d"/"$1"-[0-9]*[0-9] "$1"
}

# version_of PACKAGE: upstream's, without Debian's revision.
version_of() {
  dpkg-parsechangelog -l "$1/debian/changelog" -S Version | sed 's/-[^-]*$//'
}

# record_calls NAME SKIP TITLE SOURCE -- PROGRAM ARGS
# leaves out the program's first SKIP calls and returns.
record_calls() {
  name=$1 skip=$2 title=$3 source=$4
  shift 5
  if [ "$skip" -gt 0 ]; then source="$source, from event $((skip + 1)) on"; fi
  mkdir -p "$target/calls"
  # shellcheck disable=SC2086  # words
  in_fixed_environment "$lab" trace record --calls \
    -o "$target/calls/$name.trace" --title "$title" --source "$source" \
    --skip "$skip" --max-operations "$longest" \
    -- $before_program "$@" > /dev/null
}
