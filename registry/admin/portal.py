"""What every list and form of the back office shares, whatever it administers."""

from functools import cache

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import get_fields_from_path, unquote
from django.core.exceptions import FieldDoesNotExist, SuspiciousOperation, ValidationError
from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin
from simple_history.utils import get_history_model_for_model

from registry import acts, logbook, once, sections, words
from registry.admin.paging import BoundedList, BoundedPaginator
from registry.admin.past import steps
from registry.text import search_key

WORDS, LETTERS = 10, 200  # a longer search makes SQLite give up
DIGITS = 18  # a longer number fits no column
YEARS = {"min_value": 1995, "max_value": 2100}  # the Assembly was founded in 1995


class PortalAdmin(admin.ModelAdmin):
    """A list that stays quick over a million rows and answers only the filters it shows."""

    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    list_per_page = 20
    paginator = BoundedPaginator
    view_on_site = False

    def get_changelist(self, request, **kwargs):
        return BoundedList

    def lookup_allowed(self, lookup, value, request=None):
        """Refuse to filter by what is not on the page: values could be guessed by the letter."""
        shown = {name for item in self.get_list_filter(request) for name in self._asks(item)}
        return lookup in shown and sum(char.isdigit() for char in value) <= DIGITS

    def to_field_allowed(self, request, to_field):
        """Only a field of the table itself: Django fails on a relation that leads to it."""
        own = {name for f in self.opts.concrete_fields for name in (f.name, f.attname)}
        return to_field in own and super().to_field_allowed(request, to_field)

    def _asks(self, item):
        """The lookups (str) that a filter of the list makes."""
        if hasattr(item, "parameter_name"):
            return [item.parameter_name]
        name = item if isinstance(item, str) else item[0]
        field = get_fields_from_path(self.model, name)[-1]
        target = [f"{name}__{field.target_field.name}__exact"] if field.is_relation else []
        return [name, f"{name}__exact", f"{name}__isnull", *target]

    def response_action(self, request, queryset):
        """Refuse chosen rows that no page has offered: Django would answer with an error page."""
        try:
            for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME):
                self.opts.pk.run_validators(self.opts.pk.to_python(chosen))
        except ValidationError as error:
            raise SuspiciousOperation("A choice that is no row.") from error
        return super().response_action(request, queryset)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """A row that is not in sight, perhaps because it is another unit's: written down."""
        logbook.denied(request)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    # A form that is sent twice saves once (registry/once.py)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Answer a form that has done its work already as it was answered then."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        sent, answer = self._sent_before(request), None
        if sent is None:
            try:
                answer = super().changeform_view(request, object_id, form_url, extra_context)
            except once.SentAlready:
                sent = self._sent_before(request)
            else:
                # A refused form may have waited for its twin, and be refused because of it.
                has_written = getattr(request, "sent_form", None) or answer.status_code != 200
                sent = None if has_written else self._sent_before(request)
        return self._answer_again(request, sent, object_id) if sent else answer

    def _sent_before(self, request):
        return once.find(request.user, request.POST.get(once.FIELD))

    def _answer_again(self, request, sent, object_id):
        name, _space, key = sent.about.partition(" ")
        saved = self.get_object(request, key) if name == self.opts.label_lower else None
        if saved is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id or key)
        answer = self.response_change if object_id else self.response_add
        return answer(request, saved)

    def save_model(self, request, obj, form, change):
        """Take the form's token, then save; a form that changes nothing writes nothing."""
        sent = request.sent_form = once.take(request.user, request.POST.get(once.FIELD))
        if form.has_changed() or not change:
            self.write_model(request, obj, form)
        if sent:
            sent.about = f"{self.opts.label_lower} {obj.pk}"
            sent.save(update_fields=["about"])

    def write_model(self, request, obj, form):
        """Save a record whose form was accepted, for the first time."""
        obj.save()

    def history_view(self, request, object_id, extra_context=None):
        """Django's own page of a row's past, with our acts in the reader's language."""
        answer = super().history_view(request, object_id, extra_context)
        for entry in getattr(answer, "context_data", {}).get("action_list", ()):
            entry.change_message = acts.told(entry)
        return answer

    def render_change_form(self, request, context, *args, **kwargs):
        """List the mistakes, and show what others changed if the form was refused for it."""
        forms = _forms(context)
        context["conflicts"] = [form for form in forms if getattr(form, "differences", ())]
        context[once.FIELD] = request.POST.get(once.FIELD) or once.new()
        context["mistakes"] = list(_mistakes(context)) if context["errors"] else []
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        """Look for the folded words of a name in its folded key."""
        asked = " ".join(search_term[:LETTERS].split()[:WORDS])
        is_folded = any("_key" in name for name in self.get_search_fields(request))
        term = search_key(asked) if is_folded else asked
        found, is_doubled = super().get_search_results(request, queryset, term)
        return words.narrowed(found, term), is_doubled


