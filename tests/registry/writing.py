"""The doors that change something.  A refused form must leave every table as it was."""

import re

from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from registry.models import Region
from tests.registry import rows
from tests.registry.anyrow import is_of_a_unit
from tests.registry.doors import B
from tests.registry.visitor import FOREIGN, address, links_of

DOORS = []


def door(function):
    DOORS.append(function)
    return function


def other(visitor, field):
    """What leads a link into the other unit (a key)."""
    return B if field.related_model is Region else visitor.foreign[field.related_model].pk


def leads_away(field):
    return field.related_model is Region or is_of_a_unit(field.related_model)


def sent(page):
    """What a browser sends from an open form (dict), its parts left alone."""
    data = rows.posted(page)
    sets = [one.formset.prefix for one in page.context["inline_admin_formsets"]]
    return {
        name: "0" if name.endswith(("TOTAL_FORMS", "INITIAL_FORMS")) else value
        for name, value in data.items()
        if not re.match(rf"({'|'.join(sets)})-\d", name or "") or not sets
    }


def fresh(model, data):
    """The same form as another record: the texts that must be its own are changed."""
    names = {f.name for f in model._meta.fields if not f.choices and not f.is_relation}
    texts = {k: f"{v}9" for k, v in data.items() if k in names and str(v)[:2] == "Өз"}
    return data | texts


@door
def adding(visitor, model):
    """A new record of another unit, or with a foreign parent (A9, A10)."""
    page, form = address(model, "add"), visitor.form(model)
    if form and page and admin.site._registry[model].has_add_permission(visitor.world.request):
        data = fresh(model, sent(form))
        visitor.post(page, data, must_change=True)
        _lead_away(visitor, model, page, data)


@door
def giving_away(visitor, model):
    """An own record that moves, or is linked, to another unit (A10)."""
    form = visitor.form(model)
    if form and form.context["has_change_permission"]:
        page, data = address(model, "change", visitor.own[model].pk), sent(form)
        answer = visitor.post(page, data)
        visitor.control(answer.redirect_chain, f"the own form is saved: {page}")
        _lead_away(visitor, model, page, data)


def _lead_away(visitor, model, page, data):
    """Send a form with each of its links led into the other unit."""
    for field in links_of(model):
        if field.name in data and leads_away(field):
            visitor.post(page, data | {field.name: other(visitor, field)})


@door
def direct_posts(visitor, model):
    """Forms sent straight to the pages of a foreign record (A1, A13)."""
    if visitor.own[model] == visitor.foreign[model]:
        return
    form, pk = visitor.form(model), visitor.foreign[model].pk
    data = sent(form) if form else {}
    for more in ({}, {"_popup": "1"}):
        visitor.post(address(model, "change", pk), data | more)
    visitor.post_own(address(model, "change", pk), data | {"_saveasnew": "1"})
    visitor.post(address(model, "delete", pk), {"post": "yes"})
    if hasattr(visitor.foreign[model], "history") and address(model, "simple_history", pk, 1):
        visitor.post(address(model, "simple_history", pk, 1), data)


@door
def parts(visitor, model):
    """Parts of foreign records sent with an own one, and own parts led away (A11, A12)."""
    form = visitor.form(model)
    if not form:
        return
    page = address(model, "change", visitor.own[model].pk)
    for one in form.context["inline_admin_formsets"]:
        whole, part = rows.posted(form), one.formset.model
        key, back = part._meta.pk.name, one.formset.fk.name
        theirs = visitor.foreign.made[model, type(one.opts)]
        stolen = {f"{one.formset.prefix}-0-{key}": theirs.pk}
        visitor.post(page, whole | stolen)
        visitor.post(page, whole | stolen | {f"{one.formset.prefix}-0-DELETE": "on"})
        planted = {f"{one.formset.prefix}-0-{back}": visitor.foreign[model].pk}
        visitor.post(page, whole | planted)
        visitor.post(page, whole | stolen | planted)
        for field in links_of(part):
            name = f"{one.formset.prefix}-0-{field.name}"
            if field.name != back and name in whole and leads_away(field):
                visitor.post(page, whole | {name: other(visitor, field)})


