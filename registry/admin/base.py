"""How every record is administered: by the people of its unit, while its return is open.

A concrete admin names its columns, filters and fields and nothing else.
"""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registry import locks
from registry.access import may_see, places_of, regions_of, visible_to
from registry.admin import amending, deletion
from registry.admin.choosing import Chooser, SeveralChooser
from registry.admin.exporting import Exported
from registry.admin.filters import OpenFilter, UnitFilter, YearFilter
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
        return visible_to(request.user, super().get_queryset(request))

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
        return obj is None or may_see(request.user, obj)

    def get_changeform_initial_data(self, request):
        """Fill in the unit of a person who has one."""
        mine = list(regions_of(request.user)[:2])
        only = {"region": mine[0].pk} if len(mine) == 1 else {}
        return only | super().get_changeform_initial_data(request)

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
    actions = [deletion.delete_selected]
    list_select_related = ["region"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.reviewer = amending.reviewer_of(request.user)
        return form

    def save_related(self, request, form, formsets, change):
        """Keep what a reviewer corrected, when all of it is written."""
        super().save_related(request, form, formsets, change)
        amending.keep([form, *(part for one in formsets for part in one.forms)], request.user)

    def write_model(self, request, obj, form):
        """Keep a record with its relations to many as one version."""
        many = {field.name for field in obj._meta.many_to_many} & set(form.cleaned_data)
        if many:
            keys = {name: [row.pk for row in form.cleaned_data[name]] for name in many}
            return save_with_many(obj, keys)
        return obj.save()

    def render_change_form(self, request, context, *args, **kwargs):
        """Show what others changed meanwhile, if the form was refused for it."""
        sets = [one.formset for one in context["inline_admin_formsets"]]
        forms = [context["adminform"].form, *(form for one in sets for form in one.forms)]
        context["is_amended"] = amending.is_offered(request.user, context.get("original"))
        context["conflicts"] = [form for form in forms if getattr(form, "differences", ())]
        return super().render_change_form(request, context, *args, **kwargs)

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
        return may and (obj is None or not deletion.is_locked(obj))

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
    extra = 0

    def get_fields(self, request, obj=None):
        """Who may change a part sends which version of it was shown."""
        fields = super().get_fields(request, obj)
        return [*fields, "version"] if self.has_change_permission(request, obj) else fields

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Take no year that cannot be meant."""
        bounds = YEARS if db_field.name == "year" else {}
        return super().formfield_for_dbfield(db_field, request, **bounds, **kwargs)
