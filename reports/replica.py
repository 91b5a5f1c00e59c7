"""Public pages read from another copy of the database, where REPLICA_URL names one.

A commit of the primary ends when the replica shows it (docs/operations/cluster/patroni.yml), so a
release that was published is on the next page.  A replica that is cut off or behind is left alone
until it has caught up; where the primary does not answer either, its pages are better than none.
"""

import threading
import time
from contextvars import ContextVar
from functools import cached_property

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.urls import reverse

ALIAS = "replica"
EVERY, AGAIN = 1, 5  # seconds until a replica that follows, or one that does not, is asked again
LAG = 2**20  # bytes of the primary's log: some milliseconds of it
# Seconds since the primary was heard.  The replica asks it sooner, and the primary acknowledges
# nothing without the replica before it has missed it for longer: wal_*_timeout in patroni.yml.
SILENCE = 4
# It shows what the primary has; or it is the primary by now.
FOLLOWS = """
    SELECT NOT pg_is_in_recovery() OR EXISTS (
        SELECT FROM pg_stat_wal_receiver
        WHERE status = 'streaming'
        AND last_msg_receipt_time > clock_timestamp() - %s * interval '1 second'
        AND pg_wal_lsn_diff(latest_end_lsn, pg_last_wal_replay_lsn()) < %s
    )
"""

_page = ContextVar("page", default=None)


class PublicPages:
    """Leads what a public page reads to the replica.  The back office reads what it writes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_public = not request.path_info.startswith(reverse("admin:index"))
        token = _page.set(Page() if is_public else None)
        try:
            return self.get_response(request)
        finally:
            _page.reset(token)


class Page:
    """A page that reads all of it from one place, chosen when it reads at all."""

    @cached_property
    def alias(self):
        return _chosen.alias()


class Router:
    """Reads go where the page reads from, writes to the primary, and so do migrations."""

    def db_for_read(self, model, **hints):
        page = _page.get()
        return page and page.alias

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True  # the same rows

    def allow_migrate(self, db, app_label, **hints):
        return db == DEFAULT_DB_ALIAS


class Chosen(threading.local):
    """Which copy a thread reads from: each has connections of its own."""

    _alias, _until = ALIAS, 0

    def alias(self):
        if time.monotonic() >= self._until:
            found = follows()
            self._alias = ALIAS if found or not answers() else DEFAULT_DB_ALIAS
            self._until = time.monotonic() + (EVERY if found else AGAIN)
        return self._alias


_chosen = Chosen()


def follows():
    """Whether the replica shows what the primary has (bool); None where it does not answer."""
    return _asked(ALIAS, FOLLOWS, [SILENCE, LAG])


def answers():
    """Whether the primary does."""
    return _asked(DEFAULT_DB_ALIAS, "SELECT 1")


def _asked(alias, question, values=None):
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(question, values)
            return cursor.fetchone()[0]
    except Error:
        return None
