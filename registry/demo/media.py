"""Ethnic media: each outlet in one or more languages."""

from datetime import date

from registry.demo import pools, shares, stocks, targets
from registry.models import REPUBLIC, MediaOutlet

SINCE = date(2004, 1, 15)


def load_media(book):
    """Outlets: at least one in each region; the first ones appear in all the languages."""
    rng = book.rng("media")
    number = stocks.size("outlets") - targets.REPUBLICAN_OUTLETS
    counts = shares.divide(number, shares.people(), least=1)
    counts[REPUBLIC] = targets.REPUBLICAN_OUTLETS
    bias = book.leaning("media") | {REPUBLIC: 0}
    slots = stocks.in_order(rng, counts, bias)
    lives = stocks.lifetimes(rng, "outlets", slots, SINCE)
    rows = enumerate(zip(slots, lives, strict=True))
    outlets = [_outlet(book, rng, place, *row) for place, row in rows]
    book.save(outlets, "outlet")
    _speak(rng, outlets)


def _outlet(book, rng, place, slot, life):
    code, _index = slot
    names = pools.OUTLET_NAMES.split(", ")
    form, words = rng.choice(list(pools.OUTLETS.items()))
    founders = [a for a in book.kept["association", code] if a.closed_on is None][:12]
    return MediaOutlet(
        region_id=code,
        name=words.format(names[place % len(names)]),
        association=rng.choice([a for a in founders if a.opened_on <= life[0]] or [None]),
        form=form,
        opened_on=life[0],
        closed_on=life[1],
    )


def _speak(rng, outlets):
    """Give each outlet a language of its own in turn, and often Kazakh or Russian besides."""
    languages = targets.LANGUAGES.split()
    through = MediaOutlet.languages.through
    lasting = [o for o in outlets if o.closed_on is None]
    rows = []
    for place, outlet in enumerate(lasting + [o for o in outlets if o.closed_on]):
        spoken = [languages[place % len(languages)]]
        spoken += [code for code in ("kk", "ru") if code not in spoken and rng.random() < 0.35]
        rows += [through(mediaoutlet=outlet, language_id=code) for code in spoken]
    through.objects.bulk_create(rows)
