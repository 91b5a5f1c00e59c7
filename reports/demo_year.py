"""The open year of the demo: returns in every state, so that a review and a release can be tried.

Most units are accepted.  One has sent nothing, one waits for the review, one was returned, one
objects to a correction of a record.
"""

from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import translation

from registry import returns, reviewing
from registry.demo.returns import accept, finish_sections
from registry.demo.targets import YEARS
from registry.models import Event, Headcount, Reporters, Structure, Submission, User
from reports.desk import sending
from reports.desk.picture import Picture

YEAR = YEARS[-1]
DRAFT, SENT, RETURNED, DISPUTED = "KZ-10", "KZ-11", "KZ-15", "KZ-19"
CHECKED = "Ауданмен тексерілді, сан дұрыс."
REASON = "Қыркүйек айындағы іс-шараларды қайта тексеріңіз: бір фестиваль екі рет жазылған сияқты."
COMMENT = "Былтырғыдан едәуір аз. Тексеріп шығыңыз."
CORRECTION = "Қамтылған адам санында артық нөл бар."
OBJECTION = "Сан дұрыс: тіркеу парағы бар."


@transaction.atomic
def begin(seed):
    """Bring the returns of the demo's open year under way, by the acts of its accounts."""
    rng, units = Random(f"{seed} open year"), Reporters().units_of(YEAR)
    ready = [unit for unit in units if unit.code != DRAFT]
    at_work = (SENT, RETURNED, DISPUTED)
    _count_members(rng, [unit.code for unit in ready])
    finish_sections([unit.code for unit in ready], YEAR)
    accept(rng, [unit for unit in ready if unit.code not in at_work], YEAR)
    with translation.override(settings.LANGUAGE_CODE):
        for unit in at_work:
            _send(unit)
        _give_back()
        _dispute()


def _count_members(rng, units):
    """The headcounts of the year: those of last year, somewhat moved."""
    past = Headcount.objects.in_year(YEAR - 1).exclude(members=None)
    before = dict(past.values_list("structure", "members"))
    wanting = Structure.objects.of(units).silent_in(YEAR).order_by("pk")
    Headcount.objects.bulk_create(
        Headcount(structure=one, year=YEAR, members=_moved(rng, before.get(one.pk, 9)))
        for one in wanting
    )


def _moved(rng, members):
    return max(3, members + rng.randint(-1, 2))


def _person(name):
    return User.objects.get(username=name)


def _own(unit):
    return Submission.objects.get(region=unit, year=YEAR)


def _send(unit):
    """Send a return as its coordinator does: each warning with a reason."""
    submission, by = _own(unit), _person(f"coordinator-{unit.lower()}")
    unexplained = Picture(unit, YEAR).unexplained
    if unexplained:
        sending.give_reason(submission, by, unexplained, CHECKED)
    sending.send(submission, by, sending.seen(Picture(unit, YEAR)))


def _give_back():
    submission, reviewer = _own(RETURNED), _person("reviewer")
    returns.take(submission, reviewer)
    reviewing.comment(submission, reviewer, "events", "events.total", COMMENT)
    returns.give_back(submission, reviewer, REASON, ["events"])


def _dispute():
    """A record was corrected in the review, and its unit objects."""
    returns.take(_own(DISPUTED), _person("reviewer"))
    event = Event.objects.filter(region=DISPUTED, year=YEAR).order_by("pk").first()
    changes = [["attendance", str(10 * event.attendance), str(event.attendance)]]
    about = ("events", DISPUTED, YEAR, event, _person("admin"), CORRECTION, changes)
    coordinator = _person(f"coordinator-{DISPUTED.lower()}")
    reviewing.dispute(reviewing.amend(*about), coordinator, OBJECTION)
