#!/usr/bin/env bash
# The program as its users run it: cli_test.sh HEAPLAB CHECKOUT PART. Off a
# terminal, with the messages as they must be, word by word.
set -euo pipefail

heaplab=$1 checkout=$2 part=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset NO_COLOR
export HEAPLAB_ROOT=$checkout
cd "$work"
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

# run ARGUMENTS…: sets status, out and err.
run() {
  status=0
  "$heaplab" "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
  out=$(<"$work/out") err=$(<"$work/err")
}

# A submission that loads, and refuses everything.
make_refusing() {
  mkdir -p "$1"
  cat >"$1/allocator.cpp" <<'CPP'
#include "allocator.hpp"
struct Refusing {
  explicit Refusing(heaplab::Heap&) {}
  void* allocate(std::size_t) { return nullptr; }
  void deallocate(void*) {}
};
HEAPLAB_SUBMISSION(Refusing)
CPP
}

test_usage() {
  run grade
  expect 'grade with nothing' 2 "$status"
  expect_like 'grade with nothing says what it needs' \
    'lab: grade needs a lab, or --all. The labs are
  01-stack-frames *
For example: ./lab grade 01-stack-frames' "$err"
  expect 'and stdout stays empty' '' "$out"
  run grade 99-none
  expect_like 'an unknown lab' \
    '2 there is no lab "99-none"; the labs are *03-bump-allocator*' \
    "$status $err"
  run grade 03 --sbmission x
  expect 'an unknown option' \
    '2 lab: The following argument was not expected: --sbmission
Type ./lab grade --help to see what it takes.' "$status $err"
  run grad 03
  expect 'an unknown command' \
    '2 lab: there is no command "grad"; did you mean "grade"?
Type ./lab --help to see them all.' "$status $err"
  run check 03 teaching/no-such-trace
  expect_like 'an unknown check' \
    '2 03-bump-allocator has no check "teaching/no-such-trace"; *' \
    "$status $err"
  run trace record -o x.trace
  expect_like 'no program to record' \
    '2 lab: trace record needs a program after --*' "$status $err"
}

test_help() {
  run --help
  expect 'the commands' "0 $(<"$checkout/grader/cli/commands.txt")" \
    "$status $out"
  run help grade
  expect_like 'the help of a command' \
    '0 *Usage: ./lab grade \[OPTIONS\] \[LAB...\]*--hidden*' "$status $out"
  run
  expect_like 'where am I' '0 01-stack-frames*Next: *' "$status $out"
}

# on_terminal COMMAND: its output as a terminal gets it.
on_terminal() {
  script -qec "$1" /dev/null </dev/null
}

test_terminal() {
  local escape=$'\e[' check
  if ! type -P script >/dev/null; then
    echo 'skipped: no script(1), which makes a terminal'
    exit 77
  fi
  make_refusing refusing
  printf -v check '%q check 03 teaching --submission refusing 2>/dev/null' \
    "$heaplab"
  expect_like 'colour on a terminal' "*$escape*" "$(on_terminal "$check" || true)"
  out=$(NO_COLOR=1 on_terminal "$check" || true)
  expect_like 'the same without colour' '*A bump allocator*' "$out"
  expect 'NO_COLOR is obeyed' "$out" "${out//"$escape"/}"
}

test_submissions() {
  run grade 03 --submission /nonexistent
  expect 'a folder that is not there' \
    '2 /nonexistent: expected a folder with allocator.cpp in it, found nothing '\
'there; check the path' "$status $err"
  mkdir empty
  run grade 03 --submission empty
  expect 'an empty folder' \
    '2 empty: expected a folder with allocator.cpp in it, found none: the '\
'folder is empty; put your allocator.cpp there' "$status $err"
  mkdir broken
  printf '#include "allocator.hpp"\n\nint x = nothing;\n' >broken/allocator.cpp
  run grade 03 --submission broken --json broken.json
  expect 'a file that does not compile' 1 "$status"
  expect_like 'names the first error' '*allocator.cpp:3*nothing*' "$out"
  expect 'and the JSON is written all the same' ungradable \
    "$(status_in broken.json)"
  run grade 03 --json no/such/folder/r.json
  expect "nowhere to write to" \
    "2 $work/no/such/folder: expected a folder to write the result to, found \
none that can be written; name another file for --json" "$status $err"
}

# status_in FILE: a value deep in the JSON, which CMake parses.
status_in() {
  cat >"$work/status.cmake" <<'CMAKE'
file(READ "${FILE}" text)
string(JSON status GET "${text}" results 0 status)
execute_process(COMMAND ${CMAKE_COMMAND} -E echo "${status}")
CMAKE
  cmake -D "FILE=$1" -P "$work/status.cmake"
}

