"""Councils, branches, groups, chairs and clubs, and their members of each year."""

from datetime import date

from registry.demo import pools, shares, stocks, targets
from registry.demo.book import exists
from registry.demo.spots import Spot
from registry.models import REPUBLIC, Form, Headcount, Kind, Level, Structure

EXPERTS_WITHOUT = ("KZ-19", "KZ-62")  # 18 of the 20 regions have a group
CLUBS_LAST = ("KZ-47", "KZ-11", "KZ-10", "KZ-33", "KZ-62")  # opened in 2022 and 2023
SINCE = {
    "elders": date(2019, 2, 1),
    "mothers": date(2016, 3, 1),
    "youth": targets.YOUTH_FROM,
    "experts": date(2012, 9, 3),
    "chair": date(2013, 9, 2),
    "journalists": date(2012, 4, 2),
}
SIZES = {"regional": 3.2, "city": 1.7, "district": 1.5, "republican": 3}
HOSTED = 0.14  # Councils of Mothers at associations and enterprises
UNKNOWN = 0.014  # structures that did not tell their members
REASONS = (
    "Кеңес құрамы жаңартылуда",
    "Хаттама әлі бекітілмеген",
    "Список уточняется",
    "Әкімдіктен дерек түспеді",
)


def load_structures(book, kind):
    """All structures of a kind (str)."""
    rng = book.rng(kind)
    slots = _SLOTS[kind](book, rng)
    lives = stocks.lifetimes(rng, kind, slots, SINCE[kind])
    made = [_MAKERS[kind](book, rng, *slot) for slot in slots]
    for structure, (opened_on, closed_on) in zip(made, lives, strict=True):
        structure.kind = kind
        structure.opened_on, structure.closed_on = opened_on, closed_on
    book.save(made, kind)
    for structure, (code, index) in zip(made, slots, strict=True):
        book.spot_of[structure.pk] = _spot(book, code, index)


def _councils(book, rng, kind, rural, least):
    counts = shares.divide(stocks.size(kind), shares.people(rural=rural), least)
    return stocks.in_order(rng, counts, book.leaning(kind))


def _chosen(book, rng, without):
    codes = [code for code in book.codes if code not in without]
    rng.shuffle(codes)
    return [(code, 0) for code in codes]


def _clubs(book, rng):
    early = _chosen(book, rng, CLUBS_LAST)
    return [(REPUBLIC, 0), *early, *((code, 0) for code in CLUBS_LAST)]


def _chairs(book, rng):
    """One a region, Astana first, then the second ones of the large cities."""
    early = _chosen(book, rng, ("KZ-71", "KZ-19"))
    more = enumerate(pools.MORE_UNIVERSITIES)
    return [("KZ-71", 0), *early, *((code, index + 1) for index, (code, _name) in more)]


_SLOTS = {
    "elders": lambda book, rng: _councils(book, rng, "elders", rural=True, least=8),
    "mothers": lambda book, rng: _councils(book, rng, "mothers", rural=True, least=12),
    "youth": lambda book, rng: _councils(book, rng, "youth", rural=False, least=2),
    "experts": lambda book, rng: _chosen(book, rng, EXPERTS_WITHOUT),
    "chair": _chairs,
    "journalists": _clubs,
}


def _spot(book, code, index):
    if code == REPUBLIC:
        return book.spots["KZ-71"][0]
    return book.spots[code][index]


def _structure(code, name, level, host="", form=""):
    return Structure(region_id=code, name=name, level=level, host=host, form=form)


def _elders(book, rng, code, index):
    spot = _spot(book, code, index)
    return _structure(code, _council(rng, spot, "Ақсақалдар кеңесі", "Совет аксакалов"), *_at(spot))


def _mothers(book, rng, code, index):
    spot = _spot(book, code, index)
    if index > 3 and rng.random() < HOSTED:
        return _hosted(book, rng, code, spot)
    return _structure(code, _council(rng, spot, "Аналар кеңесі", "Совет матерей"), *_at(spot))


