#!/bin/sh
# A picture of two, five versions of it, and all of them in one column.
exec convert \
  \( -size 700x500 gradient:red-blue -swirl 90 \) \
  \( -size 400x400 radial-gradient:white-black -resize '700x500!' \) \
  -compose multiply -composite -write mpr:two \
  \( mpr:two -resize 60% -blur 0x2 \) \
  \( mpr:two -rotate 15 -crop 300x300+50+50 +repage \) \
  \( mpr:two -modulate 120,80 -emboss 1 \) \
  \( mpr:two -edge 2 -negate -flip \) \
  \( mpr:two -scale 200% -sharpen 0x1 -resize 40% \) \
  -append -normalize pictures.ppm