test_verdicts() {
  make_refusing refusing
  run check 03 teaching --submission refusing
  expect 'a submission that falls short' 1 "$status"
  expect 'no escape code through a pipe' "$out" "${out//$'\e'/}"
  run check 03 teaching --solution
  expect 'a solution passes' 0 "$status"
  run check 03 teaching/alignment --solution
  expect_like 'one check' '0 *1 of 1 checks passed*' "$status $out"
  run grade 03 --solution --traces "$checkout/labs/03-bump-allocator/traces" \
    --json -
  expect 'graded on a folder of traces' 0 "$status"
  expect 'JSON on stdout' graded "$(status_in out)"
  expect_like 'and the table on stderr' '*A bump allocator*' "$err"
}

test_traces() {
  run trace generate stack-like --seed 7 --operations 200 -o made.trace
  expect 'a generated trace' '0 ' "$status $out$err"
  run trace info made.trace
  expect_like 'is described' '0 made.trace*' "0 made.trace $status $out"
  printf '8\n1\n2\n1\na 0 64\nf 0\n' >small.rep
  run trace convert small.rep
  expect_like 'another format' '0 *a 0 64
f 0' "$status $out"
  make_refusing refusing
  run trace shrink 03 made.trace --submission refusing -o small.trace
  expect_like 'a shrunk trace' \
    '0 small.trace: * operations still end in refused-while-free' \
    "$status $out"
  run trace shrink 03 made.trace --solution -o small.trace
  expect_like 'nothing to shrink' \
    '2 made.trace: expected a trace that shows a finding, found none;*' \
    "$status $err"
  run trace generate call-mix --seed 7 --operations 200 -o calls.trace
  run trace info calls.trace
  expect_like 'a call trace, described' '0 *deepest stack * frames*' \
    "$status $out"
  run trace record --calls -o sorted.trace -- sort /dev/null
  expect_like 'a program that tells of no calls' \
    '2 sort: nothing recorded: expected functions that tell of their calls*' \
    "$status $err"
  run trace record -o sorted.trace -n 100 -- sort /dev/null
  expect_like 'a recorded program' '0 *sorted.trace: * operations of sort*' \
    "$status $err"
}

test_debug() {
  local trace=$checkout/labs/03-bump-allocator/traces/nested-marks.trace
  if ! type -P gdb >/dev/null; then
    echo 'skipped: no gdb'
    exit 77
  fi
  run debug 03 --solution --trace "$trace" --op 5 --batch
  expect 'exit code of debug' 0 "$status"
  expect_like 'which operation' \
    "*operation 5 of $trace, line 8: a 2 16*The heap begins at \$heap = 0x*" \
    "$out"
  expect_like 'the frame and its argument' \
    '*#0  BumpAllocator::allocate (this=0x*, bytes=16) at */solutions/*' "$out"
  run debug 04 --solution --trace teaching/free-middle --line 8 --batch
  expect_like 'a class behind an alias' \
    '0 *line 8: f 2*#0  ImplicitList<*>::deallocate (this=0x*' "$status $out"
  run debug 03 --solution --trace "$trace" --op 5000 --batch
  expect_like 'no such operation' \
    "2 $trace: expected an operation from 1 to *, found --op 5000; *" \
    "$status $err"
  PATH=/nonexistent run debug 03 --solution --trace "$trace" --op 5
  expect 'no gdb' '2 lab: debug needs gdb, which is not installed. To install it:
  sudo apt-get install gdb' "$status $err"
}

# A submission that crashes at the hundredth request for a few bytes.
make_crashing() {
  mkdir -p "$1"
  cat >"$1/allocator.cpp" <<'CPP'
#include "heaplab/submission.hpp"
#include <cstring>
struct Crashing {
  explicit Crashing(heaplab::Heap& heap) : heap_(heap) {}
  void* allocate(std::size_t bytes) {
    if (++calls_ == 100) *(volatile int*)16 = 0;
    return allocate_aligned(16, bytes);
  }
  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    const auto end = reinterpret_cast<std::size_t>(heap_.end());
    const std::size_t gap = (0 - end) % (alignment < 16 ? 16 : alignment);
    return static_cast<char*>(heap_.grow((gap + bytes + 15) / 16 * 16)) + gap;
  }
  void* allocate_zeroed(std::size_t n) { return std::memset(allocate(n), 0, n); }
  void deallocate(void*) {}
  void* reallocate(void*, std::size_t bytes) { return allocate(bytes); }
  std::size_t usable_bytes(const void*) const { return 0; }
  heaplab::Heap& heap_;
  int calls_ = 0;
};
HEAPLAB_SUBMISSION(Crashing)
CPP
}

