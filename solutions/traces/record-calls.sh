#!/bin/sh
# Records the hidden call traces again, from programs that are built here from
# Debian's source packages bc and muparser. Needs deb-src lines for apt (or
# HEAPLAB_SOURCES, see labs/traces/calls.sh) and the packages
#   gcc g++ make bison flex ed gawk dpkg-dev
# Other versions of programs and compiler give other traces.
set -eu
target=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck disable=SC2034 # recording.sh reads them
longest=8000 largest=8000
# shellcheck source-path=SCRIPTDIR source=../../labs/traces/recording.sh
. "$target/../../labs/traces/recording.sh"
# shellcheck source-path=SCRIPTDIR source=../../labs/traces/calls.sh
. "$target/../../labs/traces/calls.sh"
require gcc g++ make gawk dpkg-parsechangelog
enter_work_folder

unpack bc
(
  cd bc
  CFLAGS=$telling ./configure
  # What the package brings ready made is taken as it is.
  make AUTOMAKE=: ACLOCAL=: AUTOCONF=: AUTOHEADER=: MAKEINFO=: CFLAGS="$telling"
) > bc.log 2>&1 || { cat bc.log >&2; exit 1; }
record_calls bc 2000 "bc: recursive functions of long numbers" \
  "bc $(version_of bc), bc -q roots.bc" -- bc/bc/bc -q roots.bc

unpack muparser
# shellcheck disable=SC2086  # words
g++ $telling -Imuparser/include -o formulas formulas.cpp muparser/src/*.cpp
record_calls muparser 110000 "muParser, C++: formulas, and exceptions" \
  "muparser $(version_of muparser), formulas.cpp" -- ./formulas
