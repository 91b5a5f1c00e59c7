"""Accounts of the back office."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.regions import Region


class User(AbstractUser):
    """A person with an account.  The groups say what they do, the units whose records."""

    units = models.ManyToManyField(
        Region, blank=True, related_name="people", verbose_name=_("reporting units")
    )
    language = models.CharField(  # empty until one is chosen
        _("language"), max_length=2, choices=settings.LANGUAGES, blank=True
    )
    asked_at = models.DateTimeField(
        _("asked for a new password at"), null=True, blank=True, editable=False
    )

    @property
    def speaks(self):
        """The language (code) to write to a person in."""
        return self.language or settings.LANGUAGE_CODE
