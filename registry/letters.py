"""The letters of the portal: one way of sending mail for the whole project.

A letter is written in the language of its reader, kept, and sent after the write that it tells
of is stored, in a thread of its own: a mail server that fails blocks nothing.  What did not leave
stays in the table, and the board shows it.
"""

import logging
from contextlib import suppress
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from registry.models import Correction, Letter, User
from registry.sections import label_of

log = logging.getLogger(__name__)
Kind = Letter.Kind
SUBJECTS = {
    Kind.OPENED: _("%(year)s: the year is open for reporting"),
    Kind.RETURNED: _("%(year)s, %(unit)s: returned to be corrected"),
    Kind.ACCEPTED: _("%(year)s, %(unit)s: accepted"),
    Kind.CORRECTION: _("%(unit)s: open for correction"),
    Kind.DECLINED: _("%(unit)s: the correction is declined"),
    Kind.ENDED: _("%(unit)s: the correction has ended"),
    Kind.REMINDER: _("%(year)s, %(unit)s: the report is late"),
}


def people_of(unit):
    """Who sends the returns of a unit (Region) and has an e-mail address."""
    people = User.objects.filter(units=unit, is_active=True, groups__name="coordinators")
    return people.exclude(email="").distinct()


def tell(kind, people, unit, year, **words):
    """Write a letter of a kind to each of some people about a unit's year, and send them.

    `unit` is a Region, `year` a ReportingYear.  Gives the letters.
    """
    return _post([_write(kind, person, unit, year, words) for person in people])


def _post(letters):
    """Keep letters, and send them when the write that they tell of is stored."""
    kept = Letter.objects.bulk_create(letters)
    if kept:
        keys = [letter.pk for letter in kept]
        transaction.on_commit(lambda: in_background(send, keys))
    return kept


def _write(kind, person, unit, year, words):
    with translation.override(person.speaks):
        about = {"unit": str(unit), "year": year.pk}
        context = words | {"unit": unit, "year": year, "person": person}
        page = f"{reverse('admin:desk_my_region')}?unit={unit.pk}&year={year.pk}"
        context["address"] = f"{settings.PORTAL_URL}{page}"
        text = render_to_string(f"registry/letters/{kind}.txt", context)
        subject = str(SUBJECTS[kind]) % about
    about = {"kind": kind, "person": person, "region": unit, "year": year}
    return Letter(**about, subject=subject, text=text.strip() + "\n")


def send(keys):
    """Send letters (keys) over one connection to the mail server; note of each whether it left.

    Each is taken first: a second click, or cron at the same moment, sends none of them twice.
    """
    letters = Letter.objects.filter(pk__in=keys).select_related("person")
    mine = []
    for is_taken in deliver(_mails(letters, mine)):
        now = timezone.now()
        noted = {"sent_at": now, "failed_at": None} if is_taken else {"failed_at": now}
        Letter.objects.filter(pk=mine[-1].pk).update(**noted, taken_at=None)


def _mails(letters, mine):
    """The mails of those letters that nobody else sends; `mine` is given each one's letter."""
    for letter in list(letters):
        if Letter.objects.take(letter.pk):
            mine.append(letter)
            yield EmailMessage(letter.subject, letter.text, to=[letter.person.email])


def deliver(mails):
    """Hand mails (EmailMessages) to the mail server one by one; gives whether it took each."""
    server = get_connection()
    for mail in mails:
        yield _is_taken(server, mail)
    with suppress(Exception):
        server.close()


def _is_taken(server, mail):
    try:
        server.open()
        server.send_messages([mail])
    except Exception:  # whatever the mail server says: the page has answered already
        log.exception("A letter was not sent.")
        with suppress(Exception):
            server.close()  # the next letter gets a connection that is whole
        return False
    return True


def in_background(act, *args):
    """Do something that no page waits for; the end of the process does."""
    Thread(target=_alone, args=(act, *args)).start()


def _alone(act, *args):
    try:
        act(*args)
    finally:
        connection.close()  # a thread has a connection of its own


# What is told


def opened(year, units):
    """A year (ReportingYear) is open: to the people of its units (Regions)."""
    _post([_write(Kind.OPENED, one, unit, year, {}) for unit in units for one in people_of(unit)])


def returned(submission):
    """A return is given back: its reason and sections."""
    given = submission.sections.filter(is_returned=True)
    labels = [label_of(state.section) for state in given]
    about = {"reason": submission.reason, "sections": labels}
    tell(Kind.RETURNED, people_of(submission.region), submission.region, submission.year, **about)


def accepted(submission):
    tell(Kind.ACCEPTED, people_of(submission.region), submission.region, submission.year)


def corrected(kind, correction, people):
    """A correction is open, declined or over: to some people."""
    sections = correction.sections.select_related("submission__year").order_by("submission__year")
    lines = [f"{one.submission.year_id}: {label_of(one.section)}" for one in sections]
    year = sections[0].submission.year
    tell(kind, people, correction.region, year, correction=correction, lines=lines)


def ended():
    """Tell of each correction that is over, once: to the unit, and to who opened it.

    Gives how many were told.
    """
    over = Correction.objects.ended_by(timezone.localdate()).filter(told_at=None)
    return sum(_tell_the_end(one) for one in over.select_related("region", "opened_by"))


@transaction.atomic
def _tell_the_end(correction):
    """Tell it, if nobody else has meanwhile; gives whether it was told."""
    mine = Correction.objects.filter(pk=correction.pk, told_at=None)
    if not mine.update(told_at=timezone.now()):
        return False
    people = {person.pk: person for person in people_of(correction.region)}
    if correction.opened_by.email:
        people[correction.opened_by_id] = correction.opened_by
    corrected(Kind.ENDED, correction, people.values())
    return True


def remind(submissions):
    """Remind the people of late returns, each at most once a day.  Gives the number of letters."""
    sent = 0
    for submission in submissions:
        told = Letter.objects.reminded_on(submission, timezone.localdate())
        people = people_of(submission.region).exclude(pk__in=told)
        sent += len(tell(Kind.REMINDER, people, submission.region, submission.year))
    return sent


def again(letters):
    """Send letters (queryset) once more that did not leave."""
    keys = list(letters.values_list("pk", flat=True))
    Letter.objects.filter(pk__in=keys).update(failed_at=None)
    transaction.on_commit(lambda: in_background(send, keys))
    return len(keys)