def _council(rng, spot: Spot, kk, ru):
    return f"{ru} ({spot.ru})" if rng.random() < 0.2 else f"{spot.of} {kk}"


def _at(spot):
    """Level and host of a council at the akimat of a place; a microdistrict has none."""
    return spot.level, "" if spot.is_quarter else f"{spot.of} әкімдігі"


def _hosted(book, rng, code, spot):
    """A Council of Mothers at an association or an enterprise."""
    if rng.random() < 0.5:
        host = rng.choice(book.kept["association", code]).name
        return _structure(code, f"{host} жанындағы Аналар кеңесі", Level.ASSOCIATION, host)
    host = rng.choice(pools.ENTERPRISES)
    name = f"{host} жанындағы Аналар кеңесі ({spot.kk})"
    return _structure(code, name, Level.ENTERPRISE, host)


def _youth(book, rng, code, index):
    spot = _spot(book, code, index)
    name = f"«Ассамблея жастары» РҚБ өкілдігі, {spot.kk}"
    return _structure(code, name, spot.level, "«Ассамблея жастары» РҚБ")


def _experts(book, rng, code, index):
    name = f"{_spot(book, code, 0).kk} ҚХА ғылыми-сарапшылық тобы"
    return _structure(code, name, Level.REGIONAL, pools.UNIVERSITIES[code])


def _chair(book, rng, code, index):
    host = pools.MORE_UNIVERSITIES[index - 1][1] if index else pools.UNIVERSITIES[code]
    form = rng.choices(Form.values, (6, 3, 1))[0] if code != "KZ-71" else Form.CHAIR.value
    words = {"chair": "ҚХА кафедрасы", "centre": "ҚХА орталығы", "representation": "ҚХА өкілдігі"}
    return _structure(code, f"{words[form]}, {host}", Level.REGIONAL, host, form)


def _journalists(book, rng, code, index):
    if code == REPUBLIC:
        return _structure(code, "ҚХА Республикалық журналистер клубы", Level.REPUBLICAN)
    name = f"{_spot(book, code, 0).kk} ҚХА Журналистер клубы"
    return _structure(code, name, Level.REGIONAL, "Достық үйі")


_MAKERS = {
    "elders": _elders,
    "mothers": _mothers,
    "youth": _youth,
    "experts": _experts,
    "chair": _chair,
    "journalists": _journalists,
}


def load_headcounts(book):
    """The members of every structure that is open at the end of a reported year."""
    counts = []
    for kind in Kind.values:
        rng = book.rng(f"headcounts {kind}")
        structures = [s for code in [*book.codes, REPUBLIC] for s in book.kept[kind, code]]
        usual = {s.pk: SIZES.get(s.level, 1) * rng.uniform(0.7, 1.3) for s in structures}
        for place, year in enumerate(targets.REPORTED):
            there = [s for s in structures if exists(s, date(year, 12, 31))]
            counts += _headcounts(rng, kind, place, there, usual)
    book.save(counts)


def _headcounts(rng, kind, place, structures, usual):
    """The headcounts of one kind and year; the republican one stands beside the total."""
    year = targets.REPORTED[place]
    silent = [s for s in structures if _is_silent(rng, s)]
    known = [s for s in structures if s not in silent and s.region_id != REPUBLIC]
    weights = [usual[s.pk] * rng.uniform(0.95, 1.05) for s in known]
    parts = shares.apportion(targets.MEMBERS[kind][place], weights, least=3)
    pairs = list(zip(known, parts, strict=True))
    pairs += [
        (s, targets.MEMBERS["republican"][place]) for s in structures if s.region_id == REPUBLIC
    ]
    told = [Headcount(structure=s, year=year, members=n) for s, n in pairs]
    reasons = [rng.choice(REASONS) for _s in silent]
    rows = zip(silent, reasons, strict=True)
    return told + [Headcount(structure=s, year=year, unknown_because=text) for s, text in rows]


def _is_silent(rng, structure):
    asked = structure.kind in ("elders", "mothers") and structure.level != Level.REGIONAL
    return asked and rng.random() < UNKNOWN
