#!/usr/bin/env bash
# demo_runs.sh DEMO: its invariants hold, it prints a table, and its JSON is of
# the form of demo.schema.json.
set -euo pipefail
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

name=$(basename "$1")
(cd "$folder" && "$1" --capture "$folder/out")
cat "$folder/out/$name.txt"
left=$(cd "$folder" && find . -mindepth 1 -maxdepth 1 ! -name out)
if [[ -n $left ]]; then
  echo "$name: expected no file left behind, found $left"
  exit 1
fi
if ! grep -q '^holds' "$folder/out/$name.txt"; then
  echo "$name: expected an invariant, found none; state one with expect()"
  exit 1
fi
if command -v jsonschema >/dev/null; then
  jsonschema -i "$folder/out/$name.json" "$here/demo.schema.json"
fi
