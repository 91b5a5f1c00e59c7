"""An event that was just added and resembles another one of its day and unit."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from registry.models import Event
from registry.sheets.doubts import is_alike


def hint(record):
    """What to say (safe str, with a link) about an event like this one, or ""."""
    if not isinstance(record, Event):
        return ""
    beside = Event.objects.filter(region=record.region_id, held_on=record.held_on)
    others = beside.exclude(pk=record.pk).order_by("pk")[:200]
    twin = next((other for other in others if is_alike(record.title_key, other.title_key)), None)
    if twin is None:
        return ""
    words = {"number": twin.pk, "day": f"{twin.held_on:%d.%m.%Y}", "title": twin.title}
    page = reverse("admin:registry_event_change", args=[twin.pk])
    link = format_html('<a href="{}">{}</a>', page, _("№ %(number)s, %(day)s, “%(title)s”") % words)
    text = _("This event resembles another one: %(link)s. If they are the same, delete one.")
    return format_html(text.replace("%(link)s", "{}"), link)