test_run() {
  local lab=06-mmap-blocks
  run run "$lab" --solution -- sh -c 'echo out; echo err >&2; exit 7'
  expect 'output, errors and exit code go through' '7 out err' \
    "$status $out $err"
  expect 'signals go through, without a word' 143 "$(
    "$heaplab" run "$lab" --solution -- sh -c 'kill -TERM $$' 2>&1 || echo $?
  )"
  expect 'a reader that has read enough' '1 ' "$(
    seq 100000 | "$heaplab" run "$lab" --solution -- cat 2>err.txt | head -1
  ) $(<err.txt)"
  expect 'input goes through' '1 2 3' "$(
    printf '3 1 2' | tr ' ' '\n' |
      "$heaplab" run "$lab" --solution -- sort | xargs
  )"
  run run "$lab" --solution -- sh -c "sh -c 'printenv LD_PRELOAD'"
  expect_like 'children have it too' '0 /*/submission.so' "$status $out"
  run run "$lab" --solution -- no-such-program
  # shellcheck disable=SC2016 # as it is printed
  local absent='program in PATH, or a path to one; check the name after `--`'
  expect 'no such program' \
    "2 no-such-program: program not found: expected a $absent" "$status $err"
  run run "$lab"
  expect_like 'no program' '2 lab: run needs a program after --*' \
    "$status $err"
  make_refusing refusing
  run run "$lab" --submission refusing -- sh -c 'echo started'
  local lacks='reallocate(), allocate_zeroed(), allocate_aligned(), '
  lacks+='usable_bytes(), which the class lacks; write it as '
  lacks+='labs/06-mmap-blocks/allocator.hpp says'
  expect_like 'a class that is no malloc' \
    "2 *refusing/allocator.cpp: the malloc of a program also needs $lacks" \
    "$status $out$err"
  make_crashing crashing
  run run "$lab" --submission crashing -- sort "$checkout/LICENSE"
  expect_like 'a crash and its line' \
    '139 lab: SIGSEGV inside the allocator, in process *
allocator.cpp:6 in Crashing::allocate*
lab: sort was ended by SIGSEGV (Segmentation fault)
To see it in gdb: ./lab run 06-mmap-blocks --submission crashing --gdb -- *' \
    "$status $out$err"
}

# A lab of exercises: one of them, whose file is broken in one way after another.
test_exercises() {
  local isa=x86-64
  if [[ $(uname -m) == aarch64 ]]; then isa=aarch64; fi
  run check 01 leaf --solution
  expect_like 'one exercise' '0 01-stack-frames *passed: * of leaf*' \
    "$status $out"
  cp -r "$checkout/solutions/01-stack-frames" work
  printf 'long sum3(int a, int b, int c) {\n  return a + b + c;\n}\n' \
    >"work/$isa/leaf.S"
  run check 01 leaf --submission work --seed 7
  expect_like 'C++ in an assembly file' \
    '1 *wrong-language*leaf.S is C++*leaf --submission work --seed 7*not run*' \
    "$status $out"
  rm "work/$isa/leaf.S"
  run check 01 leaf --submission work
  expect_like 'a file that is missing' '1 *missing-function*leaf.S is missing*' \
    "$status $out"
  run check 01 leaf/no-such-case --solution
  expect 'a case that does not exist' '2 01-stack-frames has no check '\
'"leaf/no-such-case"; "./lab check 01-stack-frames leaf" runs all of that '\
'exercise' "$status $err"
}

