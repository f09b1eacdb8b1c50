# shellcheck shell=bash
# What ./lab itself has to say goes to stderr: stdout is the command's own.

say() {
  printf 'lab: %s\n' "$*" >&2
}

on_terminal() {
  [[ -t 2 && ${TERM:-dumb} != dumb ]]
}

# progress TEXT: rewritten in place on a terminal, a line of its own elsewhere.
progress() {
  if on_terminal; then
    printf '\r\e[K%.*s' "$((${COLUMNS:-80} - 1))" "$1" >&2
  else
    say "$1"
  fi
}

erase_progress() {
  if on_terminal; then printf '\r\e[K' >&2; fi
}
