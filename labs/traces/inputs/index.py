"""Builds an index of a text, and writes and reads it again as JSON."""
import json
import re
import sys


class Entry:
    def __init__(self, word):
        self.word = word
        self.places = []

    def add(self, line, column):
        self.places.append((line, column))


def read_index(lines):
    entries = {}
    for number, line in enumerate(lines, start=1):
        for match in re.finditer(r"[a-z]+", line):
            word = match.group()
            entry = entries.get(word)
            if entry is None:
                entry = entries[word] = Entry(word)
            entry.add(number, match.start() + 1)
    return entries


def report(entries):
    rows = []
    for entry in sorted(entries.values(), key=lambda e: (-len(e.places), e.word)):
        places = ", ".join(f"{line}:{column}" for line, column in entry.places[:5])
        rows.append(f"{entry.word:<10} {len(entry.places):>4}  {places}")
    return rows


def main():
    with open(sys.argv[1], encoding="ascii") as file:
        entries = read_index(file)
    text = json.dumps({e.word: e.places for e in entries.values()}, indent=1)
    again = json.loads(text)
    assert len(again) == len(entries)
    print("\n".join(report(entries)))


main()
