# Counts words and pairs of words, and prints what is most frequent.
function most_frequent(table, title,   key, best, i) {
  print title
  for (i = 0; i < 15; i++) {
    best = ""
    for (key in table) {
      if (best == "" || table[key] > table[best] ||
          (table[key] == table[best] && key < best)) best = key
    }
    printf "%6d %s\n", table[best], best
    delete table[best]
  }
}

{
  gsub(/z/, "s")
  for (i = 1; i <= NF; i++) {
    words[$i]++
    if (i > 1) pairs[previous " " $i]++
    lengths[length($i)] = lengths[length($i)] substr($i, 1, 1)
    previous = toupper(substr($i, 1, 1)) substr($i, 2)
  }
  lines[NR] = previous
}

END {
  most_frequent(words, "words")
  most_frequent(pairs, "pairs")
  for (i in lengths) print i, length(lengths[i])
}
