#!/bin/sh
# A small history with fixed names and dates, so that its ids are the same.
set -e
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
export GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_DATE='1700000000 +0000'
git init -q -b main work
cd work
k=0
while [ $k -lt 4 ]; do
  seq $((k * 100)) $((k * 100 + 3000)) > numbers
  seq 1 $((500 + k)) > "file$k"
  git add .
  git commit -q -m "change $k"
  k=$((k + 1))
done
git checkout -q -b side HEAD~2
echo side > side
git add side
git commit -q -m side
git checkout -q main
git merge -q -m both side
git repack -q -a -d --threads=2
git fsck --strict 2>&1
git log --graph --format='%H %s'
git diff --stat HEAD~2
