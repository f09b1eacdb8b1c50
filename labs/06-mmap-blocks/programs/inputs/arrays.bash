# Strings that grow, arrays with names, and a process for each substitution.
declare -A seen
text=
for k in {1..6000}; do
  word=w$((k * 7919 % 1500))
  seen[$word]=${seen[$word]:-}.
  text+=$word,
done
echo ${#seen[@]} ${#text} ${seen[w7]}
for k in {1..20}; do
  part=$(printf '%s' "${text:k*100:50}")
  echo "${part//w/W}"
done | while read -r line; do printf '%s;' "${#line}"; done
echo
