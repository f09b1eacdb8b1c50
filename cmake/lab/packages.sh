# shellcheck shell=bash
# Which packages of cmake/packages.txt a command needs, and which are missing.
# Pure bash as long as everything is found, so that it costs next to nothing.

# One element a package: the columns of the list, for this distribution.
package_what=() package_name=() package_probe=() package_needed=()
package_cost=()

# trim VARIABLE: drops the spaces around its value.
trim() {
  local -n text=$1
  text=${text#"${text%%[![:space:]]*}"}
  text=${text%"${text##*[![:space:]]}"}
}

# distribution_of OS_RELEASE_FILE: sets `distribution` to the column that
# holds the package names: debian, jammy, noble, dnf or none.
distribution_of() {
  local key value id='' like='' codename=''
  distribution=none
  if [[ -r $1 ]]; then
    while IFS='=' read -r key value; do
      value=${value//[\"\']/}
      case $key in
        ID) id=$value ;;
        ID_LIKE) like=$value ;;
        UBUNTU_CODENAME) codename=$value ;;
      esac
    done <"$1"
  fi
  case " $id $like " in
    *' ubuntu '*)
      distribution=noble
      if [[ $codename == jammy ]]; then distribution=jammy; fi
      ;;
    *' debian '*) distribution=debian ;;
    *' fedora '* | *' rhel '*) distribution=dnf ;;
    *) if type -P apt-get >/dev/null; then distribution=debian; fi ;;
  esac
}

# read_packages LIST: fills the package_* arrays. A package that this
# distribution does not have is left out: the build fetches its source.
read_packages() {
  local what debian jammy noble dnf probe needed cost name
  while IFS='|' read -r what debian jammy noble dnf probe needed cost; do
    trim what
    if [[ -z $what || $what == '#'* ]]; then continue; fi
    trim debian && trim probe && trim needed && trim cost
    name=$debian
    case $distribution in
      jammy) name=$jammy ;;
      noble) name=$noble ;;
      dnf) name=$dnf ;;
    esac
    trim name
    if [[ $name == '=' ]]; then name=$debian; fi
    if [[ $name == '-' ]]; then continue; fi
    package_what+=("$what") package_name+=("$name") package_probe+=("$probe")
    package_needed+=("$needed") package_cost+=("$cost")
  done <"$1"
}

# is_needed NEEDED COMMAND
is_needed() {
  [[ $1 == all || $2 == ci || ",$1," == *",$2,"* ]]
}

# is_wanted NEEDED COMMAND: does the command do without it only where it must?
is_wanted() {
  [[ ",$1," == *",$2?,"* ]]
}

header_found() {
  local folder
  for folder in /usr/include /usr/local/include; do
    if [[ -e $folder/$1 ]]; then return 0; fi
  done
  local compiler=${CXX:-c++}
  type -P "${compiler%% *}" >/dev/null &&
    printf '#include <%s>\n' "$1" |
    $compiler -std=c++20 -E -x c++ - >/dev/null 2>&1
}

# program_of PROBE: sets `program` and its `minimum` version ('' for any); fails
# when the program is not installed.
program_of() {
  local choice choices=${1#*:}
  if [[ $1 == cxx:* && -n ${CXX:-} ]]; then
    program=${CXX%% *} minimum=11
    if [[ $program == *clang* ]]; then minimum=14; fi
    type -P "$program" >/dev/null
    return
  fi
  for choice in ${choices//,/ }; do
    program=${choice%%>=*} minimum=''
    if [[ $choice == *'>='* ]]; then minimum=${choice#*>=}; fi
    if type -P "$program" >/dev/null; then return 0; fi
  done
  return 1
}

# probe_found PROBE: is it installed, of whatever version?
probe_found() {
  local program minimum
  case $1 in
    header:*) header_found "${1#header:}" ;;
    file:*) [[ -e ${1#file:} ]] ;;
    *) program_of "$1" ;;
  esac
}

# find_missing COMMAND: sets `missing` to the packages that are not installed.
find_missing() {
  local i
  missing=()
  for i in "${!package_name[@]}"; do
    if is_needed "${package_needed[i]}" "$1" &&
      ! probe_found "${package_probe[i]}"; then
      missing+=("${package_name[i]}")
    fi
  done
}

# find_wanted COMMAND: sets `wanted` to those that it can do without and are not
# installed.
find_wanted() {
  local i
  wanted=()
  for i in "${!package_name[@]}"; do
    if is_wanted "${package_needed[i]}" "$1" &&
      ! probe_found "${package_probe[i]}"; then
      wanted+=("${package_name[i]}")
    fi
  done
}

# install_line PACKAGE…: prints what a person types to install them. A system
# that has never fetched its package lists needs them first.
install_line() {
  local sudo='sudo ' package
  if ((EUID == 0)); then sudo=''; fi
  if [[ $distribution == dnf ]]; then
    printf '%sdnf install %s\n' "$sudo" "$*"
    return
  fi
  for package; do
    if [[ $package != *:* ]]; then continue; fi
    printf '%sdpkg --add-architecture %s && ' "$sudo" "${package##*:}"
    printf '%sapt-get update && ' "$sudo"
    break
  done
  if ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; then
    printf '%sapt-get update && ' "$sudo"
  fi
  printf '%sapt-get install %s\n' "$sudo" "$*"
}
