"""Which lists went out of the portal: by whom, what was asked, how many rows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.regions import Region


class ListExport(models.Model):
    """A list that somebody took away as a file.  It is written once and never changed."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    created_at = models.DateTimeField(_("time"), auto_now_add=True)
    model = models.CharField(_("list"), max_length=60)  # registry.event
    asked = models.JSONField(_("filters"), default=dict)  # {name of the address: value}
    form = models.CharField(_("file"), max_length=4)  # xlsx, csv
    rows = models.PositiveIntegerField(_("rows"))
    # The person's units on that day: what was taken there is not told to a later unit.
    units = models.ManyToManyField(Region, related_name="+", verbose_name=_("reporting units"))

    class Meta:
        verbose_name = _("exported list")
        verbose_name_plural = _("exported lists")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.model}, {self.rows}"
