# Every error of a lecture, seeded, and the message that it must give.
# shellcheck shell=bash disable=SC2154  # tree and lecture are set by new_tree

page=lectures/01-paging/lecture.md

# append TEXT: to the section "What real systems do".
append() {
  replace "$lecture" '## Check your' "$1

## Check your"
}

snippet() {
  # shellcheck disable=SC2016  # backticks are a fence
  printf '``` {.cpp .snippet %s}\n```\n' "$1"
}

test_snippet_errors() {
  new_tree snippets
  append "$(
    snippet 'file="demos/first_touch.cpp" mark="tuch"'
    snippet 'file="demos/first_touch.cpp" mark="nothing"'
    snippet 'file="demos/first_touch.cpp" mark="open"'
    snippet 'file="demos/second_touch.cpp" mark="touch"'
    snippet 'file="demos/first_touch.cpp"'
    snippet 'file="/solutions/lectures/01-paging.md" mark="touch"'
    snippet 'file="/labs/01-frames/nothing.hpp" mark="touch"'
    snippet 'file="/labs/01-frames/lab.toml" mark="touch"'
  )"
  echo 'int main() {}' >"$tree/root/labs/01-frames/unmarked.cpp"
  append "$(snippet 'file="/labs/01-frames/unmarked.cpp" mark="main"')"
  errors_are 'snippets' "\
$page:83: expected a mark [tuch] in demos/first_touch.cpp, found marks touch, \
store, nothing, open; put \`// [tuch\` and \`// tuch]\` on lines of their own \
round the code
$page:85: expected code in mark [nothing] of demos/first_touch.cpp, found none; \
put \`// [nothing\` and \`// nothing]\` on lines of their own round the code
$page:87: expected the end of mark [open] in demos/first_touch.cpp, found none; \
put \`// [open\` and \`// open]\` on lines of their own round the code
$page:89: expected a file demos/second_touch.cpp, found none; correct \
file=\"…\", which is relative to the lecture, or from the checkout's root with \
a leading /
$page:91: expected file=\"…\" and mark=\"…\", found no mark; name the code that \
is to be shown
$page:93: expected a compiled file of the kit, found \
/solutions/lectures/01-paging.md; cut the snippet from a .cpp, .hpp, .c, .h, \
.S or .go file
$page:95: expected a file /labs/01-frames/nothing.hpp, found none; correct \
file=\"…\", which is relative to the lecture, or from the checkout's root with \
a leading /
$page:97: expected a compiled file of the kit, found /labs/01-frames/lab.toml; \
cut the snippet from a .cpp, .hpp, .c, .h, .S or .go file
$page:100: expected a mark [main] in /labs/01-frames/unmarked.cpp, found no \
marks; put \`// [main\` and \`// main]\` on lines of their own round the code"
}

output() {
  # shellcheck disable=SC2016  # backticks are a fence
  printf '``` {.output %s}\n%s\n```\n' "$1" "$2"
}

test_output_errors() {
  new_tree outputs
  replace "$lecture" '4096 1 ~' '4096 2 ~'
  replace "$lecture" 'name="after-free"' 'name="after_free"'
  replace "$lecture" 'row="8192"' 'row="8193"'
  append "$(
    output 'demo="first_touch"' 'holds a second write
bytes faults time'
    output 'demo="first_touch"' ''
    output 'demo="second_touch"' '4096'
    output 'demo="first_touch"' 'nothing like it'
    echo '[~]{.value row="4096" column="time"}'
  )"
  make_demo_source "$tree/root/lectures/02-more/demos" unseen
  make_demo "$tree/build" 02-more unseen
  errors_are 'outputs' "\
$page:19: expected a picture \"after_free\" of demos/first_touch.cpp, found \
after-free; call demo.picture() in it, or correct the name
$page:38: expected \"4096 2 ~\" in the output of demos/first_touch.cpp, found \
\"4096         1   ~1750 ns\"; correct the claim, or the program
$page:85: expected \"bytes faults time\" in the output of \
demos/first_touch.cpp, found \"bytes   faults   time\" further up; correct the \
claim, or the program
$page:87: expected a claim in this block, found none; write in it a line of \
the output that the text relies on
$page:90: expected a demo second_touch, found first_touch; name one of the \
files in lectures/01-paging/demos/
$page:94: expected \"nothing like it\" in the output of demos/first_touch.cpp, \
found no line like it; correct the claim, or the program
$page:32: expected a row \"8193\" with a column \"time\" in the tables of \
demos/first_touch.cpp, found rows 4096, 8192 and columns bytes, faults, time; \
correct row or column
$page:96: expected demo=\"NAME\", found first_touch; name one of the files in \
lectures/01-paging/demos/
lectures/02-more/demos/unseen.cpp:1: expected an exhibit of this demo in \
lectures/02-more/lecture.md, found none; show its code, output or picture \
there, or remove it"
}

test_quiz_errors() {
  new_tree quizzes
  replace "$lecture" '- [x] One *page*' '- [ ] One *page*'
  replace "$lecture" '
  One byte is a page.
' ''
  replace "$lecture" '::: {.answer}
Two.
:::
' ''
  append '::: {.quiz}
Two right?

- [x] One

  Right.

- [x] Two

  Right.
:::'
  errors_are 'questions' "\
$page:68: expected an answer in this question, found none; write \
::: {.answer} inside of ::: {.open}
$page:80: expected an id on this question, found none; write \
::: {.quiz #q-some-id}
$page:80: expected one right option [x] in the question #, found 2; mark the \
others with [ ]
$page:94: expected a reason with each option of the question #q-touch, found \
none with \"None\"; write it as a second paragraph of the option
$page:94: expected one right option [x] in the question #q-touch, found none; \
mark the others with [ ]"
}

test_link_errors() {
  new_tree links
  replace "$lecture" 'lecture.md#demo)' 'lecture.md#demos)'
  replace "$lecture" '(demos/first_touch.cpp)' '(demos/none.cpp)'
  replace "$lecture" '(#first-touch)' '(#last-touch)'
  replace "$lecture" '#exercise-leaf' '#leaf'
  replace "$tree/root/labs/01-frames/README.md" one.pattern two.pattern
  # shellcheck disable=SC2016  # backticks are code
  append '[a](https://example.org/) [b](../../solutions/x) [c](../../../x)
[d](../../labs/01-frames/lab.toml#x) `[e](no/link)` [f](../03-none/lecture.md)'
  errors_are 'links' "\
$page:14: expected an anchor #demos in lectures/02-more/lecture.md, found \
#question, #picture, #demo, #first-touch, #b-whole, #q-why, #invariant, \
#predict, #real, #check, #q-touch, #lab; correct the link \
(../02-more/lecture.md#demos)
$page:15: expected a link to a file of the kit, found demos/none.cpp, which is \
not there; correct the path, which is relative to lectures/01-paging/
$page:56: expected an anchor #last-touch in lectures/01-paging/lecture.md, \
found #question, #picture, #demo, #first-touch, #b-whole, #q-why, #invariant, \
#predict, #real, #check, #q-touch, #lab; correct the link (#last-touch)
$page:84: expected an anchor #x in labs/01-frames/lab.toml, found no anchors; \
correct the link (../../labs/01-frames/lab.toml#x)
$page:84: expected a link to a file of the kit, found ../03-none/lecture.md, \
which is not there; correct the path, which is relative to lectures/01-paging/
$page:106: expected an anchor #leaf in labs/01-frames/README.md, found \
#lab-01-frames--calls, #exercise-leaf; correct the link \
(../../labs/01-frames/README.md#leaf)
labs/01-frames/README.md:3: expected a link to a file of the kit, found \
patterns/two.pattern, which is not there; correct the path, which is relative \
to labs/01-frames/
$page:83: expected a link to a file of the kit, found https://example.org/; \
name the document in words: the site works without a network
$page:83: expected a link to a file of the kit, found ../../solutions/x, which \
no student has; link to something that is public
$page:83: expected a link to a file of the kit, found ../../../x, which no \
student has; link to something that is public"
}

test_form_errors() {
  local second
  new_tree form
  second=$tree/root/lectures/02-more/lecture.md
  replace "$lecture" '{#predict minutes=5}' '{#predict}'
  replace "$lecture" '## Invariant {#invariant minutes=5}' \
    '# Great {#great}

## Invariant {#invariant minutes=60}

### No id

### Again {#first-touch}'
  replace "$second" '## Predict {#predict minutes=5}' \
    '## Predictions {#predictions minutes=5}'
  sed -i '/^## The lab/,$d' "$second"
  errors_are 'the form' "\
$page:66: expected an id that stands once on this page, found #first-touch a \
second time (line 28); give one of them another id
$page:60: expected sections (##) and subsections (###) alone, found a heading \
of level 1; the title stands in the metadata
$page:64: expected an id on this heading, found none; write ### … {#some-id}
$page:72: expected minutes in the section {#predict}, found none; write \
{#predict minutes=10}
$page:1: expected 60 to 90 minutes in all, found 130; change the minutes of \
the sections
lectures/02-more/lecture.md:66: expected the section {#predict} here, found \
{#predictions}; the eight sections in order are question, picture, demo, \
invariant, predict, real, check, lab"
  replace "$second" '{#predictions' '{#predict'
  run form
  expect 'a section that is missing' "\
lectures/02-more/lecture.md:1: expected a section {#lab}, found none; the \
eight sections in order are question, picture, demo, invariant, predict, real, \
check, lab" "$(grep 02-more <<<"$err")"
}

test_metadata_errors() {
  new_tree metadata
  sed -i '2,9d' "$lecture"
  replace "$tree/root/lectures/02-more/lecture.md" 'lab: 01-frames' \
    'lab: [01-frames, 09-none]'
  replace "$tree/root/lectures/02-more/lecture.md" '- can: say when' \
    '- cannot: say when'
  errors_are 'the metadata' "\
$page:1: expected a title in the metadata, found none; write title: Process \
anatomy
$page:1: expected the lecture's question in the metadata, found none; write \
question: What is …?
$page:1: expected the lab that the lecture prepares in the metadata, found \
none; write lab: 01-stack-frames
$page:1: expected outcomes in the metadata, found none; write outcomes: a list \
of \`can:\` with \`checks:\`
lectures/02-more/lecture.md:1: expected a lab in the metadata, found 09-none; \
name a folder of labs/
lectures/02-more/lecture.md:1: expected \`can:\` in each outcome, found one \
without it; write what the student can do afterwards"
}

test_topic_errors() {
  local topics second
  new_tree topics
  topics=$tree/root/lectures/topics.txt
  second=$tree/root/lectures/02-more/lecture.md
  replace "$lecture" 'covers="first-touch" demo="first_touch"' \
    'covers="last-touch touch-again whole-code" demo="never_touch"'
  replace "$lecture" 'covers="whole-code" demo="first_touch"' \
    'covers="whole-code"'
  replace "$lecture" ' covers="why-4-kib"' ''
  echo 'nowhere | 1 | question | Who?' >>"$topics"
  echo 'far-away | 3 | concept | Far away' >>"$topics"
  sed -i '/^why-4-kib/s/question/belief/' "$topics"
  replace "$lecture" '.open #q-why' '.open #q-why covers="why-4-kib"'
  errors_are 'the topics' "\
$page:28: expected a topic of lectures/topics.txt, found last-touch; correct \
covers=\"…\", or add the topic there
$page:28: expected a demo never_touch, found no file demos/never_touch.cpp; \
correct demo=\"…\"
$page:28: expected the topic touch-again in lecture 2, found it in lecture 1; \
move the claim (lectures/topics.txt:5)
$page:28: expected a demo never_touch, found no file demos/never_touch.cpp; \
correct demo=\"…\"
$page:28: expected a demo never_touch, found no file demos/never_touch.cpp; \
correct demo=\"…\"
$page:46: expected a demo that refutes whole-code, found none; write \
demo=\"NAME\" beside its covers=\"…\"
$page:52: expected the belief why-4-kib on a ::: {.belief}, found it on a block; \
put it in such a div
lectures/topics.txt:2: expected the concept first-touch treated in $page, \
found no claim of it; write covers=\"first-touch\" where it is explained
lectures/topics.txt:6: expected the question nowhere treated in $page, found no \
claim of it; write covers=\"nowhere\" where it is asked and answered
lectures/topics.txt:7: expected lectures/03-NAME/lecture.md, found none; write \
the lecture for its topics"
}

test_failing_runs() {
  local program
  new_tree runs
  program=$tree/build/lectures/01-paging/first_touch
  printf '#!/bin/sh\necho "first_touch: invariant broken: x" >&2\nexit 1\n' \
    >"$program"
  rm "$tree/build/lectures/02-more/first_touch"
  errors_are 'demos that fail' "\
lectures/01-paging/demos/first_touch.cpp:1: expected exit code 0 of this demo, \
found exit code 1; run it by hand; it said:
  first_touch: invariant broken: x
lectures/02-more/demos/first_touch.cpp:1: expected its program \
build/lectures/02-more/first_touch, found none; build the demos first: \
./lab lectures does"
}

# run_bank: the question bank of `tree`; sets status, out and err.
run_bank() {
  status=0
  "$here/question_bank.sh" "$tree/root" "$tree/bank" >"$work/out" \
    2>"$work/err" </dev/null || status=$?
  out=$(<"$work/out")
  err=$(<"$work/err")
}

make_banks() {
  local bank topic=first-touch
  for bank in 01-paging 02-more; do
    printf '%s\n' "# Question bank: $bank" '' 'For instructors. 5 points in all.' \
      '' "## Q1 ($topic, 3 points)" '' 'How many?' '' '**Answer.** One.' '' \
      "## Q2 ($topic, 2 points)" '' 'Why?' '' '**Answer.** So.' \
      >"$tree/root/solutions/lectures/$bank.md"
    topic=touch-again
  done
}

test_question_bank() {
  local banks
  new_tree bank
  banks=$tree/root/solutions/lectures
  make_banks
  run_bank
  expect 'a question bank' "0 $tree/bank/index.html" "$status $out$err"
  expect 'its questions have ids of their own' 2 \
    "$(grep -c 'id="0[12]-[a-z]*-q2"' "$tree/bank/index.html")"
  expect 'its answers are opened on demand' 4 \
    "$(grep -c '<summary>Answer</summary>' "$tree/bank/index.html")"
  replace "$banks/01-paging.md" '## Q1 (first-touch, 3 points)' \
    '## Question 1'
  replace "$banks/01-paging.md" 'Q2 (first-touch' 'Q2 (touch-again'
  replace "$banks/01-paging.md" '**Answer.** So.' 'So.'
  rm "$banks/02-more.md"
  run_bank
  expect 'errors of a bank' "1 \
solutions/lectures/01-paging.md:5: expected a heading ## Qn (topic-id, n \
points), found Question 1; write it in this form
solutions/lectures/01-paging.md:11: expected a topic of lecture 1, found \
touch-again, which is of lecture 2; move the question to that bank
solutions/lectures/01-paging.md:11: expected an answer, which begins with \
**Answer.**, found none; write it below the question
solutions/lectures/01-paging.md:1: expected 2 points in all, the sum of its \
questions, found 5; correct one of them
solutions/lectures/02-more.md: expected questions on lectures/02-more, found no \
file; write some" "$status $err"
  rm -r "$tree/root/solutions"
  run_bank
  expect 'no bank in a copy for students' "2 lectures: expected the folder \
solutions/lectures, found none; the question bank is for instructors and not in \
this copy of the kit" "$status $err"
}
