#!/bin/sh
# Few blocks, and large ones: the dictionary and its index.
set -e
seq 1 90000 > numbers
xz -k -3 -T1 numbers
mv numbers before
xz -d -k numbers.xz
cmp before numbers
wc -c < numbers.xz
