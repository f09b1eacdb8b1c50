"""Objects of many sizes, in three threads, and in a copy of the process."""
import json
import os
import threading


def words(seed, count):
    state = seed
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        yield "w%d" % (state % 5000)


def count_words(seed, results):
    counts = {}
    for word in words(seed, 20000):
        counts.setdefault(word, []).append(len(counts))
    results[seed] = sum(len(v) * len(k) for k, v in counts.items())


results = {}
threads = [threading.Thread(target=count_words, args=(seed, results))
           for seed in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps(results, sort_keys=True))

large = [bytearray(200000 + 4096 * k) for k in range(20)]
for k, block in enumerate(large):
    block[-1] = k
    block.extend(b"x" * 100000)
print(sum(len(block) + block[-1] + block[199999] for block in large))

text = ",".join(str(k * k) for k in range(30000))
print(len(text), sorted(text.split(","))[1234], "7" * 300001 in text)

process = os.fork()
if process == 0:
    os._exit(len({str(k) for k in range(5000)}) // 100)
print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
