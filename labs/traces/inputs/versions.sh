#!/bin/sh
# Makes a git repository in the current folder: 5 commits of 4 long files.
set -e
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
git init -q -b main .
git config core.preloadIndex false
git config pack.threads 1
git config gc.auto 0
for commit in 1 2 3 4 5; do
  for file in 1 2 3 4; do
    awk -v commit=$commit -v file=$file 'BEGIN {
      for (i = 1; i <= 4000 * file; i++) {
        age = (i * 7 + file) % 97 < commit ? commit : 0
        printf "entry %d of file %d: %d\n", i, file, i * 7919 % 10007 + age
      }
    }' > file$file.txt
  done
  GIT_AUTHOR_DATE="2024-02-1${commit}T12:00:00Z"
  GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
  export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
  git add .
  git commit -q -m "change $commit"
done
