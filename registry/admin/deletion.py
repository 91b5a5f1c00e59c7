"""Deleting records: never a locked one, never those of other units, never a mountain at once."""

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as confirm_and_delete
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import ValidationError
from django.db import router, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registry import locks, versions
from registry.access import may_see
from registry.models.base import Record

AT_ONCE = 200


def with_parts(records):
    """All records (list) that would go with these, and those that would not let them go."""
    records = list(records)
    if not records:
        return []
    nest = NestedObjects(using=router.db_for_write(type(records[0])))
    nest.collect(records)
    gone = [row for rows in nest.data.values() for row in rows]
    return [row for row in [*gone, *nest.protected] if isinstance(row, Record)]


def check(records):
    """Refuse (Locked) to delete records that a locked return counts, or whose parts it counts."""
    for record in with_parts(records):
        locks.check(record, None)


def ask(request, records):
    """What these records and their parts are now (str): the page to confirm carries it.

    Inside a transaction.  Refuses (Locked, Changed) what is locked, and a confirm of another
    version than is stored.
    """
    whole = with_parts(records)
    locks.take_turn(*{record.unit.pk for record in whole})
    check(records)
    now = versions.digest(whole)
    if request.POST.get("post") and request.POST.get("version") != now:
        raise versions.Changed(versions.newest_of(whole))
    return now


def lock_of(record):
    """What holds a record (Locked), asked once for each instance, or None."""
    if not hasattr(record, "held_by"):
        try:
            record.held_by = locks.check(record, None)
        except locks.Locked as locked:
            record.held_by = locked
    return record.held_by


def without_links(found):
    """What Django found to delete (its four answers) without the rows that only join two records.

    They have no name that says anything to a person.
    """
    joins = [m._meta for m in apps.get_models(include_auto_created=True) if m._meta.auto_created]
    names = {capfirst(str(one.verbose_name)) for one in joins}
    counts = {str(one.verbose_name_plural) for one in joins}
    rows, number, needed, protected = found
    shown = {name: n for name, n in number.items() if str(name) not in counts}
    return _outside(rows, names), shown, needed, protected


def _outside(rows, names):
    """The same nest of lists without the lines that begin with one of the names."""
    return [
        _outside(row, names) if isinstance(row, list) else row
        for row in rows
        if isinstance(row, list) or not str(row).startswith(tuple(f"{name}:" for name in names))
    ]


def foreign(user, records):
    """How many records of units that a person does not see hang on these."""
    return sum(not may_see(user, record) for record in with_parts(records))


@admin.action(
    permissions=["delete"], description=gettext_lazy("Delete selected %(verbose_name_plural)s")
)
def delete_selected(modeladmin, request, queryset):
    """Django's action behind the lock: one locked record and none is deleted."""
    number = queryset.count()
    if number > AT_ONCE:
        text = (
            ngettext("Choose at most %d record.", "Choose at most %d records.", AT_ONCE) % AT_ONCE
        )
        return modeladmin.message_user(request, text, messages.ERROR)
    try:
        with transaction.atomic():
            seen = ask(request, queryset)
            page = confirm_and_delete(modeladmin, request, queryset)
            if page:
                page.context_data["version"] = seen
            return page
    except ValidationError as error:
        text = _("Nothing was deleted.")
        modeladmin.message_user(request, f"{error.messages[0]} {text}", messages.ERROR)
