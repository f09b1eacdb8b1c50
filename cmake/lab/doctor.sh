# shellcheck shell=bash
# ./lab doctor: what is installed, and what each missing thing costs. Works on
# a machine with nothing installed, and installs nothing.

# doctor_row INDEX: one line for the table, and maybe one more for `absent`.
doctor_row() {
  local what=${package_what[$1]} probe=${package_probe[$1]} program minimum age
  if ! probe_found "$probe"; then
    absent+=("${package_name[$1]}")
    printf '  missing  %-15s %s\n' "$what" "without it: ${package_cost[$1]}"
  elif too_old "$probe"; then
    printf '  too old  %-15s %s\n' "$what" "$age"
    old_programs=1
  elif [[ $probe == header:* || $probe == file:* ]]; then
    printf '  found    %-15s %s\n' "$what" \
      "$(package_version "${package_name[$1]}")"
  else
    program_of "$probe"
    printf '  found    %-15s %s %s\n' "$what" "$program" \
      "$(version_of "$program")"
  fi
}

# doctor_packages: the table, and the line that installs what is missing.
doctor_packages() {
  local i
  local -a absent=()
  echo 'Tools and libraries'
  for i in "${!package_what[@]}"; do
    if [[ ${package_needed[i]} == ci && ${CI:-} != true ]]; then continue; fi
    doctor_row "$i"
  done
  if ((${#absent[@]} == 0)); then return; fi
  echo 'To install what is missing:'
  if [[ $distribution == none ]]; then
    printf '  %s\n' "these, under the names of your system: ${absent[*]}"
  else
    printf '  %s\n' "$(install_line "${absent[@]}")"
  fi
}

# doctor: ends with exit 1 when nothing can be graded here. Otherwise the
# program goes on with the features of the kernel.
doctor() {
  local old_programs=0
  doctor_packages
  find_missing grade
  if ((${#missing[@]} > 0 || old_programs)); then
    echo 'Grading is not possible here before that is put right.'
    exit 1
  fi
  trap 'exit 1' EXIT
  build_kit doctor heaplab-kit
  trap - EXIT
}
