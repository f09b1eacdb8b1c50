# Arrays and strings, made and dropped.
BEGIN {
  state = 3
  for (k = 0; k < 60000; ++k) {
    state = (state * 69069 + 1) % 4294967296
    word = "w" (state % 4000)
    count[word] += 1
    last[word] = last[word] substr(word, 2, 3) ","
    if (k % 7 == 0) delete last[word]
  }
  for (k = 0; k < 4000; ++k) total += count["w" k] * length(last["w" k])
  print length(count), total
}
