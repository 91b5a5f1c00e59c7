"""What the visitors find: the records of two units and their owner, and the menu once a person."""

from functools import cache

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.utils import translation

from registry import models as m
from registry import returns
from registry.sheets.intake import Intake
from registry.sheets.template import template
from tests.registry.anyrow import Rows
from tests.registry.doors import A, B, person
from tests.registry.visitor import FIRST, FOREIGN, OWN, address, browser, link_to

LANGS = ("kk", "ru", "en")


class World:
    """A row of every model for two units, and the clerk of A, who may do all a coordinator may."""

    state = None  # every row as the tests have made it

    def __init__(self):
        for unit, mark in ((A, OWN), (B, FOREIGN)):
            names = {f"{kind}_{language}": mark for kind in ("name", "short") for language in LANGS}
            apps.get_model("registry.region").objects.filter(pk=unit).update(**names)
        self.own, self.foreign = Rows(A, OWN), Rows(B, FOREIGN)
        for model, guard in admin.site._registry.items():
            for rows in (self.own, self.foreign):
                self._build(rows, model, guard)
        returns.open_year(self.own[m.Submission].year_id)
        self._give_files(self.foreign, person("other", "coordinators", B))
        clerk = person("clerk", "coordinators", A)
        self._give_files(self.own, clerk)
        self.clerk = browser(clerk)
        self.request = self.clerk.get("/admin/").wsgi_request

    def _build(self, rows, model, guard):
        """A row, and one of each kind of its parts."""
        whole = rows[model]
        for inline in guard.inlines:
            key = link_to(inline.model, model)
            rows.made[model, inline] = rows.build(inline.model, **{key.name: whole})

    def _give_files(self, rows, user):
        """An uploaded workbook of a person, and an import of the same section."""
        year = rows[m.ImportBatch].year_id
        data = template(Intake(user, rows.unit, year, "events"), is_filled=True)
        file = {"user": user, "file_name": "a.xlsx", "data": data, "batch": None}
        m.Upload.objects.filter(pk=rows[m.Upload].pk).update(section="events", year=year, **file)
        m.ImportBatch.objects.filter(region=rows.unit).update(section="events", reasons=[])

    @cache  # noqa: B019 - as the next one
    def template(self, section):
        """The template (bytes) of a section, filled with the own rows."""
        clerk = m.User.objects.get(username="clerk")
        intake = Intake(clerk, A, self.own[m.Submission].year_id, section)
        with translation.override(settings.LANGUAGE_CODE):
            return template(intake, is_filled=True)

    @cache  # noqa: B019 - there are as many worlds as modules
    def form(self, model):
        """The open form of the own record (response), as its owner has it; None if it has none."""
        page = self.clerk.get(address(model, "change", self.own[model].pk))
        is_open = page.status_code == 200 and page.context and "adminform" in page.context
        return page if is_open else None


def show_each_menu_once(patch):
    """Pages come without the menu once a person has read it in a language: it is the same on each,
    and a third of the work.  The first page and those of an app list what they list.
    """
    whole, seen = admin.site.__class__.get_app_list, set()

    def get_app_list(site, request, app_label=None):
        key = request.user.get_username(), translation.get_language()
        if key in seen and not app_label and request.path != FIRST:
            return []
        seen.add(key)
        return whole(site, request, app_label)

    patch.setattr(admin.site.__class__, "get_app_list", get_app_list)
