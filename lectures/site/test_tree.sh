# A small checkout with two lectures and a lab, and programs that stand for their
# demos: make_tree FOLDER makes FOLDER/root and FOLDER/build.
# shellcheck shell=bash

# make_demo BUILD LECTURE DEMO: a program that writes a capture like a demo's.
make_demo() {
  mkdir -p "$1/lectures/$2"
  cat >"$1/lectures/$2/$3" <<'SH'
#!/usr/bin/env bash
# DEMO --capture FOLDER
set -e
name=$(basename "$0") folder=$2
mkdir -p "$folder"
cat >"$folder/$name.txt" <<TXT
$name: What does the first write to a page cost?

bytes   faults   time
4096         1   ~1750 ns
8192         2   ~3.5 µs & more

holds   a second write costs no fault
TXT
printf 'address  <word>\n0x10     "x"\n' >"$folder/$name.after-free.txt"
printf '%s\t%s\t%s\n' 4096 bytes 4096 4096 faults 1 4096 time '~1750 ns' \
  8192 bytes 8192 8192 faults 2 8192 time '~-' >"$folder/$name.cells"
echo '{"demo": "x"}' >"$folder/$name.json"
SH
  chmod +x "$1/lectures/$2/$3"
}

make_demo_source() {
  mkdir -p "$1"
  cat >"$1/$2.cpp" <<'CPP'
// What the first write to a page costs.
#include "demo/demo.hpp"

namespace {

// [touch
void touch(char* memory, std::size_t bytes) {
  // [store
  for (std::size_t at = 0; at < bytes; at += 4096) memory[at] = 1;
  // store]
}
// touch]

// [nothing
// nothing]

// [open
int x;

}  // namespace
CPP
}

make_lecture() {
  local folder=$1 other=$2
  mkdir -p "$folder"
  cat >"$folder/lecture.md" <<MD
---
title: Paging & pages
lab: 01-frames
question: What is a page?
outcomes:
  - can: say when a page comes
    checks: [01-frames/leaf, 01-frames/predict]
  - can: "predict a \`<fault>\`"
    checks: []
---

## Question {#question minutes=5}

What is a page? See [the other lecture](../$other/lecture.md#demo) and the
[demo](demos/first_touch.cpp).

## Picture {#picture minutes=15}

\`\`\` {.picture demo="first_touch" name="after-free" caption="The heap"}
\`\`\`

Read it from the top: an
address, and a word
between quotes.

## Demo {#demo minutes=25}

### First touch {#first-touch covers="first-touch" demo="first_touch"}

The kernel gives a page when it is touched. Here that took
[~]{.value demo="first_touch" row="4096" column="time"}, and
[~]{.value demo="first_touch" row="8192" column="time"}.

\`\`\` {.cpp .snippet file="demos/first_touch.cpp" mark="touch"}
\`\`\`

\`\`\` {.output demo="first_touch"}
4096 1 ~
holds  a second write
\`\`\`

::: {.point}
A page comes when it is used.
:::

::: {.belief #b-whole covers="whole-code" demo="first_touch"}
"The whole code is loaded."

Only what runs is.
:::

::: {.open #q-why covers="why-4-kib"}
Why are pages 4 KiB?

::: {.answer}
For [reasons](#first-touch).
:::
:::

## Invariant {#invariant minutes=5}

| what | bytes |
|---|--:|
| page | 4096 |

## Predict {#predict minutes=5}

::: {.open}
How many faults?

::: {.answer}
Two.
:::
:::

## What real systems do {#real minutes=10}

The same. The [lab](../../labs/01-frames) has
[a folder](../../labs/01-frames/patterns) and [a file][toml].

[toml]: ../../labs/01-frames/lab.toml

## Check your understanding {#check minutes=10}

::: {.quiz #q-touch}
How much memory?

- [ ] All of it

  No page was touched.

- [x] One *page*

  The kernel gives one.

- [ ] None

  One byte is a page.
:::

## The lab it prepares {#lab minutes=5}

[Lab 01](../../labs/01-frames/README.md#exercise-leaf): \`./lab check\`.
MD
}

make_lab() {
  mkdir -p "$1/patterns"
  cat >"$1/README.md" <<'MD'
# Lab 01: frames & calls

See [a pattern](patterns/one.pattern) and `[](int x)`.

## Exercise leaf

Predict. <details><summary>answer</summary>
Four.
</details>

| a | b |
|---|---|
| 1 | 2 |
MD
  echo 'id = "01-frames"' >"$1/lab.toml"
  echo 'allocate 1' >"$1/patterns/one.pattern"
}

make_topics() {
  cat >"$1" <<'TXT'
# What must be treated.
first-touch | 1 | concept  | A page is given at its first touch
why-4-kib   | 1 | question | Why are pages 4 KiB?
whole-code  | 1 | belief   | "The whole code is loaded": pages come when used
touch-again | 2 | concept  | A second touch
TXT
}

# make_tree FOLDER
make_tree() {
  local root=$1/root build=$1/build lecture
  mkdir -p "$root/lectures" "$root/solutions/lectures" "$build"
  echo '# SECRET answers' >"$root/solutions/lectures/01-paging.md"
  make_topics "$root/lectures/topics.txt"
  make_lab "$root/labs/01-frames"
  make_lecture "$root/lectures/01-paging" 02-more
  make_lecture "$root/lectures/02-more" 01-paging
  # The second lecture treats one topic.
  sed -i -e 's/ covers="[^"]*"//' -e 's/^title: .*/title: More pages/' \
    -e 's/{#first-touch/& covers="touch-again"/' \
    "$root/lectures/02-more/lecture.md"
  for lecture in 01-paging 02-more; do
    make_demo_source "$root/lectures/$lecture/demos" first_touch
    make_demo "$build" "$lecture" first_touch
  done
  printf '%s\n' '---' 'title: For teachers' '---' '' '::: {.minutes}' ':::' '' \
    '::: {.outcomes}' ':::' >"$root/lectures/teaching.md"
}