@door
def actions(visitor, model):
    """Every action of the list, over foreign rows, and over all that it finds (A15)."""
    guard, page = admin.site._registry[model], address(model, "changelist")
    for name in {"delete_selected", *guard.get_actions(visitor.world.request)}:
        for rows_of, is_own in ((visitor.foreign, False), (visitor.own, True)):
            data = {"action": name, "_selected_action": rows_of[model].pk, "post": "yes"}
            can_delete = visitor.form(model) and guard.has_delete_permission(visitor.world.request)
            works = is_own and name == "delete_selected" and can_delete
            if works:
                data |= rows.deleted(visitor.client.post(page, {**data, "post": ""}))
            if works or (not is_own and visitor.own[model] != rows_of[model]):
                visitor.post(page, data, must_change=works)
        visitor.post_own(page, data | {"select_across": "1"})


@door
def the_list_as_a_form(visitor, model):
    """Cells of the list sent as if they could be edited there (A14, CVE-2026-4292)."""
    page, pk = address(model, "changelist"), visitor.foreign[model].pk
    sizes = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "_save": "Save"}
    fields = {f"form-0-{f.name}": "1" for f in model._meta.fields if f.editable}
    for more in ({f"form-0-{model._meta.pk.name}": pk}, {"form-INITIAL_FORMS": "0"}):
        visitor.post(page, sizes | fields | more)


@door
def deleting_with_foreign_rows(visitor, model):
    """An own record on which records of the other unit hang (A16, A17)."""
    own = visitor.own[model]
    for link in model._meta.related_objects:
        part, name = link.related_model, link.field.name
        path = getattr(part, "region_path", "")
        if not path or path.split("__")[0] == name:
            continue  # that would make it an own record, or a part of one
        if visitor.own[model] != visitor.foreign[model]:
            _hang(visitor, part, link.field, own)
            visitor.refresh()
            _delete(visitor, model, own)


def _hang(visitor, part, field, own):
    """Let a foreign record lead to an own one: the stored one, or, if no rule allows it, a new."""
    if field.many_to_many:
        getattr(visitor.foreign[part], field.name).add(own)
        return
    try:
        with transaction.atomic():
            stored = part._base_manager.filter(pk=visitor.foreign[part].pk)
            stored.update(**{field.name: own})
    except IntegrityError:
        visitor.foreign.build(part, **{field.name: own})


def _delete(visitor, model, own):
    """Ask for the page, then send it; whatever goes, no row of the other unit goes with it."""
    page = address(model, "delete", own.pk)
    visitor.get(page)
    data = {"action": "delete_selected", "_selected_action": own.pk}
    visitor.client.post(address(model, "changelist"), data)
    visitor.post_own(page, {"post": "yes"})


@door
def sheets(visitor, model):
    """Import and export, under the names that the packages give them (A21 to A26)."""
    pk = visitor.foreign[model].pk
    pages = [address(model, name) for name in ("export", "import", "process_import")]
    for page in filter(None, pages):
        visitor.get(page)
        visitor.get(page + f"?region__code__exact={B}&ids={pk}")
        for data in ({"format": "0", "export_items": [pk]}, {"format": "0", "resource": "0"}):
            names = {f.name: "on" for f in model._meta.fields}
            visitor.post(page, data | names)
        upload(visitor, model, page)


def upload(visitor, model, page):
    """Send a sheet that names the other unit, by number and by key, to an address."""
    row = visitor.foreign[model]
    fields = [f for f in model._meta.concrete_fields if f.editable]
    cells = {f.name: str(f.value_from_object(row)).replace(FOREIGN, "Жаңа") for f in fields}
    for pk in (row.pk, ""):
        sheet = _csv(cells | {"id": pk})
        names = ("import_file", "file", "sheet", "workbook")  # whichever it listens to
        files = {name: SimpleUploadedFile("sheet.csv", sheet, "text/csv") for name in names}
        visitor.post(page, files | {"format": "0", "resource": "0"})


def _csv(cells):
    lines = (cells, cells.values())
    return "\n".join(",".join(str(cell) for cell in line) for line in lines).encode()
