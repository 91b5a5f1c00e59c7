"""Forms that were saved: sent once more, they are answered the same and save nothing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SentFormQuerySet(models.QuerySet):
    def old(self, moment):
        """Forms that were sent before a moment (datetime)."""
        return self.filter(sent_at__lt=moment)


class SentForm(models.Model):
    """A form that did its work.  It is forgotten when nobody can send it any more."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    token = models.CharField(max_length=40)
    about = models.CharField(max_length=80, blank=True)  # what it saved, as its page names it
    sent_at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="sent_once")]

    def __str__(self):
        return self.about
