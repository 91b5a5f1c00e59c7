"""What a command says when the database fails it: one sentence."""

from django.db import DatabaseError, connection


def explain(error):
    """Whether the tables are missing or the database does not answer (str)."""
    try:
        tables = connection.introspection.table_names()
    except DatabaseError:
        tables = None
    if tables is not None and "registry_region" not in tables:
        return "The database has no tables yet: run `manage.py migrate`."
    return f"The database does not answer: {error}".strip()
