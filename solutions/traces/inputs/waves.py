# Sums of waves, taken apart and filtered: arrays that live for one line, and a
# few that stay.
import numpy

random = numpy.random.default_rng(11)


def spectrum(n):
    time = numpy.arange(n) / n
    signal = sum(numpy.sin(2 * numpy.pi * f * time) / f for f in (3, 17, 171))
    signal = signal + 0.1 * random.standard_normal(n)
    parts = numpy.fft.rfft(signal * numpy.hanning(n))
    return numpy.abs(parts).argmax()


def filtered(n, width):
    noise = numpy.cumsum(random.standard_normal(n))
    kernel = numpy.ones(width) / width
    return numpy.convolve(noise, kernel, mode="same").std()


def table(rows):
    column = random.integers(0, 50, rows)
    order = numpy.argsort(column, kind="stable")
    value = random.random(rows)[order]
    edges = numpy.flatnonzero(numpy.diff(column[order])) + 1
    return len(numpy.split(value, edges))


history = numpy.zeros(0)
for i in range(1, 13):
    print(spectrum(9_000 * i), filtered(7_000 * i, 31), table(12_000 * i))
    history = numpy.concatenate([history, random.random(4_000 * i)])
    if i % 5 == 0:
        history = history[::3].copy()
print(history.sum())
