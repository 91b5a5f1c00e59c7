"""The acts that are killed, as a process of their own does them.  Preloaded by its fork server."""

import threading
import time

import django

django.setup()

from io import StringIO  # noqa: E402

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from tqdm import tqdm  # noqa: E402

from registry.models import ImportBatch, User  # noqa: E402
from registry.sheets import importing, undoing  # noqa: E402

tqdm.set_lock(threading.RLock())  # its own, between processes, would outlive a killed one
A_WHILE = 60  # seconds
WRITES = ("INSERT", "UPDATE", "DELETE")


def take_in(token, username):
    """Confirm a checked file."""
    importing.confirm(token, User.objects.get(username=username))


def take_back(batch, username):
    """Undo an import."""
    undoing.undo(ImportBatch.objects.get(pk=batch), User.objects.get(username=username))


def publish():
    """What cron does every few minutes."""
    call_command("publish_due", stdout=StringIO())


def load_demo():
    call_command("load_demo", password="demo-password-of-the-tests", verbosity=0)


def run(act, arguments, database, stop, waits, pipe):
    """Do an act on a database (its settings); tell the pipe when statement no. `stop` begins.

    It then goes on, or `waits` to be killed.  At the end the pipe is told which statements wrote
    (list of bool).
    """
    connection.settings_dict.update(database)
    seen = []

    def watch(execute, sql, params, many, context):
        seen.append(str(sql).lstrip().startswith(WRITES))
        if len(seen) == stop:
            pipe.send("now")
            time.sleep(A_WHILE if waits else 0)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        act(*arguments)
    pipe.send(seen)
