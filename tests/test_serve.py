"""`make run`, with real processes: it serves, refuses to collide, keeps its data, and leaves nothing behind."""

import http.client
import os
import signal
import socket
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from sodertorn.serve import chosen_port
from tests.processes import family, living, start, within

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="Processer räknas i /proc, som bara Linux har."),
    pytest.mark.xdist_group("serve"),  # in two workers there would be two folders to fill
]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def status(port: str, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status


@contextmanager
def portal(folder: Path, port: str, **environment: str):
    """A portal that has said its address; killed if the test did not end it."""
    with start("-m", "sodertorn.serve", VAR_DIR=str(folder), PORT=port, **environment) as process:
        try:
            said = ""
            while "Ctrl-C" not in said and (line := process.stdout.readline()):
                said += line
            process.said = said
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One folder for all: the first portal fills its database, the others find it filled."""
    return tmp_path_factory.mktemp("var")


def test_portal_serves_until_it_is_told_to_stop(folder):
    port = free_port()
    with portal(folder, port, PORTAL_TODAY="2017-01-16") as process:
        assert f"http://127.0.0.1:{port}\n" in process.said
        assert "2017-01-16" in process.said
        assert "sekretariat@example.se  " in process.said
        assert [status(port, path) for path in ["/halsa/liv", "/halsa/redo", "/logga-in/"]] == [200, 200, 200]
        everyone = family(process.pid)

        stops(process, everyone, signal.SIGTERM)


def stops(process, everyone: set[int], number: signal.Signals) -> None:
    """It ends in order at the signal, and says so."""
    process.send_signal(number)

    assert process.wait(30) == 0
    assert living(everyone) == set()
    assert process.stdout.read() == "Portalen är stoppad.\n"


def test_taken_port_is_refused_before_any_work(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with portal(tmp_path, port) as process:
            assert process.wait(30) == 1
            assert f"Port {port} går inte att använda" in process.said

    assert not (tmp_path / "postgres").exists()


def test_port_that_is_none_ends_the_portal(tmp_path):
    with portal(tmp_path, "åtta") as process:
        assert process.wait(30) == 1
        assert "PORT är ”åtta”" in process.said


@pytest.mark.parametrize("port", ["åtta", "0", "65536", "-1"])
def test_port_that_is_none_is_refused(monkeypatch, port):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(SystemExit, match=f"PORT är ”{port}”"):
        chosen_port()


def test_demo_is_refused_in_production(tmp_path):
    with portal(tmp_path, free_port(), PORTAL_ENV="production") as process:
        assert process.wait(30) == 1
        assert "deploy/README.md" in process.said


def test_portal_refuses_a_second_takes_all_along_when_killed_starts_again_and_stops_at_ctrl_c(folder):
    port = free_port()
    with portal(folder, port) as first:
        with portal(folder, free_port()) as second:
            assert second.wait(30) == 1
            assert f"(process {first.pid})" in second.said
        assert first.poll() is None
        everyone = family(first.pid)
        first.kill()
        assert within(30, lambda: living(everyone) == set())

    with portal(folder, port) as process:
        assert status(port, "/halsa/redo") == 200
        stops(process, family(process.pid), signal.SIGINT)


def test_web_server_that_ends_by_itself_fails_the_portal(folder):
    with portal(folder, free_port()) as process:
        everyone = family(process.pid)
        os.kill(max(pid for pid in everyone if is_gunicorn(pid) and family(pid) != {pid}), signal.SIGTERM)

        assert process.wait(30) == 1
        assert living(everyone) == set()
        assert "Webbservern slutade av sig själv" in process.stdout.read()


def test_sender_of_mails_that_ends_by_itself_fails_the_portal(folder):
    with portal(folder, free_port()) as process:
        everyone = family(process.pid)
        os.kill(next(pid for pid in everyone if is_sender(pid)), signal.SIGKILL)

        assert process.wait(30) == 1
        assert living(everyone) == set()
        assert "Brevutskicket slutade av sig själv" in process.stdout.read()


def is_gunicorn(pid: int) -> bool:
    return "sodertorn.wsgi" in Path(f"/proc/{pid}/cmdline").read_text()


def is_sender(pid: int) -> bool:
    return "send_mail" in Path(f"/proc/{pid}/cmdline").read_text()
