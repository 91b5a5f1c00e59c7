"""What the loaders share: the seed, the regions and the records made so far."""

import random
from collections import defaultdict

from registry.demo.spots import spots_of
from registry.models import REPUBLIC, Reporters
from registry.models.base import Stock

BATCH = 1000


class Book:
    """The demo in the making.  `kept` holds records by (noun, region code) for later loaders."""

    def __init__(self, seed):
        self.seed = seed
        self.reporters = Reporters()
        units = self.reporters.units_of(2024)
        self.codes = [unit.code for unit in units if unit.code != REPUBLIC]
        self.regions = {code: self.reporters.regions[code] for code in self.codes}
        rng = self.rng("spots")
        self.spots = {code: spots_of(region, rng) for code, region in self.regions.items()}
        self.kept = defaultdict(list)
        self.spot_of = {}  # the Spot of a structure, by its pk

    def rng(self, label):
        """A generator of its own for each loader: a change in one leaves the others alone."""
        return random.Random(f"{self.seed}:{label}")

    def leaning(self, label):
        """How much each region tends to this, the same in all years: {code: number}."""
        rng = self.rng(f"leaning {label}")
        return {code: rng.uniform(0.75, 1.3) for code in self.codes}

    def owner(self, code, day):
        """The code of the unit that records what happened in a region on a day."""
        region = self.reporters.regions[code]
        while region.opened_on and day < region.opened_on:
            region = self.reporters.regions[region.predecessor_id]
        return region.code

    def save(self, records, noun=None):
        """Write records of one model and keep them by region under a noun."""
        for record in records:
            if isinstance(record, Stock):
                record.counts_from = record.opened_on.year
                record.counts_until = record.closed_on and record.closed_on.year - 1
            if noun:
                self.kept[noun, record.region_id].append(record)
        if records:
            type(records[0]).objects.bulk_create(records, batch_size=BATCH)
        return records

    def open(self, noun, code, day):
        """The kept records of a region that exist on a day."""
        return [record for record in self.kept[noun, code] if exists(record, day)]


def exists(stock, day):
    """Whether a stock is open on a day."""
    return stock.opened_on <= day and (stock.closed_on is None or stock.closed_on > day)