class KeptAdmin(PortalAdmin, SimpleHistoryAdmin):
    """The past of a record is there to be read.  Nobody goes back to it by one button."""

    object_history_list_template = "admin/_past.html"
    object_history_form_template = "admin/registry/past_version.html"

    def has_view_history_or_change_history_permission(self, request, obj=None):
        is_reading = request.method in ("GET", "HEAD")
        return is_reading and super().has_view_history_or_change_history_permission(request, obj)

    def history_view(self, request, object_id, extra_context=None):
        """The history of a record, deleted ones too; an address with an odd number has none."""
        key = unquote(object_id)
        _check_key(self.opts.pk, key)
        past = self.get_history_queryset(request, self.model.history, self.opts.pk.attname, key)
        told = {"steps": steps(self.model, key, past)}
        return super().history_view(request, object_id, told | (extra_context or {}))

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        """The page has steps of its own."""

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        past = get_history_model_for_model(self.model)
        _check_key(self.opts.pk, unquote(object_id))
        _check_key(past._meta.pk, version_id)
        return super().history_form_view(request, object_id, version_id, extra_context)

    def revert_disabled(self, request, obj=None):
        return True


def _mistakes(context):
    """(label, text, id of the field) of each mistake in a form, in the order of the page."""
    for form in _forms(context):
        for name, errors in form.errors.items():
            field = form[name] if name in form.fields else None
            for text in errors:
                yield (field.label, text, field.auto_id) if field else ("", text, "")
    sets = [one.formset for one in context["inline_admin_formsets"]]
    for text in (text for one in sets for text in one.non_form_errors()):
        yield "", text, ""


def _forms(context):
    """The form of a page and those of its parts."""
    sets = [one.formset for one in context["inline_admin_formsets"]]
    return [context["adminform"].form, *(form for one in sets for form in one.forms)]


def _check_key(field, text):
    """Answer 404 to a text that is no key: the package would answer with an error page."""
    try:
        field.run_validators(field.to_python(text))
    except ValidationError as error:
        raise Http404 from error


class ReadOnly:
    """Rows that the portal itself writes: people only look at them.

    Keys of sections, and yes and no, are shown as words.
    """

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_list_display(self, request):
        return [self._in_words(name) for name in super().get_list_display(request)]

    def get_fields(self, request, obj=None):
        """All but what only programs read."""
        own = [field.name for field in self.opts.fields if field.editable and not field.primary_key]
        shown = [name for name in self.fields or own if name not in (self.exclude or ())]
        return [self._in_words(name) for name in shown if not self._is_for_programs(name)]

    def get_readonly_fields(self, request, obj=None):
        said = [name for name in self.get_fields(request, obj) if callable(name)]
        return [*super().get_readonly_fields(request, obj), *said]

    def _is_for_programs(self, name):
        return isinstance(self._field(name), models.JSONField | models.BinaryField)

    def _field(self, name):
        try:
            return self.opts.get_field(name)
        except FieldDoesNotExist:
            return None

    def _in_words(self, name):
        """A column or field (callable) that shows a word, or the name as it was."""
        field = self._field(name) if isinstance(name, str) else None
        if isinstance(field, models.BooleanField):
            return _shown(field, _yes_or_no)
        if isinstance(field, models.CharField) and name == "section":
            return _shown(field, _section)
        return name


@cache
def _shown(field, say):
    """The same callable each time: Django compares those of the form and of its fields."""

    @admin.display(description=field.verbose_name, ordering=field.name)
    def word(row):
        return say(getattr(row, field.name))

    return word


def _section(key):
    return sections.BY_KEY[key].label if key in sections.BY_KEY else key


def _yes_or_no(value):
    return _("yes") if value else _("no")
