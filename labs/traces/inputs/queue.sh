#!/bin/bash
# Serves made-up jobs from a queue, with the shell's own means only.
declare -A done_by_user
queue=()

submit() {
  local name=$1 user=$2 steps=$3
  queue+=("$name:$user:$steps")
}

run_one() {
  local job=${queue[0]} name user steps
  queue=("${queue[@]:1}")
  IFS=: read -r name user steps <<< "$job"
  if ((steps > 1)); then
    submit "${name%.*}.$steps" "$user" $((steps - 1))
  else
    done_by_user[$user]+="${name^^} "
  fi
}

while read -r line; do
  # shellcheck disable=SC2086  # words
  set -- $line
  case $1 in
    *a*) user=${2:-nobody} ;;
    *e) user=${1//e/o} ;;
    *) user=guest ;;
  esac
  submit "$1.job" "$user" $((${#line} % 4 + 1))
  if ((${#queue[@]} > 12)); then run_one; fi
done < "$1"
while ((${#queue[@]} > 0)); do run_one; done
for user in "${!done_by_user[@]}"; do
  printf '%s: %s\n' "$user" "${done_by_user[$user]}"
done
