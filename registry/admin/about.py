"""What a form is about: a unit and a year.  They lead back to the unit's return of that year."""

from django.urls import reverse

from registry.access import regions_of
from registry.admin.filters import working_year
from registry.corrections import is_correctable
from registry.models import SectionState


def year_of(model, record, request):
    """The year (int) of a record (None: a new one): its own, or the one that is worked on."""
    day = getattr(record, getattr(model, "day_field", ""), None)
    own = day.year if day else getattr(record, "year", None)
    return own or working_year(request)


def unit_of(record, request):
    """The unit (Region) of a record; of a new one, if the address or the person names just one."""
    if record:
        return record.unit
    mine, asked = regions_of(request.user), request.GET.get("region")
    found = list((mine.filter(pk=asked) if asked else mine)[:2])
    return found[0] if len(found) == 1 else None


def lock_of(locked):
    """What a form says of a lock (Locked or None) before anything is typed, and the way out."""
    if locked is None:
        return None
    section, unit, year = locked.key
    state = SectionState.objects.of(unit, year).get(section=section)
    asks = reverse("admin:desk_ask", args=[unit, year]) + f"?section={section}"
    page = reverse("admin:desk_section", args=[unit, year, section])
    return {"text": locked.messages[0], "page": asks if is_correctable(state) else page}
