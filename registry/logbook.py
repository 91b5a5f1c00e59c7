"""What a server writes down: one line of JSON an event, for those who watch over the portal.

Signing in and failing to, refusals, files that came in and went out, what happened to a release.
A line names a person by the number of the account and by nothing else, and says which request it
belongs to; of an error it tells the kind and the places in the code, never its text: a database
puts what people typed into it.  What was changed in a record stands in its history.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import signals as signing
from django.db.models.signals import post_save
from django.db.transaction import on_commit

logger = logging.getLogger("portal")
_request = ContextVar("request", default=None)
NAME = re.compile(r"[0-9a-f]{32}")  # as nginx gives one: $request_id
# settings.TIME_ZONE; gunicorn's first process writes lines, but must not read settings: a worker
# that begins anew would have the old ones.
ZONE = ZoneInfo("Asia/Almaty")
# What gunicorn tells of a request: an address with its query, or what it cannot read, comes after.
OF_A_REQUEST = re.compile(r"(Error handling request|Invalid request|Exception during)\b.*", re.S)
LINK = re.compile(r'(/admin/password/)[^\s"\\]*')  # it sets a password until it is used


def tell(event, **facts):
    """Write down an event (a word) with its facts: numbers and codes, never what people typed."""
    logger.info(event, extra={"facts": _who() | facts})


def denied(request):
    """Write down a page or an act that was refused."""
    tell("denied", method=request.method, path=request.path_info[:200])


class NameRequest:
    """Gives each request a name, which its lines and its answer carry, and tells of refusals."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.name = _name(request)
        token = _request.set(request)
        try:
            response = self.get_response(request)
            if response.status_code in (401, 403):
                denied(request)
        finally:
            _request.reset(token)
        response["X-Request-ID"] = request.name
        return response


def _name(request):
    """What the server in front calls the request; a visitor's own word is not believed."""
    given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
    return given if NAME.fullmatch(given) else uuid4().hex


class Line(logging.Formatter):
    """A record of the log as one line of JSON."""

    def format(self, record):
        line = {
            "time": datetime.now(ZONE).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": _event(record),
            **(getattr(record, "facts", None) or _who(getattr(record, "request", None))),
        }
        if record.exc_info and record.exc_info[0]:
            line |= _problem(record.exc_info)
        return LINK.sub(r"\1", json.dumps(line, ensure_ascii=False))


def _event(record):
    """The words of a record without what a visitor sent and without the text of an error."""
    if isinstance(record.msg, Exception):
        return type(record.msg).__name__
    if record.exc_info and record.name.startswith("django.security."):
        return record.name.rpartition(".")[2]  # the kind of error: its words are the message
    event = record.getMessage()
    return OF_A_REQUEST.sub(r"\1", event) if str(record.name).startswith("gunicorn") else event


def _who(request=None):
    """The request and the number of the account, where it is known already: nothing is asked.

    What Django tells of a request when its answer is ready, it tells with the request beside it.
    """
    request = request or _request.get()
    if not hasattr(request, "name"):
        return {}
    user = getattr(request, "_cached_user", None)
    return {"request": request.name, "account": user and user.pk}


def _problem(exc_info):
    kind, _error, trace = exc_info
    places = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    return {"problem": f"{kind.__module__}.{kind.__name__}", "at": places[-20:]}


def _signed_in(user, **kwargs):
    tell("sign-in", account=user.pk)


def _signed_out(user, **kwargs):
    tell("sign-out", account=user and user.pk)


def _failed(credentials, **kwargs):
    """Whose name was typed is not told: it may be a password in the wrong box."""
    tell("sign-in failed")


def _locked_out(**kwargs):
    tell("sign-in locked")


def _batch(instance, created, **kwargs):
    if created or instance.undone_at:
        event = "import" if created else "import undone"
        on_commit(lambda: tell(event, batch=instance.pk, **_of(instance)))


def _of(batch):
    facts = {name: getattr(batch, name) for name in ("region_id", "year_id", "section")}
    return facts | {"added": batch.added, "updated": batch.updated}


def _list(instance, **kwargs):
    facts = {"list": instance.model, "form": instance.form, "rows": instance.rows}
    on_commit(lambda: tell("export", **facts))


def watch():
    """Listen to what happens in the registry."""
    from axes.signals import user_locked_out

    from registry.models import ImportBatch, ListExport

    signing.user_logged_in.connect(_signed_in)
    signing.user_logged_out.connect(_signed_out)
    signing.user_login_failed.connect(_failed)
    user_locked_out.connect(_locked_out)
    post_save.connect(_batch, sender=ImportBatch)
    post_save.connect(_list, sender=ListExport)
