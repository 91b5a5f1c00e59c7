"""What the journalists' clubs publish, month by month."""

from registry.demo import shares, targets
from registry.models import REPUBLIC, Kind, MaterialCount

REPUBLICAN_WEIGHT = 3


def load_materials(book):
    """Each club's materials from the month after its opening on."""
    rng = book.rng("materials")
    clubs = [c for code in [REPUBLIC, *book.codes] for c in book.kept[Kind.JOURNALISTS, code]]
    usual = {club.pk: rng.uniform(0.6, 1.4) * _weight(club) for club in clubs}
    counts = []
    for year, total in zip(targets.YEARS, targets.MATERIALS, strict=True):
        cells = [(club, month) for club in clubs for month in _months(club, year)]
        weights = [usual[club.pk] * rng.uniform(0.7, 1.3) for club, _month in cells]
        parts = shares.apportion(total, weights, least=1)
        counts += [_count(*cell, year, n) for cell, n in zip(cells, parts, strict=True)]
    book.save(counts)


def _weight(club):
    return REPUBLICAN_WEIGHT if club.region_id == REPUBLIC else 1


def _months(club, year):
    """The months (int) of a year in which a club works."""
    opened = (club.opened_on.year, club.opened_on.month)
    last = 9 if year == targets.LAST_DAY.year else 12
    return [month for month in range(1, last + 1) if (year, month) > opened]


def _count(club, month, year, materials):
    # The column wants the proxy's row: its key is the structure's.
    return MaterialCount(club_id=club.pk, year=year, month=month, materials=materials)
