"""How many events each region has in a year, and how many people come to each.

The country's targets are divided over the regions.  Joint events get their attendance first;
the events of one kind alone share what is left of the kind's attendance in the region.
"""

from registry.demo import shares, targets
from registry.models import REPUBLIC

LEAST = 5  # people at the smallest event
SPREAD = 0.55
USUAL = {"house": 62, "association": 58, "mediation": 24, "experts": 26, "chair": 44}
REPUBLICAN = {"youth": 60, "association": 150, "journalists": 200, "experts": 80}


def crowds(book, place):
    """{(group, code): [attendance, ...]} of the year at a place of the targets."""
    rng = book.rng(f"crowds {place}")
    numbers = {
        (kind,): _numbers(book, rng, kind, row[place], 3) for kind, row in targets.EVENTS.items()
    }
    covered = {kind: _covered(rng, kind, place, numbers) for kind in targets.EVENTS}
    joint = {pair: _both(numbers, pair, row[place]) for pair, row in targets.JOINT.items()}
    made = {}
    for pair, row in joint.items():
        for code, number in row.items():
            made[pair, code] = _shared(rng, pair, code, number, numbers, covered)
    for kind in targets.EVENTS:
        for code, number in numbers[kind,].items():
            taken = [n for pair in joint if kind in pair for n in made.get((pair, code), ())]
            made[(kind,), code] = _alone(rng, number - len(taken), covered[kind][code] - sum(taken))
    for kind, row in targets.OTHERS.items():
        for code, number in _numbers(book, rng, kind, row[place], 0).items():
            made[(kind,), code] = [_size(rng, kind) for _n in range(number)]
    return made


def _numbers(book, rng, kind, total, least):
    """Events of a kind by region; some kinds have republican ones too."""
    leaning = book.leaning(f"events {kind}")
    weights = {
        code: number * leaning[code] * rng.uniform(0.9, 1.1)
        for code, number in shares.people().items()
    }
    if kind in REPUBLICAN:
        weights[REPUBLIC] = REPUBLICAN[kind]
    return shares.divide(total, weights, least)


def _covered(rng, kind, place, numbers):
    """Attendance of a kind by region, near the same mean everywhere."""
    weights = {code: number * rng.uniform(0.85, 1.15) for code, number in numbers[kind,].items()}
    return shares.divide(targets.COVERED[kind][place], weights)


def _both(numbers, pair, total):
    first, second = (numbers[kind,] for kind in pair)
    return shares.divide(total, {code: min(first[code], second[code]) for code in first})


def _shared(rng, pair, code, number, numbers, covered):
    """Attendance of joint events, never above the mean of either kind: the rest stays whole."""
    most = min(covered[kind][code] // numbers[kind,][code] for kind in pair)
    return [
        min(most, max(LEAST, int(most * rng.lognormvariate(-0.2, 0.3)))) for _n in range(number)
    ]


def _alone(rng, number, total):
    weights = [rng.lognormvariate(0, SPREAD) for _n in range(number)]
    return shares.apportion(total, weights, LEAST)


def _size(rng, kind):
    return max(LEAST, int(rng.lognormvariate(0, SPREAD) * USUAL.get(kind, 30)))
