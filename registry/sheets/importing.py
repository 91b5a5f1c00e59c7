"""Upload, confirm, receipt: each file is taken in once, whole, and as it was shown.

The confirm carries a signed token, bound to the person, the bytes and the plan that was shown.
The same confirm sent again gives the same import.
"""

import hashlib
import logging
from datetime import timedelta
from pathlib import PurePath

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from registry import locks
from registry.models import ImportBatch, Upload
from registry.models.regions import REPUBLIC
from registry.sheets.answers import from_form, reasons, unanswered
from registry.sheets.checking import check
from registry.sheets.intake import open_intake
from registry.sheets.writing import write

logger = logging.getLogger("portal")
SALT = "registry.sheets.importing"
A_DAY = timedelta(days=1)
WHOLE, GOOD = "whole", "good"


class Refusal(Exception):
    """The confirm does not stand: `code` says why; the check page is shown again."""

    def __init__(self, code):
        self.code = code
        super().__init__(code)


def keep(user, intake, name, data):
    """Keep an uploaded file (its name, its bytes) until its confirm.  Gives the Upload."""
    Upload.objects.old(timezone.now() - A_DAY).delete()
    sha256 = hashlib.sha256(data).hexdigest()
    known = {"user": user, "file_name": plain_name(name), "sha256": sha256}
    upload = Upload(data=data, **known, **intake.owner)
    last = Upload.objects.beside(upload).first()
    known = last.answers if last else {}
    upload.answers = {name: known[name] for name in ("ticks", "reasons") if name in known}
    upload.save()
    return upload


def plain_name(name):
    """The name of a file (str) without folders, and without letters that no page can show."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(char for char in last if char.isprintable())[-200:]


def checked(upload, user):
    """The Check of a kept file.  Raises PermissionDenied for another person's."""
    if upload.user_id != user.pk:
        raise PermissionDenied
    intake = open_intake(user, upload.region_id, upload.year_id, upload.section)
    return check(upload.file_name, bytes(upload.data), intake)


def token(upload, result):
    """The signed right (str) to confirm this file as it was shown."""
    facts = {"upload": upload.pk, "user": upload.user_id, "sha256": upload.sha256}
    return signing.dumps(facts | {"plan": result.digest}, salt=SALT)


@transaction.atomic
def answer(upload, posted):
    """Keep the answers of a form (QueryDict), whatever comes of it; a done import keeps its own."""
    held = Upload.objects.select_for_update().filter(pk=upload.pk, batch=None).first()
    if held:
        held.answers = from_form(posted, held.answers)
        held.save(update_fields=["answers"])


def confirm(text, user, what=WHOLE):
    """Take in the file of a token (str): all of it, or its good rows only (`what`).

    Gives the ImportBatch.  Raises Refusal: "token", "busy", "errors", "warnings", "changed",
    "nothing".
    """
    facts = _facts(text, user)
    try:
        with transaction.atomic():
            return _confirm(facts, user, what)
    except IntegrityError as error:  # a form that was saved meanwhile was quicker
        logger.warning("import_clash", exc_info=True)
        raise Refusal("changed") from error


def _confirm(facts, user, what):
    upload = Upload.objects.select_for_update().filter(pk=facts["upload"], user=user).first()
    if upload is None or hashlib.sha256(upload.data).hexdigest() != facts["sha256"]:
        raise Refusal("token")
    if upload.batch:
        return upload.batch
    _refuse_second(upload)
    locks.take_turn(upload.region_id or REPUBLIC)
    result = checked(upload, user)
    _refuse(upload, result, facts["plan"], what)
    upload.batch = take_in(result, upload.file_name, upload.sha256, upload.answers)
    upload.answers |= {"left": [entry.place for entry in result.bad]}
    upload.save(update_fields=["batch", "answers"])
    return upload.batch


def _refuse_second(upload):
    """One import of a person at a time (ASVS 2.4.1): whoever confirms a file holds its row.

    SQLite lets one writer in at a time anyhow: there the second waits for its turn.
    """
    mine = Upload.objects.filter(user=upload.user_id, batch=None).exclude(pk=upload.pk)
    try:
        list(mine.select_for_update(nowait=True).values_list("pk", flat=True))
    except OperationalError as error:
        raise Refusal("busy") from error


def take_in(result, file_name, sha256, given, progress=iter):
    """Write the good rows of a Check, inside the caller's transaction.  Gives the ImportBatch."""
    intake = result.intake
    known = {"user": intake.user, "file_name": file_name, "sha256": sha256}
    batch = ImportBatch.objects.create(reasons=reasons(result, given), **known, **intake.owner)
    write(result, batch, progress)
    intake.written(batch)
    return batch


def _facts(text, user):
    try:
        facts = signing.loads(text, salt=SALT, max_age=A_DAY)
    except signing.BadSignature as error:
        raise Refusal("token") from error
    if facts["user"] != user.pk:
        raise Refusal("token")
    return facts


def _refuse(upload, result, plan, what):
    if result.digest != plan:
        raise Refusal("changed")
    if what == WHOLE and result.errors:
        raise Refusal("errors")
    if not result.good:
        raise Refusal("nothing")
    if unanswered(result, upload.answers):
        raise Refusal("warnings")
