"""`make run`: the portal on this machine, over a demo registry if the database is untouched."""

import os
import secrets
import socket
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from registry.demo.accounts import give_addresses
from registry.models.origin import is_demo
from reports.models import Publisher

HOST, LAST_PORT = "127.0.0.1", 65535
ADDRESSES = ["/kk/", "/ru/", "/en/", "/admin/"]
FILE = "/data/2023/r1/summary.xlsx"  # of the demo
ACCOUNTS = [
    "coordinator-kz-10 ... coordinator-kz-79 (the ISO codes of the regions)",
    "coordinator-rep",
    *("reviewer", "reviewer2", "editor", "approver", "manager", "official", "admin"),
]

CONTACT = "figures@example.org"  # where readers of the demo report an error
# A walk through the open year of the demo (reports/demo_year.py); the README tells more.
WALK = [
    "reviewer: on the board, review what is left of 2024, or leave it out",
    "editor: Releases, 2024: build, look at the checklist, propose",
    "approver: approve; /kk/2024/ is public",
]


class Command(BaseCommand):
    help = "Prepares the database, fills an untouched one with the demo, and starts the server."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        refuse_a_taken_port(port)
        try:
            self.prepare()
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}".strip()) from None
        if not os.environ.get("PORTAL_URL"):
            settings.PORTAL_URL = f"http://{HOST}:{port}"  # where the letters of the demo lead
        self.say_what_is_where(port)
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
        call_command("runserver", f"{HOST}:{port}", use_reloader=False, shutdown_message="\n")

    def prepare(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database")
            call_command("migrate", verbosity=0)
        if is_untouched():
            self.stdout.write("Filling the registry with demo records: about a minute, once")
            password = os.environ.setdefault("DEMO_PASSWORD", secrets.token_hex(6))
            call_command("load_demo", password=password, stdout=StringIO())  # we tell the accounts
            give_addresses()
            Publisher.objects.filter(email="").update(email=CONTACT)

    def say_what_is_where(self, port):
        for address in [*ADDRESSES, *([FILE] if is_demo() else [])]:
            self.stdout.write(f"  http://{HOST}:{port}{address}")
        if is_demo():
            self.stdout.write(f"Accounts: {', '.join(ACCOUNTS)}")
            self.stdout.write(f"Password: {os.environ.get('DEMO_PASSWORD', 'the one given then')}")
            self.stdout.write("To publish a year, sign in as")
            for step in WALK:
                self.stdout.write(f"  {step}")
        self.stdout.write("Stop with Ctrl-C.")


def refuse_a_taken_port(port):
    """Say so before the minute of the demo, not after it."""
    if not 0 < port <= LAST_PORT:
        raise CommandError(f"{port} is no port: choose one from 1 to {LAST_PORT}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise CommandError(
                f"Port {port} is not free on {HOST}. Choose another: make run PORT=8001"
            ) from None


def is_untouched():
    """Whether nobody has begun to work in this database: it has no account."""
    return not get_user_model().objects.exists()
