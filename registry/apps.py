"""The registry, and the rows that it cannot work without."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def index_words(using="default", **kwargs):
    """Put the table of the words of titles in its place, or back."""
    from registry import words

    words.install(connections[using])


class RegistryConfig(AppConfig):
    name = "registry"
    verbose_name = _("Registry")

    def ready(self):
        from registry import logbook
        from registry.reference import load_reference

        logbook.watch()
        post_migrate.connect(load_reference, sender=self)
        post_migrate.connect(index_words, sender=self)
