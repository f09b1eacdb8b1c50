# shellcheck shell=bash
# Installs missing packages as root; tells everybody else the line to type.

# run_group SIGNAL COMMAND…: runs it in a process group of its own, so that an
# interrupt of ./lab stops the whole of it, by SIGNAL, and leaves nothing.
run_group() {
  local signal=$1 status=0
  set -m
  "${@:2}" </dev/null &
  local job=$!
  set +m
  # shellcheck disable=SC2064  # the job of now, whatever the trap finds later
  trap "end_group $signal $job" INT TERM HUP
  wait "$job" || status=$?
  trap - INT TERM HUP
  return "$status"
}

end_group() {
  trap '' INT TERM HUP
  kill -s "$1" -- "-$2" 2>/dev/null || true
  wait "$2" || true
  erase_progress
  say 'interrupted; the next ./lab goes on from here'
  exit 130
}

# ask_for_packages: the line to type, and exit 2.
ask_for_packages() {
  local count="${#missing[@]} packages are"
  if ((${#missing[@]} == 1)); then count='one package is'; fi
  if [[ $distribution == none ]]; then
    say "$count missing. Install these, under the names of your system," \
      'then run this command again:'
    printf '  %s\n' "${missing[*]}" >&2
  else
    say "$count missing. Type this line, then run this command again:"
    printf '  %s\n' "$(install_line "${missing[@]}")" >&2
  fi
  exit 2
}

install_quietly() {
  export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
  if [[ $distribution == dnf ]]; then
    dnf -y install --setopt=install_weak_deps=False "$@"
    return
  fi
  add_architectures "$@"
  # Old package lists name files that are gone; without a network the lists
  # that are there may still do.
  apt-get -q update || echo 'apt-get update failed; going on'
  apt-get -q -y -o DPkg::Lock::Timeout=300 install \
    --no-install-recommends "$@"
}

# add_architectures PACKAGE…: those of names such as libfmt-dev:arm64.
add_architectures() {
  local package
  for package; do
    if [[ $package == *:* ]]; then dpkg --add-architecture "${package##*:}"; fi
  done
}

# install_failed LOG
install_failed() {
  say 'installing packages failed. The last lines were:'
  tail -n 8 "$1" | sed 's/^/  /' >&2
  say "the full log: $1"
  say 'Type this line to see the cause, then run this command again:'
  printf '  %s\n' "$(install_line "${missing[@]}")" >&2
  exit 2
}

# install_packages COMMAND LOG: what the command needs is there afterwards, or
# ./lab has ended with exit 2.
install_packages() {
  find_missing "$1"
  if ((${#missing[@]} == 0)); then
    install_wanted "$@"
    return
  fi
  if ((EUID != 0)) || [[ $distribution == none ]]; then ask_for_packages; fi
  progress "installing ${missing[*]} …"
  run_group INT install_quietly "${missing[@]}" >"$2" 2>&1 ||
    install_failed "$2"
  erase_progress
  find_missing "$1"
  if ((${#missing[@]} > 0)); then install_failed "$2"; fi
  install_wanted "$@"
}

# install_wanted COMMAND LOG: what the command can do without, where that needs
# nobody's help. Tried once a build folder: without a network it fails each time.
install_wanted() {
  local -a wanted=()
  find_wanted "$1"
  if ((${#wanted[@]} == 0 || EUID != 0)) || [[ $distribution == none ]]; then
    return
  fi
  if [[ -e $2.failed ]]; then return; fi
  progress "installing ${wanted[*]} …"
  if run_group INT install_quietly "${wanted[@]}" >"$2" 2>&1; then
    erase_progress
    return
  fi
  erase_progress
  : >"$2.failed"
  say "${wanted[*]} could not be installed; going on without (log: $2)"
}

# refuse_old_programs COMMAND: exit 2 when what is installed cannot build this.
refuse_old_programs() {
  local i age
  for i in "${!package_probe[@]}"; do
    if is_needed "${package_needed[i]}" "$1" &&
      too_old "${package_probe[i]}"; then
      say "$age ($(install_line "${package_name[i]}"))"
      exit 2
    fi
  done
}
