"""docs/operations/archive.md is true: any moment comes back, and nothing is left out unseen."""

import re
import shutil
import time

import pytest
from django.db import connection

from tests import commands, machine, one_postgres
from tests.one_postgres import FILES, PAGE

FOLDER, IN_PLACE, LOG, BACK, OLD_DISK, MOMENT, OPEN, GO_ON = commands.blocks(PAGE)
COPY = "sleep 1.1; systemctl start portal-base.service\n"  # their names tell the second
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
    server.run(FOLDER + IN_PLACE + LOG)
    write(server, "after")
    return server


def write(postgres, word):
    """Write a word; gives the moment (str) after it."""
    postgres.ask(f"INSERT INTO words (word) VALUES ('{word}')")
    return postgres.ask("SELECT clock_timestamp()")


def words(postgres):
    return postgres.ask("SELECT string_agg(word, ' ' ORDER BY id) FROM words")


def piece(postgres):
    """The name (str) of the piece of the log that is being written."""
    return postgres.ask("SELECT pg_walfile_name(pg_current_wal_lsn())")


def handed_over(postgres):
    """The name of the piece with the newest words, once it is in the folder."""
    name, end = piece(postgres), time.monotonic() + PATIENCE
    while not (postgres.kept / f"{name}.gz").exists():
        assert time.monotonic() < end, postgres.log
        time.sleep(0.1)
    return name


def lose(postgres):
    """The machine dies, and another one takes its place."""
    postgres.kill()
    postgres.begin_anew()
    postgres.run(IN_PLACE)


def at(moment, *more):
    """The block that names a moment: this one, with more settings."""
    named = re.sub(r"'20.*'", f"'{moment}'", MOMENT).rpartition("END")[0]
    return "\n".join([named.rstrip(), *more, "END\n"])


def kept(postgres, pattern="base-*"):
    """The names (list of str) in the folder."""
    return sorted(path.name for path in postgres.kept.glob(pattern))


@pytest.mark.soak
def test_a_lost_machine_comes_back_with_all_that_was_handed_over(postgres):
    handed_over(postgres)
    lose(postgres)

    postgres.run(BACK + OPEN + GO_ON)

    assert words(postgres) == "before after"
    assert len(kept(postgres)) == 2


@pytest.mark.soak
def test_nothing_is_lost_where_the_old_disk_can_be_read(postgres):
    postgres.ask("ALTER SYSTEM SET archive_timeout = 240")
    postgres.ask("SELECT pg_reload_conf()")
    postgres.ask("SELECT pg_switch_wal()")
    time.sleep(1.1)
    write(postgres, "this very second")
    name = piece(postgres)
    postgres.kill()
    assert not (postgres.kept / f"{name}.gz").exists()

    postgres.run(BACK + OLD_DISK + OPEN)

    assert words(postgres) == "before after this very second"


def test_a_moment_before_a_mistake_comes_back_and_the_copies_of_later_ones_stay_out(postgres):
    moment = write(postgres, "right")
    postgres.ask("DELETE FROM words")
    postgres.run(COPY)
    younger = kept(postgres)[-1]
    (postgres.kept / younger).rename(postgres.kept / younger.replace("base", "dead"))

    postgres.run(BACK + OLD_DISK + at(moment) + OPEN + GO_ON)
    assert words(postgres) == "before after right"

    write(postgres, "and on")
    handed_over(postgres)
    lose(postgres)
    postgres.run(BACK + OPEN)
    assert words(postgres) == "before after right and on"


@pytest.mark.soak
def test_a_second_try_finds_a_later_moment(postgres):
    early, late = write(postgres, "early"), write(postgres, "late")
    handed_over(postgres)
    postgres.ask("DELETE FROM words")
    handed_over(postgres)

    postgres.run(BACK + at(early) + OPEN)
    assert words(postgres) == "before after early"
    postgres.run("sleep 1.1\n" + BACK + at(late, "recovery_target_timeline = '1'") + OPEN)

    assert words(postgres) == "before after early late"


@pytest.mark.soak
def test_it_does_not_open_where_a_piece_is_missing(postgres):
    lost = handed_over(postgres)
    write(postgres, "later")
    handed_over(postgres)
    (postgres.kept / f"{lost}.gz").unlink()
    lose(postgres)

    with pytest.raises(AssertionError, match="It has not opened: see its log"):
        postgres.run(BACK + OPEN)

    assert f'FATAL:  could not restore file "{lost}" from archive' in postgres.log


@pytest.mark.soak
def test_old_copies_go_with_the_log_that_only_they_need(postgres):
    first, oldest = kept(postgres), kept(postgres, f"{'?' * 24}.gz")[0]
    for word in ("second", "third"):
        write(postgres, word)
        postgres.run(COPY)
    assert len(kept(postgres)) == 2 and first[0] not in kept(postgres)
    assert oldest not in kept(postgres, "*.gz")

    handed_over(postgres)
    lose(postgres)
    postgres.run(BACK.replace("tail -n 1", "head -n 1") + OPEN)
    assert words(postgres) == "before after second third"


class TestProgram:
    @pytest.fixture
    def archive(self, server):
        """Calls it as PostgreSQL does, with a folder of one copy; gives its exit code."""
        shutil.rmtree(server.kept, ignore_errors=True)
        server.run(FOLDER + IN_PLACE)
        (server.kept / "base-1").mkdir()
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

    def test_one_that_cannot_be_read_leaves_nothing_under_its_name(self, server, archive):
        assert archive(f"log nowhere {NAME}") == 1
        assert not (server.kept / f"{NAME}.gz").exists()

    def test_the_end_is_told_from_damage(self, server, archive, piece):
        get = f"get {NAME} {server.data.relative_to(server.folder)}/got"
        assert archive(get) == 1
        archive(f"log piece {NAME}")
        assert archive(get) == 0
        assert (server.data / "got").read_text() == piece.read_text()
        kept = server.kept / f"{NAME}.gz"
        kept.write_bytes(kept.read_bytes()[:-3])
        assert archive(get) == 255

    def test_a_folder_that_is_not_there_is_no_end(self, server, archive):
        shutil.rmtree(server.kept / "base-1")
        assert archive(f"get {NAME} got") == 255

    @pytest.mark.parametrize("line", ["00000001", "00000002"])
    def test_the_end_of_a_line_that_another_one_goes_on_is_no_end(self, server, archive, line):
        (server.kept / f"{line}{2:016X}.gz").touch()
        assert archive(f"get 00000001{1:016X} got") == 255
        assert archive(f"get {line}{3:016X} got") == 1
        assert archive("get 00000003.history got") == 1

    def test_one_that_waits_too_long_is_told_and_so_is_none(self, server, archive):
        server.begin_anew()
        assert archive("late") == 1
        server.run(IN_PLACE + "systemctl restart postgresql@15-main.service")
        status = "/var/lib/postgresql/15/main/pg_wal/archive_status"
        touch = f"runuser -u postgres -- touch {status}/{NAME}.ready"
        server.run(touch)
        assert archive("late") == 0
        server.run(f"{touch} --date '11 minutes ago'")
        assert archive("late") == 1


def test_a_piece_is_handed_over_within_five_minutes():
    settings = (FILES / "archive.conf").read_text()
    assert int(re.search(r"^archive_timeout = (\d+)$", settings, re.M)[1]) <= 270


def test_every_timer_is_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    timers = {path.stem for path in FILES.glob("*.timer")}
    assert timers == set(re.findall(r"^\| `(portal-\w+)` \|", page, re.M))
