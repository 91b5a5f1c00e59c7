"""The kinds of structures: each is a section of the back office."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.models.base import Record
from registry.models.structures import Kind, KindProxy, OfKind, Structure


class EldersCouncil(KindProxy, Structure):
    """A Council of Elders of a region, city, district or rural district."""

    KIND = Kind.ELDERS
    objects = OfKind()

    class Meta(Record.Meta):
        proxy = True
        verbose_name = _("Council of Elders")
        verbose_name_plural = _("Councils of Elders")


class MothersCouncil(KindProxy, Structure):
    """A Council of Mothers; some work at associations and enterprises."""

    KIND = Kind.MOTHERS
    objects = OfKind()

    class Meta(Record.Meta):
        proxy = True
        verbose_name = _("Council of Mothers")
        verbose_name_plural = _("Councils of Mothers")


class YouthBranch(KindProxy, Structure):
    """A branch of the youth organisation.  Its members are the active young people."""

    KIND = Kind.YOUTH
    objects = OfKind()

    class Meta(Record.Meta):
        proxy = True
        verbose_name = _("youth branch")
        verbose_name_plural = _("youth branches")


class ExpertGroup(KindProxy, Structure):
    """A scientific-expert group at a regional university."""

    KIND = Kind.EXPERTS
    objects = OfKind()

    class Meta(Record.Meta):
        proxy = True
        verbose_name = _("scientific-expert group")
        verbose_name_plural = _("scientific-expert groups")


class UniversityChair(KindProxy, Structure):
    """A chair, centre or representation of the Assembly at a university."""

    KIND = Kind.CHAIR
    objects = OfKind()

    class Meta(Record.Meta):
        proxy = True
        verbose_name = _("university chair")
        verbose_name_plural = _("university chairs")

    def clean(self):
        super().clean()
        if not self.form:
            # The constraint also reads the kind, which no form shows: only this says it in time.
            raise ValidationError(
                {"form": _("Only a university unit has a form, and it must have one.")}
            )
