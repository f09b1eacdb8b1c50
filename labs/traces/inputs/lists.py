# Lists, byte arrays and texts that grow by little steps, and that are joined.
import hashlib

sizes = []
for round in range(8):
    primes, sieve = [], bytearray(b"\1") * (120_000 + 60_000 * round)
    for n in range(2, len(sieve)):
        if sieve[n]:
            primes.append(n)
            sieve[n * n::n] = bytes(len(range(n * n, len(sieve), n)))
    text = ",".join(map(str, primes))
    data = bytearray()
    while len(data) < 150_000 * (round + 1):
        data += text.encode()[:7_001]
    sizes.append((len(primes), len(text), hashlib.md5(data).hexdigest()))
    words = text.replace(",", ", ").split(", ")
    words.sort()
    numbers = {w: len(w) for w in words[::3]}
    print(round, len(words), len(numbers), max(numbers))
print(sizes)
