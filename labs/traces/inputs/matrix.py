# Least squares, a power iteration and a smoothing filter: matrices of many
# sizes, made and thrown away.
import numpy

random = numpy.random.default_rng(5)


def fit(rows, columns):
    a = random.standard_normal((rows, columns))
    wanted = random.standard_normal(columns)
    b = a @ wanted + 0.01 * random.standard_normal(rows)
    found = numpy.linalg.solve(a.T @ a, a.T @ b)
    return float(numpy.abs(found - wanted).max())


def largest_eigenvalue(n, steps):
    a = random.standard_normal((n, n))
    a = a + a.T
    v = numpy.ones(n)
    for _ in range(steps):
        v = a @ v
        v = v / numpy.linalg.norm(v)
    return float(v @ a @ v)


def smooth(n, rounds):
    image = random.random((n, n))
    for _ in range(rounds):
        padded = numpy.pad(image, 1, mode="edge")
        image = (padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] +
                 padded[1:-1, 2:] + 4 * image) / 8
    return float(image.std())


kept = []
for i in range(6):
    kept.append(random.standard_normal(20_000 * (i + 1)))
    print(fit(400 + 300 * i, 40 + 20 * i))
    print(largest_eigenvalue(100 + 60 * i, 12))
    print(smooth(120 + 90 * i, 8))
    if i % 2:
        kept.pop(0)
print(sum(float(k.sum()) for k in kept))
