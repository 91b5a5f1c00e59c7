"""How every record is administered: by the people of its unit, while its return is open.

A concrete admin names its columns, filters and fields and nothing else.
"""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registry import locks
from registry.access import (
    codes_of,
    is_listed_for,
    listed_for,
    may_see,
    places_of,
    regions_of,
    visible_to,
)
from registry.admin import about, alike, amending, deletion
from registry.admin.choosing import Chooser, SeveralChooser
from registry.admin.exporting import Exported
from registry.admin.fields import STRICT, DayField
from registry.admin.filters import OpenFilter, UnitFilter, YearFilter, working_year
from registry.admin.forms import RecordForm
from registry.admin.parts import PartForm, PartFormSet
from registry.admin.portal import YEARS, KeptAdmin, PortalAdmin
from registry.models import Region
from registry.models.history import save_with_many

UNIT = ("region", UnitFilter)
FLOW_FILTERS = [YearFilter, UNIT]
STOCK_FILTERS = [OpenFilter, UNIT]


class Scoped:
    """Shows and offers the records of a person's own units, and takes no others."""

    def get_queryset(self, request):
        return listed_for(request.user, super().get_queryset(request))

    def get_field_queryset(self, db, db_field, request):
        """What a field, a list of choices or an autocomplete offers and accepts."""
        target, user = db_field.related_model, request.user
        if target is Region:
            is_owner = db_field.name == self.model.region_path
            return regions_of(user) if is_owner else places_of(user)
        rows = super().get_field_queryset(db, db_field, request)
        rows = target._default_manager.all() if rows is None else rows
        return visible_to(user, rows) if hasattr(target, "region_path") else rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Chooser(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SeveralChooser(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A field chooses a record.  Adding, changing or deleting one has its own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class ScopedAdmin(Scoped, PortalAdmin):
    """The rows of a unit: every door asks whose they are."""

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._is_own(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_own(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_own(request, obj)

    def _is_own(self, request, obj):
        return obj is None or is_listed_for(request.user, obj)

    def get_changeform_initial_data(self, request):
        """Fill in the unit of a person who has one; an address fills in no region of others."""
        initial = super().get_changeform_initial_data(request)
        names = {f.name for f in self.opts.fields if f.related_model is Region} & set(initial)
        known = set(places_of(request.user).values_list("pk", flat=True)) if names else set()
        initial = {n: v for n, v in initial.items() if n not in names or v in known}
        mine = list(regions_of(request.user)[:2])
        return initial | ({"region": mine[0].pk} if len(mine) == 1 else {})

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        self.refuse_foreign(request, [obj])

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        changed = [part for part, _fields in formset.changed_objects]
        self.refuse_foreign(request, [*formset.new_objects, *changed])

    def refuse_foreign(self, request, records):
        """The last word, inside the transaction: nothing of another unit was written."""
        for record in records:
            if not may_see(request.user, record):
                raise PermissionDenied(_("This record belongs to another unit."))


class RegionalAdmin(Exported, ScopedAdmin, KeptAdmin):
    """The records of the registry."""

    form = RecordForm
    formfield_overrides = STRICT
    actions = [deletion.delete_selected]
    list_select_related = ["region"]

    # The form

    def get_form(self, request, obj=None, change=False, **kwargs):
        request.form_year = about.year_of(self.model, obj, request)
        form = super().get_form(request, obj, change=change, **kwargs)
        form.reviewer = amending.reviewer_of(request.user)
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A region that is the only one is not asked for; a day may leave out the year."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.related_model is Region and len(field.queryset[:2]) == 1:
            field.widget = forms.HiddenInput()
        if isinstance(field, DayField):
            field.tell_of(request.form_year)
        if db_field.name == getattr(self.model, "day_field", None):
            field.complete_with(request.form_year)
        return field

    def response_add(self, request, obj, post_url_continue=None):
        """Hint at an event like this one; the next form is of the same unit and year."""
        answer = super().response_add(request, obj, post_url_continue)
        hint = alike.hint(obj)
        if hint:
            self.message_user(request, hint, messages.WARNING)
        return redirect(request.get_full_path()) if "_addanother" in request.POST else answer

    def response_change(self, request, obj):
        """A reviewer who corrected a record goes on in the review of its return."""
        answer, page = super().response_change(request, obj), getattr(request, "review_page", "")
        goes_on = "_continue" in request.POST or "_addanother" in request.POST
        return redirect(page) if page and not goes_on else answer

    def write_model(self, request, obj, form):
        """Keep a record with its relations to many as one version."""
        if not form.changes_record:
            return None
        many = {field.name for field in obj._meta.many_to_many} & set(form.cleaned_data)
        keys = {name: [row.pk for row in form.cleaned_data[name]] for name in many}
        with amending.act([form]):
            return save_with_many(obj, keys) if many else obj.save()

    def save_related(self, request, form, formsets, change):
        """Write the parts that are fields, then keep what a reviewer corrected in all of it."""
        forms = [form, *(part for one in formsets for part in one.forms)]
        with amending.act(forms):
            super().save_related(request, form, formsets, change)
            form.save_parts()
        request.review_page = amending.keep(forms, request.user)

    def render_change_form(self, request, context, *args, **kwargs):
        """Say what the form is about; ask a reviewer why, where the return is in review."""
        context["unit"] = about.unit_of(context.get("original"), request)
        context["year"] = request.form_year
        context["is_amended"] = amending.is_offered(request.user, context.get("original"))
        record = context.get("original")
        if record and not context["is_amended"] and self.has_change_permission(request, record):
            context["lock"] = about.lock_of(deletion.lock_of(record))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_list_display(self, request):
        """The unit is named to those who see several."""
        shown = super().get_list_display(request)
        is_one = len(codes_of(request.user)) == 1
        return [name for name in shown if name != "unit" or not is_one]

    @admin.display(description=gettext_lazy("name"), ordering="sort_key")
    def label(self, record):
        """The name, sorted by the Kazakh alphabet."""
        return str(record)

    @admin.display(description=gettext_lazy("reporting unit"), ordering="region")
    def unit(self, record):
        return record.region.short_name

    def get_history_queryset(self, request, history_manager, pk_name, object_id):
        """A record that came from another unit leaves its past there."""
        past = super().get_history_queryset(request, history_manager, pk_name, object_id)
        return past.filter(**{f"{self.model.region_path}__in": regions_of(request.user)})

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not deletion.lock_of(obj))

    def delete_view(self, request, object_id, extra_context=None):
        """A locked record stays; its own page says why.  So does one that others just changed."""
        record = self.get_object(request, unquote(object_id))
        if record is None or not super().has_delete_permission(request, record):
            return super().delete_view(request, object_id, extra_context)
        try:
            with transaction.atomic():
                seen = deletion.ask(request, [record])
                return super().delete_view(request, object_id, {"version": seen})
        except ValidationError as error:
            self.message_user(request, error.messages[0], messages.ERROR)
            name = f"{self.opts.app_label}_{self.opts.model_name}_change"
            return redirect(f"{self.admin_site.name}:{name}", object_id)

    def get_deleted_objects(self, objs, request):
        """Count what hangs on a record in other units; never name it."""
        hidden = deletion.foreign(request.user, objs)
        if not hidden:
            return deletion.without_links(super().get_deleted_objects(objs, request))
        text = ngettext("%d record of another unit", "%d records of other units", hidden) % hidden
        return [str(obj) for obj in objs], {}, set(), [text]

    def delete_model(self, request, obj):
        self._check_deletion([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        self._check_deletion(queryset)
        super().delete_queryset(request, queryset)

    def _check_deletion(self, records):
        """The last word, inside the transaction.  The pages before it have said it already."""
        try:
            deletion.check(records)
        except locks.Locked as error:
            raise PermissionDenied(error.messages[0]) from error


class RegionalInline(Scoped, admin.TabularInline):
    """The parts of a record, on its page."""

    form = PartForm
    formset = PartFormSet
    formfield_overrides = STRICT
    extra = 0

    def get_fields(self, request, obj=None):
        """Who may change a part sends which version of it was shown."""
        fields = super().get_fields(request, obj)
        return [*fields, "version"] if self.has_change_permission(request, obj) else fields

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Begin with the year that is worked on; take none that cannot be meant."""
        if db_field.name == "year":
            kwargs |= YEARS | {"initial": working_year(request)}
        return super().formfield_for_dbfield(db_field, request, **kwargs)
