"""The acts that are killed, as a process of their own does them.  Preloaded by its fork server."""

import sys
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
from reports.backups import keeping, sqlite  # noqa: E402

tqdm.set_lock(threading.RLock())  # its own, between processes, would outlive a killed one
A_WHILE = 60  # seconds
WRITES = ("INSERT", "UPDATE", "DELETE")
TOUCHES = ("open", "os.rename", "os.remove", "sqlite3.connect", "subprocess.Popen")


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


def back_up(folder, moment=lambda: None):
    """Make a backup, of which two are kept; a moment is each file of the folder that is touched."""
    sys.addaudithook(lambda event, given: moment() if event in TOUCHES and is_in(given) else None)

    def is_in(given):
        return any(str(one).startswith(str(folder)) for one in given)

    keeping.make(folder, lambda done, total: moment(), keep=2)


def bring_back(path, moment=lambda: None):
    """Restore a backup in place of what is there."""
    keeping.restore(path, replace=True, step=lambda done, total: moment())


def rehearse(path, moment=lambda: None):
    keeping.rehearse(path, lambda done, total: moment())


class Moments:
    """The moments of an act, as it goes on: at no. `stop` (int) the pipe is told.

    The act then goes on, or `waits` to be killed.
    """

    def __init__(self, stop, waits, pipe):
        self.stop, self.waits, self.pipe = stop, waits, pipe
        self.seen, self.start = [], time.monotonic()

    def note(self, is_write=True):
        self.seen.append((is_write, time.monotonic() - self.start))
        if len(self.seen) == self.stop:
            self.pipe.send("now")
            time.sleep(A_WHILE if self.waits else 0)


def run(act, arguments, database, *how):
    """Do an act on a database (its settings); its moments are the statements.

    `how` is what Moments wants.  At the end the pipe is told of each whether it wrote, and when
    it began (list of (bool, seconds)).
    """
    connection.settings_dict.update(database)
    moments = Moments(*how)

    def watch(execute, sql, params, many, context):
        moments.note(str(sql).lstrip().startswith(WRITES))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        act(*arguments)
    moments.pipe.send(moments.seen)


def walk(act, arguments, database, *how):
    """The same for an act that says itself when a moment has come."""
    sqlite.PAGES = 20  # copied between two of them
    connection.settings_dict.update(database)
    moments = Moments(*how)
    act(*arguments, moment=moments.note)
    moments.pipe.send(moments.seen)