# A copy of the kit with one lab and one mutant, to break it in.
copy_kit() {
  local name
  mkdir kit
  for name in labs starter solutions lectures grader cmake README.md \
    CONTRIBUTING.md CMakeLists.txt CMakePresets.json lab LICENSE; do
    if [[ -e $checkout/$name ]]; then cp -r "$checkout/$name" kit; fi
  done
  rm -rf kit/{labs,starter,solutions}/0[!3]-*
  find kit/solutions/*/mutants -name '*.patch' ! -name frees-nothing.patch \
    -delete
  export HEAPLAB_ROOT=$work/kit
  lab=labs/03-bump-allocator
}

# expect_fault PART PATTERN FILE: `dev check PART` finds a fault; FILE is then
# restored from the checkout, or removed.
expect_fault() {
  run dev check "$1"
  expect_like "dev check $1 can fail" "1 FAIL $1*$2*0 of 1 checks*" \
    "$status $out"
  rm "kit/$3"
  if [[ -e $checkout/$3 ]]; then cp "$checkout/$3" "kit/$3"; fi
}

test_dev() {
  local lab solution=solutions/03-bump-allocator
  copy_kit
  sed -i 's/^needs = .*/needs = ["99-none"]/' "kit/$lab/lab.toml"
  expect_fault ids 'needs "99-none", which is no earlier lab' "$lab/lab.toml"
  echo >"kit/$lab/stray.txt"
  expect_fault files "$lab/stray.txt: no such file is expected there" \
    "$lab/stray.txt"
  # shellcheck disable=SC2016  # a code span
  echo 'Try `./lab check 03-bump-allocator teaching/none`.' >>"kit/README.md"
  expect_fault commands 'has no check "teaching/none"' README.md
  # shellcheck disable=SC2016  # a code span
  echo 'Try `./lab grade --everything`.' >>"kit/README.md"
  expect_fault commands 'not expected: --everything' README.md
  mkdir -p kit/lectures/01-none
  echo '    checks: [03-bump-allocator/teaching/none]' \
    >kit/lectures/01-none/lecture.md
  expect_fault outcomes \
    'lecture.md:1: expected checks of the labs, as LAB/CHECK, found ' \
    lectures/01-none/lecture.md
  echo 'See deep-marks for more.' >>"kit/README.md"
  expect_fault leaks 'it names the hidden trace' README.md
  grep -h -A 1 '\[solution' "kit/$solution/allocator.cpp" |
    grep -E '^ .{24,};$' | head -n 1 >>"kit/README.md"
  expect_fault leaks 'this line is solution text' README.md
  echo 'file(READ solutions/traces/record.sh needed)' >>kit/CMakeLists.txt
  expect_fault handout 'without solutions/' CMakeLists.txt
  sed -i '1s/^/int unused_thing;/' kit/starter/03-bump-allocator/allocator.cpp
  expect_fault starters ':1: expected ' starter/03-bump-allocator/allocator.cpp
  sed -i '1s/.*/finding: overlap/' "kit/$solution/mutants/frees-nothing.patch"
  expect_fault mutants 'expected overlap, found ' \
    "$solution/mutants/frees-nothing.patch"
  git -C kit apply "$solution/mutants/frees-nothing.patch" \
    --directory="$solution" 2>/dev/null ||
    patch -s "kit/$solution/allocator.cpp" \
      "kit/$solution/mutants/frees-nothing.patch"
  expect_fault solutions 'is not passed (' \
    "$solution/allocator.cpp"
  run dev starter
  expect 'dev starter' '0 starter/03-bump-allocator/allocator.cpp: unchanged' \
    "$status $out"
}

# Two allocators that are always there, on a trace of a few lines.
test_bench() {
  local bench=(bench allocators --allocators 'empty,glibc' --rounds 2
    --executions 1)
  printf 'a 0 100\na 1 200000\nr 0 300\nf 1\n' >tiny.trace
  run "${bench[@]}" --trace tiny.trace --per-trace
  expect_like 'a table of two' \
    '0 tiny.trace: 5 operations, 196 KiB of payload at most
*  empty *  -  *
*allocators on 1 traces, slice by slice in turn: 2 rounds in each of 1 '\
'executions
  allocator *ns/op*/glibc*peak*average*most KiB*end KiB*traces
  empty * 1
  glibc * 1.00 * 1
ns/op and /glibc: geometric means.*' "$status $out"
  expect 'no progress off a terminal' '' "$err"
  run "${bench[@]}" --trace tiny.trace --json -
  expect_like 'JSON on stdout' '{
  "schema": "heaplab-comparison/1",*' "$out"
  expect_like 'and the table on stderr' 'allocators on 1 traces,*' "$err"
  PATH=/nonexistent run "${bench[@]}" --trace tiny.trace --plot all.svg
  expect_like 'without gnuplot no plot' \
    '*plot: skipped, gnuplot is not installed (package gnuplot-nox); its '\
'numbers are in all.svg.dat' "$out"
  run "${bench[@]}" --trace tiny.trace --plot all.gif
  expect 'a picture of another kind' \
    '2 all.gif: expected a name that ends in .svg or .png, found ".gif"; name '\
'another file for --plot' "$status $err"
  run "${bench[@]}" --trace no-such.trace
  expect_like 'a trace that is not there' '2 no-such.trace: *' "$status $err"
  run bench allocators --allocators empty,dlmalloc
  expect_like 'an allocator that nobody knows' \
    '2 --allocators: expected some of empty, bump, *glibc, mimalloc, '\
'jemalloc, tcmalloc, found "dlmalloc"' "$status $err"
  run "${bench[@]}" --submission here
  expect_like 'a submission for no lab' \
    '2 lab: expected one --lab for each --submission, or one for all; found 1 '\
'of --submission and 0 of --lab' "$status $err"
  run "${bench[@]}" --trace tiny.trace --check-goals
  expect_like 'nobody whose goals could be checked' \
    '2 lab: --check-goals is about 05-explicit-list and 06-mmap-blocks: *' \
    "$status $err"
  make_refusing refusing
  run "${bench[@]}" --trace tiny.trace --submission refusing --lab 04
  expect_like 'a submission that refuses falls short' \
    '1 *refusing on tiny: failed, it has no function for operation 3: r 0 300*' \
    "$status $out"
}

