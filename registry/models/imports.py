"""Files on their way in: what was uploaded, and what each import did to each record."""

import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.regions import Region
from registry.models.returns import ReportingYear


class ImportBatchQuerySet(models.QuerySet):
    def reasons_of(self, unit, year):
        """{(warning, section): reason} that imports of a unit's return gave, the newest last."""
        mine = self.filter(region=unit, year=year, undone_at=None).exclude(reasons=[])
        given = mine.order_by("pk").values_list("section", "reasons")
        return {(one["code"], key): one["reason"] for key, told in given for one in told}

    def last_of(self, unit, year, number):
        """The newest imports (at most `number`) of a unit's return (code, int)."""
        return self.filter(region=unit, year=year).select_related("user")[:number]

    def of_file(self, upload):
        """The imports of the same bytes (Upload) for the same return that stand, newest first."""
        same = {name: getattr(upload, name) for name in ("region", "year", "section", "sha256")}
        return self.filter(undone_at=None, **same)


class ImportBatch(models.Model):
    """One file that was taken in: who, when, what came of it.

    What headquarters takes in may be of no unit and of no one year.
    """

    region_path = "region"

    region = models.ForeignKey(Region, models.PROTECT, null=True, verbose_name=_("reporting unit"))
    year = models.ForeignKey(
        ReportingYear, models.PROTECT, null=True, db_column="year", verbose_name=_("year")
    )
    section = models.CharField(_("section"), max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    file_name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    created_at = models.DateTimeField(_("time"), auto_now_add=True)
    added = models.PositiveIntegerField(_("added"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    reasons = models.JSONField(_("reasons of the warnings"), default=list)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.year_id or self.created_at.year}-{self.pk:04}"


class UploadQuerySet(models.QuerySet):
    def beside(self, upload):
        """Other files of the same person for the same section of a return, newest first."""
        same = {name: getattr(upload, name) for name in ("user", "region", "year", "section")}
        return self.filter(**same).exclude(pk=upload.pk).order_by("-pk")

    def old(self, moment):
        """Files that were sent before a moment (datetime)."""
        return self.filter(created_at__lt=moment)


class Upload(models.Model):
    """A file that was checked and waits for its confirm.  It is forgotten after a day."""

    region_path = "region"

    region = models.ForeignKey(Region, models.PROTECT, null=True, verbose_name=_("reporting unit"))
    year = models.ForeignKey(
        ReportingYear, models.CASCADE, null=True, db_column="year", verbose_name=_("year")
    )
    section = models.CharField(_("section"), max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    file_name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    data = models.BinaryField()
    created_at = models.DateTimeField(_("time"), auto_now_add=True)
    answers = models.JSONField(default=dict)  # to the warnings: ticks and reasons
    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, null=True, related_name="uploads", verbose_name=_("import")
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.file_name


class Unescaped(json.JSONEncoder):
    """Keeps letters as they are: escaped, a Kazakh one takes three times the room."""

    def __init__(self, **options):
        super().__init__(**options | {"ensure_ascii": False})


class ImportedRow(models.Model):
    """What one import did to one record: enough to see a later change, and to take it back."""

    region_path = "batch__region"

    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, related_name="rows", verbose_name=_("import")
    )
    layout = models.CharField(max_length=20)
    record = models.BigIntegerField()
    row = models.PositiveIntegerField(_("row"))
    before = models.JSONField(null=True, encoder=Unescaped)  # None: the import added the record
    after = models.JSONField(encoder=Unescaped)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.batch}: {self.row}"
