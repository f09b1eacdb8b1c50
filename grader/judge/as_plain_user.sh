#!/bin/sh
# as_plain_user.sh TEST_PROGRAM: some of the judge's tests as a user without
# rights, and where no user namespace can be made. Exit code 77: not possible
# here.
set -eu
program=$1
tests='*nothing_wrong*:*/forks:*opens_proc*:*kills_the_judge*:Output.*:Culprit.*'
[ "$(id -u)" = 0 ] || exit 77  # the whole suite runs as a plain user then

as_nobody='setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all'
command -v setpriv > /dev/null || exit 77
$as_nobody test -x "$program" || exit 77
cd /
TMPDIR=/tmp $as_nobody "$program" --gtest_brief=1 --gtest_filter="$tests"

no_namespaces='echo 0 > /proc/sys/user/max_user_namespaces'
unshare -U -r sh -c "$no_namespaces && ! unshare -U true" 2> /dev/null || exit 0
unshare -U -r sh -c "$no_namespaces && exec \"\$0\" \"\$@\"" \
  "$program" --gtest_brief=1 --gtest_filter="$tests"
