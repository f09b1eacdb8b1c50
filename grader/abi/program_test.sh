#!/bin/bash
# program_test.sh PROGRAM [EMULATOR]: the options and the output of a program of
# cases, tried on the program of the wrong functions.
set -u
program=$1
emulator=${2:-}
failures=0

run() { ${emulator:+"$emulator"} "$program" "$@"; }

# expect WHAT EXPECTED FOUND: letter by letter.
expect() {
  [ "$2" = "$3" ] && return
  printf '%s: expected\n%s\nfound\n%s\n' "$1" "$2" "$3"
  failures=$((failures + 1))
}

expect_line() {
  grep -qxF -- "$2" <<< "$3" && return
  printf '%s: expected the line\n%s\nfound\n%s\n' "$1" "$2" "$3"
  failures=$((failures + 1))
}

tab=$'\t'
expect_line 'the list' "right_sum${tab}right_sum${tab}1${tab}right_sum" \
  "$(run --list)"
expect_line 'the list' "escapes${tab}a newline and a backslash in a finding\
${tab}2.5${tab}" "$(run --list)"

expect 'a right function' $'N verdict passed\nN end' \
  "$(run --case right_sum --seed 7 --nonce N)"
expect 'without a nonce' $'verdict passed\nend' "$(run --case right_sum)"
expect 'a missing function' 'N verdict failed
N rule missing-function
N expected your file defines never_defined
N actual never_defined is not defined in your file
N end' "$(run --case missing --nonce N)"
expect 'escapes' 'N verdict failed
N rule wrong-chain
N expected a\nb
N actual c\\d
N step the first step
N picture two
N picture lines
N end' "$(run --case escapes --nonce N)"
expect 'the end of the chain' $'N verdict passed\nN end' \
  "$(run --case chain-end --nonce N)"
expect 'exit() of the student' 'verdict passed' \
  "$(run --case exits --nonce N)"

# Two lost registers are one finding, another rule a step.
two=$(run --case two_rules --nonce N | grep -E '^N (rule|step) ' | cut -c 1-30)
case $two in
  $'N rule register-not-preserved\nN step also '*) ;;
  *) expect 'two rules' 'a rule and a step' "$two" ;;
esac

# A seed repeats everything; another one does not.
expect 'the same seed' "$(run --case numbers --seed 5)" \
  "$(run --case numbers --seed 5)"
[ "$(run --case numbers --seed 5)" != "$(run --case numbers --seed 6)" ] ||
  expect 'another seed' 'another number' 'the same'
sentinel() { run --case two_rules --seed "$1" | grep '^expected'; }
expect 'the same seed' "$(sentinel 5)" "$(sentinel 5)"
[ "$(sentinel 5)" != "$(sentinel 6)" ] ||
  expect 'another seed' 'another sentinel' 'the same'

refused() { run "$@" 2>&1 | head -n 1; }
expect 'no such case' 'there is no case nothing' "$(refused --case nothing)"
expect 'no such option' 'there is no option --nothing' \
  "$(refused --nothing 1)"
expect 'no value' '--seed needs a value' "$(refused --seed)"
expect 'no number' '--seed x: no number' "$(refused --seed x)"
run --case nothing 2> /dev/null
expect 'the status of wrong usage' 2 $?

# The picture: 80 columns, the highest address first, what each word is.
picture=$(run --frame right_map)
expect 'the first line' \
  'address             word                what it is' \
  "$(head -n 1 <<< "$picture")"
expect 'wider than 80 columns' '' "$(grep -E '.{81}' <<< "$picture")"
addresses=$(grep -oE '^0x[0-9a-f]+' <<< "$picture")
expect 'the order of addresses' "$(sort -r <<< "$addresses")" "$addresses"
expect 'the return address into the checker' 1 \
  "$(grep -c 'return address into the checker' <<< "$picture")"
expect 'the words of the caller' 4 \
  "$(grep -c "a word of the caller's frame" <<< "$picture")"
expect 'the stack pointer' 1 "$(grep -c -- '<- SP$' <<< "$picture")"

# The nonce disappears from the arguments; an emulator keeps its own.
if [ -z "$emulator" ]; then
  "$program" --case endless_loop --nonce SECRET > /dev/null &
  process=$!
  arguments=
  until [[ $arguments == *--nonce\ ------* ]]; do
    arguments=$(tr '\0' ' ' < /proc/$process/cmdline) || break
    sleep 0.01
  done
  kill "$process"
  expect 'the wiped nonce' "$program --case endless_loop --nonce ------ " \
    "$arguments"
fi

[ "$failures" -eq 0 ]
