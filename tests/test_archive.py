"""docs/operations/archive.md is true: any moment comes back, five minutes are lost at most."""

import re
import shutil
import time

import pytest
from django.db import connection

from tests import machine, one_postgres
from tests.one_postgres import FILES, PAGE

FOLDER, LOG, BACK, MOMENT, OPEN = one_postgres.blocks()
IN_PLACE = LOG.partition("systemctl restart")[0]  # the files, as on a new machine
START = "systemctl start postgresql.service\n"

NAME = "A" * 24  # of a piece
PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def server():
    if connection.vendor != "postgresql" or not machine.initdb():
        pytest.skip("the page is run once, with PostgreSQL")
    with one_postgres.server() as made:
        yield made


@pytest.fixture
def postgres(server):
    """A new machine after part 2 of the page, with one word written before and one after it."""
    shutil.rmtree(server.kept, ignore_errors=True)
    server.begin_anew()
    server.ask("CREATE TABLE words (id serial, word text)")
    write(server, "before")
    server.run(FOLDER + LOG)
    write(server, "after")
    return server


def write(postgres, word):
    postgres.ask(f"INSERT INTO words (word) VALUES ('{word}')")


def lose(postgres):
    """The machine dies, and another one takes its place."""
    postgres.kill()
    postgres.begin_anew()
    postgres.run(IN_PLACE)


def words(postgres):
    return postgres.ask("SELECT string_agg(word, ' ' ORDER BY id) FROM words")


def handed_over(postgres):
    """The name (str) of the piece with the newest words, once it is in the folder."""
    name = postgres.ask("SELECT pg_walfile_name(pg_current_wal_lsn())")
    end = time.monotonic() + PATIENCE
    while not (postgres.kept / f"{name}.gz").exists():
        assert time.monotonic() < end, postgres.log
        time.sleep(0.1)
    return name


def test_a_lost_machine_comes_back_with_all_that_was_handed_over(postgres):
    handed_over(postgres)
    lose(postgres)

    postgres.run(BACK + OPEN)

    assert words(postgres) == "before after"
    assert len([*postgres.kept.glob("base-*")]) == 2


def test_nothing_is_lost_where_the_old_disk_can_be_read(postgres):
    write(postgres, "this very second")
    postgres.kill()

    postgres.run(BACK + OPEN)

    assert words(postgres) == "before after this very second"


def test_the_moment_before_a_mistake_comes_back(postgres):
    moment = postgres.ask("SELECT clock_timestamp()")
    postgres.ask("DELETE FROM words")
    write(postgres, "wrong")
    named = re.sub(r"'20.*'", f"'{moment}'", MOMENT)

    postgres.run(BACK.replace(START, named + START) + OPEN)

    assert words(postgres) == "before after"
    write(postgres, "right")
    handed_over(postgres)
    lose(postgres)
    postgres.run(BACK + OPEN)
    assert words(postgres) == "before after right"


def test_it_does_not_open_where_a_piece_is_missing(postgres):
    piece = postgres.kept / f"{handed_over(postgres)}.gz"
    write(postgres, "later")
    handed_over(postgres)
    piece.unlink()
    lose(postgres)

    with pytest.raises(AssertionError):
        postgres.run(BACK)

    assert f'could not restore file "{piece.stem}" from archive' in postgres.log


def test_old_copies_go_with_the_log_that_only_they_need(postgres):
    first = {path.name for path in postgres.kept.glob("base-*")}
    for word in ("second", "third"):
        write(postgres, word)
        time.sleep(1.1)  # their names tell the second
        postgres.run("systemctl start portal-base.service")
    left = {path.name for path in postgres.kept.glob("base-*")}
    assert len(left) == 2 and not left & first

    handed_over(postgres)
    lose(postgres)
    postgres.run(BACK.replace("tail -n 1", "head -n 1") + OPEN)
    assert words(postgres) == "before after second third"


class TestPieces:
    @pytest.fixture
    def archive(self, server):
        """Calls the program as PostgreSQL does, with an empty folder; gives its exit code."""
        server.begin_anew()
        shutil.rmtree(server.kept, ignore_errors=True)
        server.run(FOLDER + IN_PLACE)
        call = "runuser -u postgres -- /usr/local/lib/portal-archive"
        return lambda words: int(server.run(f"{call} {words} && echo 0 || echo $?").split()[-1])

    @pytest.fixture
    def piece(self, server):
        path = server.folder / "piece"
        path.write_text("what was written")
        return path

    def test_one_may_be_handed_over_twice_but_no_other_under_its_name(self, archive, piece):
        assert archive(f"log piece {NAME}") == archive(f"log piece {NAME}") == 0
        piece.write_text("what another one wrote")
        assert archive(f"log piece {NAME}") == 1

    def test_the_end_is_told_from_damage(self, archive, piece, server):
        get = f"get {NAME} var/lib/postgresql/15/got"
        assert archive(get) == 1
        archive(f"log piece {NAME}")
        assert archive(get) == 0
        assert (server.main.parent / "got").read_text() == piece.read_text()
        kept = server.kept / f"{NAME}.gz"
        kept.write_bytes(kept.read_bytes()[:-3])
        assert archive(get) == 255

    def test_one_that_waits_too_long_is_told(self, server, archive):
        assert archive("late") == 0
        waiting = f"/var/lib/postgresql/15/main/pg_wal/archive_status/{NAME}.ready"
        server.run(f"runuser -u postgres -- touch --date '1 hour ago' {waiting}")
        assert archive("late") == 1


def test_no_more_than_five_minutes_are_lost():
    settings = (FILES / "archive.conf").read_text()
    assert int(re.search(r"^archive_timeout = (\d+)$", settings, re.M)[1]) <= 270


def test_every_timer_is_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    timers = {path.stem for path in FILES.glob("*.timer")}
    assert timers == set(re.findall(r"^\| `(portal-\w+)` \|", page, re.M))
