# shellcheck shell=bash
# Versions of the programs in cmake/packages.txt. They cost a process each, so
# they are asked for only before the first build and by ./lab doctor.

# version_of PROGRAM: prints the first dotted number of its --version.
version_of() {
  local text
  text=$("$1" --version 2>/dev/null) || true
  if [[ $text =~ [0-9]+(\.[0-9]+)+ ]]; then printf '%s' "${BASH_REMATCH[0]}"; fi
}

# version_at_least VERSION MINIMUM: compares dotted numbers, part by part.
version_at_least() {
  local -a have want
  local i
  IFS=. read -ra have <<<"$1"
  IFS=. read -ra want <<<"$2"
  for i in "${!want[@]}"; do
    if ((${have[i]:-0} != want[i])); then
      ((${have[i]:-0} > want[i]))
      return
    fi
  done
}

# too_old PROBE: is the installed program older than what is needed? Sets
# `age` to words that say so. Unknown versions pass.
too_old() {
  local program minimum version
  age=''
  if [[ $1 == header:* || $1 == file:* ]] || ! program_of "$1"; then
    return 1
  fi
  version=$(version_of "$program")
  if [[ -z $minimum || -z $version ]] ||
    version_at_least "$version" "$minimum"; then
    return 1
  fi
  age="$program $version is too old: $minimum or newer is needed"
}

# package_version PACKAGE: prints what the package manager has installed.
package_version() {
  local version=''
  if [[ $distribution == dnf ]]; then
    version=$(rpm -q --qf '%{VERSION}' "$1" 2>/dev/null) || version=''
  elif type -P dpkg-query >/dev/null; then
    # shellcheck disable=SC2016  # dpkg-query's own variable
    version=$(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) || version=''
  fi
  version=${version#*:}
  printf '%s' "${version%%[-+]*}"
}
