# Writes made-up data, the same on every machine: awk -v kind=K -v n=N -f data.awk
# with K one of text, log, json, xml, make, table.
function random(below) {
  state = (state * 16807) % 2147483647
  return state % below
}

function word(   text, syllables, i) {
  syllables = 1 + random(3)
  text = ""
  for (i = 0; i < syllables; i++) {
    text = text substr("badefigohukalemoripusatezivu", 1 + 2 * random(14), 2)
  }
  return text
}

function sentence(words,   text, i) {
  text = word()
  for (i = 1; i < words; i++) text = text " " word()
  return text
}

function print_json(i) {
  printf "%s{\"id\": %d, \"name\": \"%s\", \"tags\": [\"%s\", \"%s\"], ", \
    i == 1 ? "[" : ",\n", i, sentence(2), word(), word()
  printf "\"price\": %d.%02d, \"stock\": {\"shelf\": \"%s\", \"count\": %d}}", \
    random(900), random(100), word(), random(40)
  if (i == n) print "]"
}

function print_xml(i) {
  if (i == 1) print "<?xml version=\"1.0\"?>\n<library>"
  printf "  <book id=\"b%d\" shelf=\"%s\">\n", i, word()
  printf "    <title>%s</title>\n", sentence(3)
  for (k = random(3); k >= 0; k--) printf "    <author>%s</author>\n", word()
  printf "    <note lang=\"en\">%s &amp; %s</note>\n  </book>\n", \
    sentence(6), word()
  if (i == n) print "</library>"
}

function print_make(i) {
  if (i == 1) print "objects :="
  printf "name_%d := %s%d\nobjects += $(name_%d).o\n", i, word(), i, i
  printf "$(name_%d).o: $(name_%d).c %s.h %s.h | out\n", i, i, word(), word()
  printf "\t@echo $(subst .o,,$@) $(words $^) $(sort $^)\n"
  if (i == n) print "%.h %.c: ; @:\nout: ; @:\nall: $(objects)"
}

function print_table(i) {
  if (i == 1) print "extern const unsigned table[] = {"
  printf "  0x%08x, 0x%08x, 0x%08x, 0x%08x,\n", random(2147483647), \
    random(2147483647), random(2147483647), random(2147483647)
  if (i == n) print "};"
}

BEGIN {
  state = 20240229
  for (i = 1; i <= n; i++) {
    if (kind == "text") print sentence(4 + random(9))
    if (kind == "log") {
      printf "%02d:%02d:%02d %s[%d]: %s user=%s took=%dms\n", i / 3600, \
        i / 60 % 60, i % 60, word(), random(60), sentence(3), word(), \
        random(5000)
    }
    if (kind == "json") print_json(i)
    if (kind == "xml") print_xml(i)
    if (kind == "make") print_make(i)
    if (kind == "table") print_table(i)
  }
}
