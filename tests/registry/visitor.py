"""One person at every door of the back office, and what they see and change there.

A door is a function of a visitor and a model: it knocks with everything that a browser could be
made to send.  What is wrong is not raised but noted, so that the faults can be counted.
"""

import io
import json
import zipfile
from functools import cache, partial

from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from registry import models as m
from tests import headers
from tests.registry.doors import B

FOREIGN, OWN = "Бөтен", "Өзіміз"  # in every text of B, of A
SEARCH = FOREIGN[1:]  # finds the other unit's rows; the page may repeat it
FIRST, LIGHT, SIGN_IN = "/admin/", "/admin/password_change/", "/admin/login/"
REDIRECTIONS = 9  # more are a circle
REFUSED = (302, 400, 403, 404, 405)


def browser(user=None):
    """A browser that shows an error page as a person would see it."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def link_to(part, whole):
    """The field by which a part leads to its whole."""
    found = whole._meta.concrete_model
    return next(
        f
        for f in part._meta.fields
        if getattr(f, "related_model", None) and f.related_model._meta.concrete_model is found
    )


def _watch(writes, execute, sql, params, many, context):
    """Note what is written into the tables of the records."""
    verb, table = sql.split(None, 1)[0], sql[:60]
    if verb in ("INSERT", "UPDATE", "DELETE") and ("registry_" in table or "reports_" in table):
        writes.append(sql)
    return execute(sql, params, many, context)


@cache
def _tables():
    """The tables of the registry and the reports, without their histories."""
    tables = [*apps.get_app_config("registry").get_models(include_auto_created=True)]
    tables += apps.get_app_config("reports").get_models(include_auto_created=True)
    return [
        model
        for model in tables
        if not model.__name__.startswith("Historical")
        and not model._meta.proxy
        and model is not m.SentForm  # it says that a form was sent, not what is recorded
    ]


@cache
def _their_tables():
    """The tables whose rows belong to a unit."""
    found = apps.get_models()
    return [model for model in found if hasattr(model, "region_path") and not model._meta.proxy]


@cache
def _statement(model, **which):
    """What reads the rows of a table (SQL, values): to write it takes longer than to read."""
    return model._base_manager.filter(**which).values_list().query.sql_with_params()


def _rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return sorted(cursor.fetchall(), key=str)


def every_row():
    """Every row of every table of the registry and the reports, without their histories."""
    return {model: _rows(_statement(model)) for model in _tables()}


def their_rows():
    """Of these, the rows of the other unit."""
    return {model: _rows(_statement(model, **{model.region_path: B})) for model in _their_tables()}


class Visitor:
    """Knocks, and notes the faults.

    `hidden` are marks that no page may show; `may_work` says whether the own records must open.
    """

    def __init__(self, world, client, hidden, may_work=False):
        self.world, self.client = world, client
        self.hidden, self.may_work = hidden, may_work
        self.own, self.foreign, self.clerk = world.own, world.foreign, world.clerk
        self.faults, self.calls, self.door, self.met = [], 0, "", set()

    def knock(self, door, model):
        """Try one door of one model; whatever it changes is put back."""
        self.door = f"{door.__name__} of {model.__name__}"
        before = self.state
        with transaction.atomic():
            door(self, model)
            transaction.set_rollback(True)
        self.world.state = before

    def note(self, what):
        self.faults.append(f"{self.door}: {what}")

    def get(self, page, data=None, follow=False):
        answer = self.client.get(page, data)
        return self._look(self._led(answer) if follow else answer, f"GET {page} {data or ''}")

    def post(self, page, data, must_change=False):
        """Send a form that may change nothing at all, or one that its owner may send."""
        is_changed, answer = self._send(page, data, every_row, self.state)
        if is_changed and not must_change:
            self.note(f"changed by POST {page}")
        if must_change:
            self.control(is_changed, f"nothing changed by POST {page} {_errors(answer)}")
        return answer

    def post_own(self, page, data):
        """Send a form that may change own records, and none of the other unit."""
        is_changed, _answer = self._send(page, data, their_rows)
        if is_changed:
            self.note(f"foreign rows changed by POST {page}")

    def _send(self, page, data, read, before=None):
        """Whether a form changes what `read` gives, and the answer; all of it is put back.

        Most forms write nothing, and then nothing is read.  `before` is what `read` gave; left out,
        it is read once the form is put back.
        """
        writes = []
        with transaction.atomic():
            with connection.execute_wrapper(partial(_watch, writes)):
                answer = self._look(self._led(self.client.post(page, data)), f"POST {page}")
            after = read() if writes and answer.status_code < 500 else None
            transaction.set_rollback(True)
        return after is not None and after != (before or read()), answer

    def _led(self, answer):
        """The page that an answer leads to, over all redirections (`redirect_chain`).

        Most refusals lead to the first page, the dearest of all: it is opened once, and then a
        light one, which tells the same messages in the same frame.  The page of the sign-in, which
        tells a stranger nothing, is opened once.
        """
        chain = []
        while answer.status_code in (301, 302, 303) and len(chain) < REDIRECTIONS:
            page = answer.headers["Location"]
            chain.append((page, answer.status_code))
            path = page.partition("?")[0]
            was_met = path in self.met
            self.met.add(path)
            if was_met and path == SIGN_IN:
                break
            answer = self.client.get(LIGHT if was_met and path == FIRST else page)
        assert len(chain) < REDIRECTIONS, chain
        answer.redirect_chain = chain
        return answer

    @property
    def state(self):
        """Every row as the tests have made it, read once."""
        if not self.world.state:
            self.world.state = every_row()
        return self.world.state

    def refresh(self):
        """Look again at the tables, after the test itself has changed them."""
        self.world.state = None

    def control(self, is_good, what):
        """What must work for the owner, or the silence of the doors would prove nothing."""
        if self.may_work and not is_good:
            self.note(f"control: {what}")

    def _look(self, answer, what):
        self.calls += 1
        if answer.status_code >= 500:
            self.note(f"{answer.status_code} {what}")
        for lack in headers.lacking(answer):
            self.note(f"lacks {lack} {what}")
        shown = text_of(answer)
        for mark in self.hidden:
            if mark in shown:
                self.note(f"shows {mark} {what}")
        return answer

    def form(self, model):
        """The open form of the own record (response), as its owner has it; None if it has none."""
        return self.world.form(model)


def _errors(answer):
    context = answer.context or {}
    return context.get("errors", "") if "errors" in context else ""


def text_of(answer):
    """All that an answer says: its page or file, unpacked, its headers."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            content = b"".join(pack.read(name) for name in pack.namelist())
    text = content.decode(errors="replace")
    if "json" in answer.headers.get("Content-Type", ""):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return text + str(dict(answer.headers))


def address(model, page, *args):
    """The address of a page of a model, or None: it has no such page."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def links_of(model):
    """The fields of a model that lead to another model."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [f for f in fields if isinstance(f, models.ForeignKey | models.ManyToManyField)]
