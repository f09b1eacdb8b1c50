# What the two record.sh scripts share: settings under which a recording can be
# repeated, made-up input data, and the function `record`.
# Before sourcing it, set `target`, the folder for short/, long/ and large/,
# and `longest` and `largest`, the most operations of a long and a large trace.
# shellcheck shell=sh disable=SC2154,SC2164

root=$(CDPATH='' cd -- "$(dirname -- "$0")" && while [ ! -e lab ]; do
  [ "$PWD" != / ] || exit 1
  cd ..
done && pwd)
lab=${HEAPLAB_LAB:-$root/lab}
HEAPLAB_BUILD=${HEAPLAB_BUILD:-$root/build/release}
case $HEAPLAB_BUILD in
  /*) ;;
  *) HEAPLAB_BUILD=$PWD/$HEAPLAB_BUILD ;;
esac
export HEAPLAB_BUILD

require() {
  for tool in "$@"; do
    command -v "$tool" > /dev/null && continue
    echo "record.sh: $tool is missing; see the top of record.sh" >&2
    exit 2
  done
}

# Makes the work folder, with the input data, and goes there.
enter_work_folder() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cp "$root"/labs/traces/inputs/* "$work"
  cp "$target"/inputs/* "$work"
  mkdir -p "$target/short" "$target/long" "$target/large"
  cd "$work"
  "$lab" trace record --help > /dev/null  # builds the kit, if it must
}

# The whole environment of what is recorded, because many a program copies it.
# Python has an allocator of its own for small blocks; `malloc` turns it off, so
# that all of them are seen.
in_fixed_environment() {
  env -i PATH=/usr/bin:/bin HOME="$work" HEAPLAB_BUILD="$HEAPLAB_BUILD" \
    LC_ALL=C TZ=UTC \
    PERL_HASH_SEED=0 PERL_PERTURB_KEYS=0 \
    PYTHONHASHSEED=0 PYTHONMALLOC=malloc PYTHONDONTWRITEBYTECODE=1 "$@"
}

# Words before a program that take the kit's own variables out of its sight,
# and give it the same addresses in every run, where the system allows it:
# programs sort by address, and hash addresses.
before_program="env -u HEAPLAB_BUILD -u HEAPLAB_ROOT"
if setarch -R true 2> /dev/null; then
  before_program="$before_program setarch -R"
fi

# data KIND N FILE
data() {
  gawk -v kind="$1" -v n="$2" -f data.awk > "$3"
}

# record short|long|large NAME SKIP TITLE SOURCE -- PROGRAM ARGS
# leaves out the program's first SKIP allocator calls.
record() {
  folder=$1 name=$2 skip=$3 title=$4 source=$5
  shift 6
  case $folder in
    short) most=10000 ;;
    long) most=$longest ;;
    large) most=$largest ;;
  esac
  if [ "$skip" -gt 0 ]; then source="$source, from call $((skip + 1)) on"; fi
  # shellcheck disable=SC2086  # words
  in_fixed_environment "$lab" trace record \
    -o "$target/$folder/$name.trace" --title "$title" --source "$source" \
    --skip "$skip" --max-operations "$most" \
    -- $before_program "$@" > /dev/null
}
