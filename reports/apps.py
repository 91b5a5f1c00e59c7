"""What the registry adds up to."""

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.db import connections
from django.db.models.signals import post_migrate, post_save, pre_migrate
from django.db.transaction import on_commit
from django.utils.translation import gettext_lazy as _

SIGNED = {"state", "approved_by"}  # fields by which a release goes on


def make_way(using="default", plan=(), **kwargs):
    """Let SQLite remake the tables that the triggers read."""
    from reports import immutable

    immutable.make_way(connections[using], plan)


def guard_releases(using="default", **kwargs):
    """Put the triggers in their place, or back."""
    from reports import immutable

    immutable.install(connections[using])


def load_publisher(using="default", **kwargs):
    """Name the publisher where nobody has yet."""
    from reports.publisher import load

    load(using)


def grant(sender, using="default", **kwargs):
    """Give the groups their rights here: they are loaded before these rights exist."""
    from registry.reference import GROUPS, load_group

    create_permissions(sender, using=using, verbosity=0)
    for name in GROUPS:
        load_group(name, using)


def load_glossary(using="default", **kwargs):
    """Explain the words that nobody has explained yet."""
    from reports.glossary import load

    load(using)


def load_first_words(using="default", **kwargs):
    """Give the press text a template where there is none."""
    from reports.first_words import load
    from reports.models import Milestone

    if Milestone._meta.db_table in connections[using].introspection.table_names():
        load(using)


def write_down(instance, created, update_fields=None, **kwargs):
    """What became of a release, for those who watch over the portal."""
    from registry.logbook import tell

    if not created and not SIGNED & set(update_fields or SIGNED):
        return
    facts = {"year": instance.year, "number": instance.number, "state": instance.state}
    on_commit(lambda: tell("release", **facts))


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Figures and texts")

    def ready(self):
        from reports import checks  # noqa: F401  (registers them)
        from reports.earlier import sheet

        sheet.register()

        post_save.connect(write_down, sender=self.get_model("Release"))
        pre_migrate.connect(make_way, sender=self)
        post_migrate.connect(guard_releases, sender=self)
        post_migrate.connect(load_publisher, sender=self)
        post_migrate.connect(grant, sender=self)
        post_migrate.connect(load_glossary, sender=self)
        post_migrate.connect(load_first_words, sender=self)
