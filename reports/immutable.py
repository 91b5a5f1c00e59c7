"""Triggers that keep published releases and the demo's mark as they are, on both databases.

SQLite cannot remake a table that the trigger of another one reads, so there the triggers go
before a migrate that has something to do; after each migrate they are put back.  A row's REPLACE
deletes the old row without firing its delete trigger there: the insert and update triggers look
for the row that would be replaced.
"""

RELEASE, DEFINITION, FIGURE = "reports_release", "reports_definition", "reports_figure"
LEVEL = "reports_levelfigure"
DEMO = "registry_demomark"
PARTS = (DEFINITION, FIGURE, LEVEL)
TRUNCATED = {f"keep_{table}_truncate": table for table in (RELEASE, *PARTS, DEMO)}
REFUSAL = "A published release never changes."
DEMO_REFUSAL = "A demo registry never becomes a real one."

_PUBLISHED = f"EXISTS (SELECT 1 FROM {RELEASE} r WHERE r.id = {{0}} AND r.state = 'published')"
_TAKEN = (
    f"EXISTS (SELECT 1 FROM {RELEASE} r WHERE r.state = 'published' AND (r.id = NEW.id"
    " OR (r.year = NEW.year AND r.number = NEW.number)))"
)


def _part_taken(table):
    """Whether a new row would replace a row of a published release."""
    old = f"SELECT 1 FROM {table} p JOIN {RELEASE} r ON r.id = p.release_id"
    return f"EXISTS ({old} WHERE p.id = NEW.id AND r.state = 'published')"


def rules():
    """(table, verb, condition, refusal) of each trigger for a row."""
    yield RELEASE, "INSERT", f"NEW.state = 'published' OR {_TAKEN}", REFUSAL
    yield RELEASE, "UPDATE", f"OLD.state = 'published' OR {_TAKEN}", REFUSAL
    yield RELEASE, "DELETE", "OLD.state = 'published'", REFUSAL
    new, old = _PUBLISHED.format("NEW.release_id"), _PUBLISHED.format("OLD.release_id")
    for table in PARTS:
        yield table, "INSERT", f"{new} OR {_part_taken(table)}", REFUSAL
        yield table, "UPDATE", f"{old} OR {new} OR {_part_taken(table)}", REFUSAL
        yield table, "DELETE", old, REFUSAL
    yield DEMO, "INSERT", f"EXISTS (SELECT 1 FROM {DEMO})", DEMO_REFUSAL
    yield DEMO, "UPDATE", "1 = 1", DEMO_REFUSAL
    yield DEMO, "DELETE", "1 = 1", DEMO_REFUSAL


def names():
    return [f"keep_{table}_{verb.lower()}" for table, verb, _when, _text in rules()]


def install(connection):
    """Put every trigger in its place; those that stand already are made anew."""
    if not _has_tables(connection):
        return
    remove(connection)
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    _execute(connection, statements)


def make_way(connection, plan):
    """Take the triggers out of the way of a migrate on SQLite; with nothing to do they stay."""
    if plan and connection.vendor == "sqlite":
        remove(connection)


def remove(connection):
    """Take the triggers away: for a migrate, or a test that must empty its database.

    A database may be older than some of them: each goes if it is there.
    """
    statements = []
    for (table, *_rest), name in zip(rules(), names(), strict=True):
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        statements.append(f"DROP TRIGGER IF EXISTS {name}{on}")
    if connection.vendor == "postgresql":
        statements += [f"DROP TRIGGER IF EXISTS {n} ON {t}" for n, t in TRUNCATED.items()]
    _execute(connection, statements)


def missing(connection):
    """The names of the triggers that are not there (list); none before the tables are."""
    if not _has_tables(connection):
        return []
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in _wanted(connection) if name not in there]


def _wanted(connection):
    """The names of all triggers of a database: PostgreSQL has some for TRUNCATE, too."""
    truncate = TRUNCATED if connection.vendor == "postgresql" else {}
    return [*names(), *truncate]


def _has_tables(connection):
    return {RELEASE, *PARTS, DEMO} <= set(connection.introspection.table_names())


def _execute(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite():
    for (table, verb, when, refusal), name in zip(rules(), names(), strict=True):
        yield (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )


def _postgresql():
    yield (
        "CREATE OR REPLACE FUNCTION refuse_if_published() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF EXISTS (SELECT 1 FROM {RELEASE} WHERE state = 'published')"
        f" OR EXISTS (SELECT 1 FROM {DEMO}) THEN RAISE EXCEPTION '{REFUSAL}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$"
    )
    for name, table in TRUNCATED.items():
        yield (
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_if_published()"
        )
    yield from _postgresql_rows()


def _postgresql_rows():
    """PostgreSQL allows no subquery in WHEN: the condition stands in a function of its own."""
    for (table, verb, when, refusal), name in zip(rules(), names(), strict=True):
        kept = "OLD" if verb == "DELETE" else "NEW"
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{refusal}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {kept}; END $$"
        )
        yield (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
