"""The letters of the portal about returns: what was written to whom, and whether it left."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models.corrections import person
from registry.models.regions import Region
from registry.models.returns import ReportingYear

ON_ITS_WAY = timedelta(minutes=10)


class LetterQuerySet(models.QuerySet):
    def not_sent(self):
        """Letters that did not leave, newest first; one on its way gets some minutes."""
        late = timezone.now() - ON_ITS_WAY
        return self.free().filter(Q(failed_at__isnull=False) | Q(made_at__lt=late))

    def free(self):
        """Letters that nobody sends now; who took one and never said more has failed."""
        late = timezone.now() - ON_ITS_WAY
        return self.filter(Q(taken_at__isnull=True) | Q(taken_at__lt=late), sent_at=None)

    def take(self, key):
        """Whether a letter (its key) is the asker's to send: one of all who ask at once gets it."""
        return bool(self.free().filter(pk=key).update(taken_at=timezone.now()))

    def reminded_on(self, submission, day):
        """People (keys) who were reminded of a return (Submission) on a day (date)."""
        about = {"region": submission.region_id, "year": submission.year_id}
        found = self.filter(kind=Letter.Kind.REMINDER, **about, made_at__date=day)
        return set(found.values_list("person", flat=True))


class Letter(models.Model):
    """An e-mail of the portal about a return: to whom, about what, and whether it left."""

    region_path = "region"

    class Kind(models.TextChoices):
        OPENED = "opened", _("a year is open")
        RETURNED = "returned", _("a return is given back")
        ACCEPTED = "accepted", _("a return is accepted")
        CORRECTION = "correction", _("a correction is open")
        DECLINED = "declined", _("a correction is declined")
        ENDED = "ended", _("a correction has ended")
        REMINDER = "reminder", _("a return is late")

    kind = models.CharField(_("about"), max_length=10, choices=Kind.choices)
    person = person(_("person"))
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("reporting unit"))
    year = models.ForeignKey(
        ReportingYear, models.PROTECT, db_column="year", verbose_name=_("year")
    )
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("time"), auto_now_add=True)
    taken_at = models.DateTimeField(_("on its way since"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed at"), null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-pk"]

    def __str__(self):
        return self.subject
