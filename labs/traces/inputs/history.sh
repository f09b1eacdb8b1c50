#!/bin/sh
# Makes a git repository in the current folder: 12 commits of 24 files.
set -e
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
git init -q -b main .
git config core.preloadIndex false
git config pack.threads 1
git config gc.auto 0
commit=1
while [ $commit -le 12 ]; do
  file=1
  while [ $file -le 24 ]; do
    mkdir -p part$((file % 5))
    awk -v commit=$commit -v file=$file 'BEGIN {
      for (i = 1; i <= 40; i++) {
        age = (i * 7 + file) % 12 < commit ? commit : 0
        printf "line %d of file %d, changed by %d\n", i, file, i % 3 ? 0 : age
      }
    }' > part$((file % 5))/file$file.txt
    file=$((file + 1))
  done
  GIT_AUTHOR_DATE="2024-01-$((commit + 10))T12:00:00Z"
  GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
  export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
  git add .
  git commit -q -m "change $commit"
  commit=$((commit + 1))
done
