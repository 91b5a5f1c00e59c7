"""On which days of a year things happen: more in spring and autumn, few in summer."""

from datetime import date, timedelta
from itertools import accumulate

from registry.demo.targets import LAST_DAY

MONTHS = (0.7, 1.0, 1.3, 1.2, 1.2, 0.9, 0.4, 0.45, 1.2, 1.4, 1.1, 0.9)
WEEK = (1, 1, 1, 1, 1, 0.55, 0.3)  # Monday to Sunday
OFFICE = (1, 1, 1, 1, 1, 0, 0)
# feast: first day, last day, how many times busier
FEASTS = {
    "gratitude": ((2, 27), (3, 3), 4),
    "women": ((3, 5), (3, 8), 2),
    "nauryz": ((3, 14), (3, 25), 4),
    "unity": ((4, 27), (5, 3), 4),
    "victory": ((5, 6), (5, 9), 4),
    "memory": ((5, 29), (5, 31), 5),
    "constitution": ((8, 26), (8, 30), 5),
    "languages": ((9, 1), (9, 8), 3),
    "republic": ((10, 20), (10, 26), 4),
    "independence": ((12, 10), (12, 16), 3),
}
NEW_YEAR = 3  # nothing happens before this day of January


class Calendar:
    """The days of a year, each as likely as it is busy."""

    def __init__(self, year, since=None, office=False):
        first = max(date(year, 1, NEW_YEAR), since or date.min)
        last = min(date(year, 12, 30), LAST_DAY)
        self.days = [first + timedelta(n) for n in range((last - first).days + 1)]
        weights = [_weight(day, office) for day in self.days]
        self.cumulative = list(accumulate(weights))

    def draw(self, rng):
        """A day (date)."""
        return rng.choices(self.days, cum_weights=self.cumulative)[0]


def _weight(day, office):
    if office:
        return MONTHS[day.month - 1] ** 0.5 * OFFICE[day.weekday()]
    feast = feast_of(day)
    factor = FEASTS[feast][2] if feast else 1
    return MONTHS[day.month - 1] * (WEEK[day.weekday()] if factor == 1 else factor)


def feast_of(day):
    """The feast (str) near a day (date), or None."""
    for feast, (first, last, _factor) in FEASTS.items():
        if first <= (day.month, day.day) <= last:
            return feast
    return None


def workday(rng, first, last):
    """A day (date) from Monday to Friday between two days; both are tried."""
    day = first + timedelta(rng.randint(0, (last - first).days))
    while day.weekday() > 4 and day > first:
        day -= timedelta(1)
    return day
