"""When the records of a stock open and close, so that each year ends with its total."""

from datetime import date
from itertools import accumulate

from registry.demo.days import workday
from registry.demo.targets import CLOSED, LAST_DAY, STOCKS, YEARS

NEVER = (0, 0, 0)


def size(key):
    """How many records (int) a stock needs in all, the closed ones included."""
    return STOCKS[key][-1] + sum(CLOSED.get(key, NEVER))


def in_order(rng, counts, bias, settled=1):
    """Slots (code, index) in the order of their opening.

    Each region opens its larger places first, and `settled` of them before anybody's others;
    regions with a smaller bias are ahead.
    """

    def key(slot):
        code, index = slot
        if index < settled:
            return index - settled
        return index / counts[code] * 0.6 + rng.random() * 0.6 + bias[code]

    slots = [(code, index) for code, number in counts.items() for index in range(number)]
    ranked = [(key(slot), slot) for slot in slots]
    return [slot for _key, slot in sorted(ranked)]


def lifetimes(rng, key, slots, since):
    """Pairs (opened_on, closed_on) for slots in the order of their opening.

    At the end of each year as many are open as the targets say.  Of the first year's slots
    some close later, but never the very first ones.
    """
    totals, closed = STOCKS[key], CLOSED.get(key, NEVER)
    gone = accumulate((0, *closed))
    bounds = [total + less for total, less in zip(totals, gone, strict=True)]
    days = [workday(rng, *_period(bounds, place, since)) for place in range(len(slots))]
    closing = _closing(rng, closed, totals[0])
    return [(day, closing.get(place)) for place, day in enumerate(days)]


def _period(bounds, place, since):
    """First and last day on which the slot at a place of the order may open."""
    year = YEARS[sum(place >= bound for bound in bounds)]
    if year == YEARS[0]:
        return since, date(year, 12, 20)
    return date(year, 1, 10), min(date(year, 12, 20), LAST_DAY)


def _closing(rng, closed, first):
    """The closing days {place: date} of those that close."""
    years = [year for year, number in zip(YEARS[1:], closed, strict=True) for _n in range(number)]
    places = rng.sample(range(first // 2, first), len(years))
    return {
        place: workday(rng, date(year, 1, 10), min(date(year, 12, 20), LAST_DAY))
        for place, year in zip(places, years, strict=True)
    }
