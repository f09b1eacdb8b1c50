#!/usr/bin/env bash
# The test of ./lab itself: lab_script_test.sh CHECKOUT. Runs the script in
# copies of its own, with a stand-in program and a short list of packages.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail

checkout=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
unset CXX HEAPLAB_BUILD HEAPLAB_ROOT CI NINJA_STATUS
failures=0 checks=0

# expect WHAT WANTED GOT: the two texts are the same.
expect() {
  checks=$((checks + 1))
  if [[ $2 == "$3" ]]; then return; fi
  failures=$((failures + 1))
  printf 'FAILED: %s\n--- wanted\n%s\n--- got\n%s\n' "$1" "$2" "$3"
}

# expect_like WHAT PATTERN GOT: the text matches the glob pattern.
expect_like() {
  # shellcheck disable=SC2053  # a pattern
  if [[ $3 == $2 ]]; then expect "$1" "$2" "$2"; else expect "$@"; fi
}

# make_tree DIR PACKAGE_LINE…: a checkout with a stand-in for the program.
make_tree() {
  mkdir -p "$1/cmake" "$1/grader/cli"
  cp "$checkout/lab" "$checkout/CMakePresets.json" "$1"
  cp -r "$checkout/cmake/lab" "$1/cmake"
  printf '%s\n' "${@:2}" >"$1/cmake/packages.txt"
  echo 'the commands' >"$1/grader/cli/commands.txt"
  cat >"$1/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.22)
project(stand_in LANGUAGES CXX)
enable_testing()
add_executable(heaplab main.cpp)
set_target_properties(heaplab PROPERTIES
  RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
add_custom_target(heaplab-kit DEPENDS heaplab)
add_test(NAME one COMMAND sh -c "test -z \"$FAIL\"")
include(extra.cmake OPTIONAL)
CMAKE
  cat >"$1/main.cpp" <<'CPP'
#include <cstdio>
#include <cstdlib>
int main(int argc, char** argv) {
  std::printf("%s", std::getenv("HEAPLAB_ROOT"));
  for (int i = 1; i < argc; ++i) std::printf(" [%s]", argv[i]);
  return argc == 4 ? 1 : 0;
}
CPP
}

# run COMMAND…: sets status, out and err.
run() {
  status=0
  "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
  out=$(<"$work/out") err=$(<"$work/err")
}

# run_unprivileged COMMAND…: the same as somebody who is not root.
run_unprivileged() {
  if ((EUID != 0)); then
    run "$@"
  else
    run setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
  fi
}

tool() {
  printf '%s | %s | = | = | %s | cmd:%s | %s | %s' "$@"
}
have=$(tool Shell bash bash bash all 'nothing works')
alpha=$(tool Alpha alpha alpha no-such-alpha all 'nothing works')
beta=$(tool Beta beta beta no-such-beta test 'the tests cannot run')

test_missing_packages() {
  local tree=$work/missing
  make_tree "$tree" "$alpha" "$beta" "$have"
  chmod -R a+rwX "$tree"
  run_unprivileged "$tree/lab" grade --all
  expect 'exit code when a package is missing' 2 "$status"
  expect 'stdout stays empty' '' "$out"
  expect_like 'one missing package' \
    "lab: one package is missing. Type this line, then run this command again:
  sudo *install alpha" "$err"
  run_unprivileged "$tree/lab" test
  expect 'exit code when two are missing' 2 "$status"
  expect_like 'two missing packages' \
    "lab: 2 packages are missing. Type this line, then run this command again:
  sudo *install alpha beta" "$err"
  run_unprivileged "$tree/lab" --help
  expect 'help without the program' '0 the commands' "$status $out"
}

test_doctor() {
  local tree=$work/missing
  run "$tree/lab" doctor
  expect 'doctor where grading is impossible' 1 "$status"
  expect_like 'the table of the doctor' \
    "Tools and libraries
  missing  Alpha           without it: nothing works
  missing  Beta            without it: the tests cannot run
  found    Shell           bash *
To install what is missing:
  *install alpha beta
Grading is not possible here before that is put right." "$out"
}

test_old_program() {
  local tree=$work/old
  make_tree "$tree" "$(tool Old old old 'old-tool>=2.10' all 'nothing works')"
  printf '#!/bin/sh\necho "old-tool (build 7) 2.9.1"\n' >"$work/old-tool"
  chmod +x "$work/old-tool"
  run env PATH="$work:$PATH" "$tree/lab" grade
  expect 'exit code for an old program' 2 "$status"
  expect_like 'an old program' \
    'lab: old-tool 2.9.1 is too old: 2.10 or newer is needed (*)' "$err"
}

# Only root is served by the package manager, here a stand-in for it.
test_install_as_root() {
  local tree=$work/install bin=$work/bin manager=apt-get
  if ((EUID != 0)); then
    echo 'skipped: installing packages (needs root)'
    return
  fi
  make_tree "$tree" "$alpha" "$have"
  mkdir "$bin"
  if type -P dnf >/dev/null && ! type -P apt-get >/dev/null; then
    manager=dnf
  fi
  printf '#!/bin/sh\necho "E: no network"\nexit 100\n' >"$bin/$manager"
  chmod +x "$bin/$manager"
  run env PATH="$bin:$PATH" "$tree/lab" grade
  expect 'exit code when the installation fails' 2 "$status"
  expect_like 'why the installation fails' '*E: no network*install alpha' "$err"
  printf '#!/bin/sh\necho "$@" >>"%s"\nln -sf /bin/true "%s"\n' \
    "$work/installed" "$bin/no-such-alpha" >"$bin/$manager"
  run env PATH="$bin:$PATH" "$tree/lab" grade
  expect 'exit code after the installation' 0 "$status"
  expect_like 'what is installed' '* alpha' "$(tail -n 1 "$work/installed")"
  expect_like 'the installation is announced' \
    '*lab: installing alpha …*' "$err"
}

# What a command can do without is installed where that is possible.
test_wanted_packages() {
  local tree=$work/wanted bin=$work/wanted-bin gamma
  if ((EUID != 0)) || ! type -P apt-get >/dev/null; then
    echo 'skipped: installing what is wanted (needs root and apt-get)'
    return
  fi
  gamma=$(tool Gamma gamma gamma no-such-gamma 'test,grade?' 'less')
  make_tree "$tree" "$gamma" "$have"
  mkdir "$bin"
  printf '#!/bin/sh\necho "$@" >>"%s"\nexit 100\n' "$work/asked" \
    >"$bin/apt-get"
  chmod +x "$bin/apt-get"
  run env PATH="$bin:$PATH" "$tree/lab" grade
  expect 'exit code without what is wanted' 0 "$status"
  expect_like 'it says that it goes on' \
    '*lab: gamma could not be installed; going on without (log: *' "$err"
  : >"$work/asked"
  run env PATH="$bin:$PATH" "$tree/lab" grade
  expect 'the next time it does not try' '0 ' "$status $(<"$work/asked")"
  run env PATH="$bin:$PATH" "$tree/lab" test
  expect 'exit code where it is needed' 2 "$status"
  rm -rf "$tree/build"
  printf '#!/bin/sh\necho "$@" >>"%s"\nln -sf /bin/true "%s"\n' \
    "$work/asked" "$bin/no-such-gamma" >"$bin/apt-get"
  run env PATH="$bin:$PATH" "$tree/lab" grade
  expect_like 'what is wanted is installed' '0 * gamma' \
    "$status $(tail -n 1 "$work/asked")"
}

test_build_and_run() {
  local tree="$work/with space"
  make_tree "$tree" "$have"
  ln -s "$tree/lab" "$work/link"
  cd /
  run "$work/link" grade 'two words'
  expect 'through a link, in a path with a space' \
    "0 $tree [grade] [two words]" "$status $out"
  expect_like 'a build off a terminal' "lab: building, 2 to go; the log is \
$tree/build/release/build.log
lab: built in * s" "$err"
  run "$tree/lab" a b c
  expect 'the exit code is the command'\''s own' 1 "$status"
  expect 'nothing to build, nothing to say' '' "$err"
  run "$tree/lab" help grade
  expect 'help is the program'\''s own' "0 $tree [help] [grade]" "$status $out"
  run env CXX=no-such-compiler "$tree/lab" grade
  expect_like 'a compiler that comes too late' \
    'lab: CXX=no-such-compiler is not used: this folder was configured for *' \
    "$err"
}

test_own_tests() {
  local tree="$work/with space"
  run "$tree/lab" test
  expect_like 'tests that pass' '0 *100% tests passed*' "$status $out"
  run env FAIL=1 "$tree/lab" test
  expect_like 'a test that fails' '1 *0% tests passed*' "$status $out"
  run "$tree/lab" test -R no-such-test
  expect 'no test at all' 1 "$status"
}

test_build_folder() {
  local tree="$work/with space"
  cd "$work"
  run env HEAPLAB_BUILD=elsewhere "$tree/lab" grade
  expect 'HEAPLAB_BUILD' "0 $tree [grade]" "$status $out"
  expect 'the program is there' 0 \
    "$([[ -x $work/elsewhere/bin/heaplab ]]; echo $?)"
  make_tree "$work/other" "$have"
  run env HEAPLAB_BUILD="$work/elsewhere" "$work/other/lab" grade
  expect 'the build folder of another checkout' \
    "2 lab: HEAPLAB_BUILD=$work/elsewhere is where $tree is built. \
Name another folder." "$status $err"
}

test_read_only_checkout() {
  local tree=$work/locked
  make_tree "$tree" "$have"
  chmod -R a-w "$tree"
  run_unprivileged "$tree/lab" grade 04
  expect 'a read-only checkout' "2 lab: cannot write to $tree (it belongs to \
$(id -un)). Name another folder to build in:
  HEAPLAB_BUILD=\"\$HOME/heaplab-build\" ./lab grade" "$status $err"
  chmod -R u+w "$tree"
}

# A copied checkout brings a build folder that names the old place.
test_copied_checkout() {
  cp -r "$work/with space" "$work/copy"
  echo 'int main() { return 7; }' >"$work/copy/main.cpp"
  run "$work/copy/lab" grade
  expect 'a copied checkout builds its own sources' 7 "$status"
}

test_broken_source() {
  local tree=$work/copy
  echo 'int main() { return nothing; }' >"$tree/main.cpp"
  run "$tree/lab" grade
  expect 'exit code when the kit does not build' 3 "$status"
  expect_like 'the first error' "*the kit itself did not build. The first \
error:
*$tree/main.cpp:1:21: error: *the full log: $tree/build/release/build.log" \
    "$err"
}

# wait_for_text FILE PATTERN: up to 30 s.
wait_for_text() {
  local i
  for ((i = 0; i < 300; ++i)); do
    if grep -qs "$2" "$1"; then return; fi
    sleep 0.1
  done
  expect "a line in $1" "$2" "$(cat "$1")"
}

test_two_at_once() {
  local tree="$work/with space" lock second status=0
  exec {lock}>"$tree/build/release/lab.lock"
  flock "$lock"
  "$tree/lab" second >"$work/second" 2>"$work/second.err" {lock}>&- &
  second=$!
  wait_for_text "$work/second.err" 'waiting'
  exec {lock}>&-
  wait "$second" || status=$?
  expect 'the second waits' \
    'lab: waiting for another ./lab to finish building' \
    "$(<"$work/second.err")"
  expect 'and then runs' "0 $tree [second]" "$status $(<"$work/second")"
}

# fate_of PROCESS: one that was signalled has up to 5 s to go.
fate_of() {
  local i
  for ((i = 0; i < 50; ++i)); do
    if ! kill -0 "$1" 2>/dev/null; then
      echo gone
      return
    fi
    sleep 0.1
  done
  echo alive
}

test_interrupt() {
  local tree="$work/with space" lab status=0 step
  cat >"$tree/extra.cmake" <<CMAKE
add_custom_target(slow
  COMMAND sh -c "echo \$\$ >'$work/step' && exec sleep 60" VERBATIM)
add_dependencies(heaplab-kit slow)
CMAKE
  touch "$tree/CMakeLists.txt"
  "$tree/lab" grade >"$work/out" 2>"$work/err" &
  lab=$!
  wait_for_text "$work/step" '[0-9]'
  step=$(<"$work/step")
  kill -TERM "$lab"
  wait "$lab" || status=$?
  expect 'exit code of an interrupt' 130 "$status"
  expect_like 'what an interrupt says' \
    '*lab: interrupted; the next ./lab goes on from here' "$(<"$work/err")"
  expect 'no process is left' gone "$(fate_of "$step")"
  rm "$tree/extra.cmake"
  touch "$tree/CMakeLists.txt"
  run "$tree/lab" grade
  expect 'the next one works' "0 $tree [grade]" "$status $out"
}

# Which column of the list a system reads.
test_distributions() {
  # shellcheck disable=SC2034  # read by what is sourced
  local distribution package_name=() package_what=() package_probe=() \
    package_needed=() package_cost=() row
  # shellcheck source=../../cmake/lab/packages.sh
  source "$checkout/cmake/lab/packages.sh"
  printf 'A | debian-name | - | = | dnf-name | cmd:a | all | x\n' >"$work/list"
  while read -r row; do
    tr ' ' '\n' <<<"${row#*: }" >"$work/os-release"
    package_name=()
    distribution_of "$work/os-release"
    read_packages "$work/list"
    expect "packages of $row" "${row%%: *}" \
      "$distribution ${package_name[*]}"
  done <<'ROWS'
debian debian-name: ID=debian VERSION_ID="12"
jammy : ID=ubuntu ID_LIKE=debian UBUNTU_CODENAME=jammy
noble debian-name: ID=ubuntu ID_LIKE=debian UBUNTU_CODENAME=noble
jammy : ID=linuxmint ID_LIKE="ubuntu" UBUNTU_CODENAME=jammy
dnf dnf-name: ID=fedora VERSION_ID=41
dnf dnf-name: ID="rocky" ID_LIKE="rhel"
ROWS
  distribution=dnf
  expect_like 'the line for dnf' '*dnf install a b' "$(install_line a b)"
}

# In this order: some use the folder that an earlier one built.
test_distributions
test_missing_packages
test_doctor
test_old_program
test_install_as_root
test_wanted_packages
test_build_and_run
test_own_tests
test_build_folder
test_read_only_checkout
test_copied_checkout
test_broken_source
test_two_at_once
test_interrupt
printf '%d checks, %d failed\n' "$checks" "$failures"
((failures == 0))
