#!/bin/bash
# expect_finding.sh FILE MISSING PROGRAM [EMULATOR]: runs the function of FILE,
# grader/abi/wrong/ISA/NAME.S, with some seeds and compares the verdict with the
# file's first line. MISSING: a package without which that cannot be.
set -u
file=$1 missing=$2 program=$3
shift 3
if [ -n "$missing" ]; then
  echo "skipped: needs the package $missing"
  exit 77
fi

name=$(basename "$file" .S)
first=$(head -n 1 "$file")
rule=''
text=''
case $first in
  '// passed') verdict='N verdict passed' ;;
  '// finding: '*';'*)
    verdict='N verdict failed'
    rule=${first#// finding: } text=${first#*; }
    rule=${rule%%;*}
    ;;
  *)
    echo "$file:1: expected \`// finding: RULE; TEXT\` or \`// passed\`," \
         "found: $first"
    exit 1
    ;;
esac

# A function that does not come back costs seconds: once is enough.
for seed in 1 2 3; do
  [ "$SECONDS" -lt 2 ] || break
  said=$("$@" "$program" --case "$name" --seed "$seed" --nonce N)
  problem=
  grep -qxF -- "$verdict" <<< "$said" || problem="expected $verdict"
  grep -qxF -- 'N end' <<< "$said" || problem='expected an end'
  if [ -n "$rule" ]; then
    grep -qxF -- "N rule $rule" <<< "$said" || problem="expected rule $rule"
    grep -E '^N (expected|actual) ' <<< "$said" | grep -qF -- "$text" ||
      problem="${problem:+$problem, }expected the text: $text"
  fi
  if [ -n "$problem" ]; then
    printf '%s, seed %s: %s; the program said:\n%s\n' \
      "$name" "$seed" "$problem" "$said"
    exit 1
  fi
done
