"""What is kept for a while only, and goes: uploaded files, sent forms, sessions, wrong passwords.

Files and forms go when their like comes in, too; this is for the months in which nobody comes.
What was typed as a name beside a wrong password may be the password itself: it goes when it counts
no more.
"""

from importlib import import_module

from axes.helpers import get_cool_off
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.utils import timezone

from registry import once
from registry.models import SentForm, Upload
from registry.sheets.importing import A_DAY


def forget():
    """Delete what has had its time.  Gives {what: how many rows} (dict of int)."""
    now = timezone.now()
    over = {
        "uploaded files": Upload.objects.old(now - A_DAY),
        "sent forms": SentForm.objects.old(now - once.KEPT),
        "wrong passwords": AccessAttempt.objects.filter(attempt_time__lt=now - get_cool_off()),
        "sign-ins": AccessLog.objects.all(),  # written by older versions of the portal only
    }
    done = {what: rows.delete()[0] for what, rows in over.items()}
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return done