# Lines of the text that are wider than a page.
too_wide() {
  # Characters, not bytes.
  LC_ALL=C.UTF-8 awk 'length($0) > 80' <<<"$1"
}

test_frames() {
  local lab=01-stack-frames
  run predict --student ana
  expect_like 'a sheet' \
    '0 predict, *, student "ana"*look();*canary *Next: in starter/*' \
    "$status $out"
  expect 'it fits a page' '' "$(too_wide "$out")"
  local sheet=$out
  run predict --student ben
  expect_like 'another student has another one' '0 *' "$status $out"
  if [[ $out == "$sheet" ]]; then expect 'two sheets' 'different' 'the same'; fi
  run predict --student ana --isa aarch64
  expect_like 'the other instruction set' '0 predict, aarch64, *stp *x29*' \
    "$status $out"
  run check "$lab" predict/nothing
  expect_like 'predict in check is no command' "2 $lab has no check *" \
    "$status $err"
  run frame
  expect_like 'a real stack' \
    '0 *return address into main+0x*saved FP of the frame at 0x*canary*'\
'local word of leaf*padding*<- SP' "$status $out"
  expect 'it fits a page too' '' "$(too_wide "$out")"
  run frame backtrace/here --solution
  expect_like 'the stack of a case' \
    "0 backtrace/here, *, seed 1*return address into odd+0x*" "$status $out"
  run frame backtrce
  expect 'an unknown exercise' "2 $lab has no exercise \"backtrce\" to draw; did \
you mean \"backtrace\"?" "$status $err"
  run frame backtrace/her
  expect 'an unknown case' \
    '2 backtrace has no case "her"; did you mean "here"?' "$status $err"
}

# In a checkout of its own: the reports are written into it.
test_diagnose() {
  local lab=02-memory-errors kit=$work/kit
  if ! type -P valgrind >/dev/null; then
    echo 'skipped: needs valgrind'
    exit 77
  fi
  mkdir -p "$kit/starter/$lab"
  ln -s "$checkout/labs" "$kit/labs"
  echo 'student = ""' >"$kit/starter/$lab/diagnosis.toml"
  HEAPLAB_ROOT=$kit
  run diagnose
  expect 'no student' "2 starter/$lab/diagnosis.toml: expected student = \
\"ID\" with your id, found none; set it, or type ./lab diagnose --student ID" \
    "$status $err"
  run diagnose --student ana
  expect 'fifteen reports' "0 15 reports for student \"ana\": \
build/diagnosis/ana/index.txt
Next: read it; in starter/$lab/diagnosis.toml, set student = \"ana\" and
write four answers about each report. Then: ./lab check $lab diagnosis" \
    "$status $out"
  local sheets=$kit/build/diagnosis/ana
  expect 'each has its files' 15 \
    "$(cat "$sheets"/*/report.txt | grep -c -e 'Command: ./program' \
      -e '==ERROR: AddressSanitizer')"
  expect 'no path of this machine' '' "$(grep -rl -e "$work" "$sheets" || true)"
  expect 'the index fits a page' '' "$(too_wide "$(<"$sheets/index.txt")")"
  HEAPLAB_ROOT=$checkout
}

case $part in
  terminal | verdicts | traces | debug | run | dev | frames)
    if [[ ! -d $checkout/solutions ]]; then
      echo 'skipped: a handout has no solutions'
      exit 77
    fi
    ;;
esac
"test_$part"
printf '%d checks, %d failed\n' "$checks" "$failures"
((failures == 0 && checks > 0))
