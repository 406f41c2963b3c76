"""`manage.py send_mail` as a process of its own: it sends, survives being killed without sending twice, and stops."""

import os
import signal
import subprocess
import time
from collections import Counter
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection

from calendar_app.models import Delivery
from calendar_app.notices.operations import call_meeting, retry
from committee.models import Person
from tests.calendar_app.notices.conftest import AT, DONE, TODAY, later, make_meeting
from tests.calendar_app.notices.mail_servers import PickyBackend, Sink, backend, sink
from tests.processes import start, within

ADDRESSES = {"sund@example.se", "nas@example.se", "alvik@example.se"}
Status = Delivery.Status


def database_url() -> str:
    """The address of the test's own database, which the process is to work in."""
    url = urlsplit(os.environ["DATABASE_URL"])
    return url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


@contextmanager
def send_mail(settings, url: str, *words: str):
    process = start(
        *("manage.py", "send_mail", *words),
        DATABASE_URL=database_url(),
        EMAIL_URL=url,
        MEDIA_ROOT=str(settings.MEDIA_ROOT),
        PORTAL_TODAY="2017-01-16",
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def send_mail_here(settings, server: Sink) -> None:
    """The command in this process: as good when nobody kills it, and a second cheaper."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    call_command("send_mail")


def statuses() -> Counter:
    return Counter(Delivery.objects.values_list("status", flat=True))


@pytest.mark.django_db
def test_command_sends_what_waits_and_tells_how_it_went(meeting, settings, capsys):
    backend(settings, PickyBackend)
    Person.objects.filter(name="Direktör Näs").update(email="refused@example.se")
    call_meeting(meeting, DONE, today=TODAY)

    call_command("send_mail")
    call_command("send_mail")

    assert capsys.readouterr().out.splitlines() == [
        "Brev: 2 skickade, 1 gick inte fram, 0 ovissa.",
        "Brev: 0 skickade, 0 gick inte fram, 0 ovissa.",
    ]


@pytest.mark.usefixtures("committed")
def test_process_killed_in_the_middle_of_a_mail_sends_nobody_a_second(settings):
    meeting = make_meeting()
    call_meeting(meeting, DONE, today=TODAY)
    with sink() as server:
        server.silent_for = "nas@example.se"
        with send_mail(settings, server.url, "--forever", "--pause=0.1") as process:
            assert server.fell_silent.wait(30)
            process.send_signal(signal.SIGKILL)
            process.wait(10)
        assert (statuses()["sending"], server.taken["nas@example.se"]) == (1, 1)

        server.silent_for = ""
        with send_mail(settings, server.url) as process:
            assert process.wait(30) == 0
        send_mail_here(settings, server)

        assert server.taken == dict.fromkeys(ADDRESSES, 1)
        assert statuses() == {"sent": 2, "sending": 1}
        uncertain = Delivery.objects.select_related("notice").get(status=Status.SENDING)
        uncertain.changed_at = AT  # it was left by the process five minutes ago
        uncertain.save()
        assert uncertain.is_uncertain(later(5))

        retry(uncertain, later(5), today=TODAY)
        send_mail_here(settings, server)

        assert server.taken == {**dict.fromkeys(ADDRESSES, 1), "nas@example.se": 2}
        assert len(server.ids) == 4
        assert len(set(server.ids)) == 3  # the second copy is known by its Message-ID
        assert statuses() == {"sent": 3}


@pytest.mark.usefixtures("committed")
def test_processes_that_run_at_once_send_each_mail_once(settings):
    call_meeting(make_meeting(), DONE, today=TODAY)
    with sink() as server:
        with (
            send_mail(settings, server.url, "--forever", "--pause=0.1") as first,
            send_mail(settings, server.url, "--forever", "--pause=0.1") as second,
        ):
            assert within(30, lambda: statuses() == {"sent": 3})
            time.sleep(0.5)
            for process in (first, second):
                process.terminate()
                assert process.wait(10) == 0

        assert server.taken == dict.fromkeys(ADDRESSES, 1)


@pytest.mark.usefixtures("committed")
def test_loop_told_to_stop_finishes_the_mail_that_is_under_way(settings):
    call_meeting(make_meeting(), DONE, today=TODAY)
    with sink() as server:
        server.silent_for = "nas@example.se"
        with send_mail(settings, server.url, "--forever") as process:
            assert server.fell_silent.wait(30)
            process.terminate()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.5)
            server.goes_on.set()

            assert process.wait(10) == 0

        assert statuses()["sending"] == 0
        assert statuses()["sent"] == sum(server.taken.values())


@pytest.mark.usefixtures("committed")
def test_loop_lives_through_a_database_that_throws_it_out(settings):
    meeting, ours = make_meeting(), connected()
    with sink() as server, send_mail(settings, server.url, "--forever", "--pause=0.1") as process:
        assert within(30, lambda: connected() - ours)
        throw_out(connected() - ours)
        call_meeting(meeting, DONE, today=TODAY)

        assert within(30, lambda: statuses() == {"sent": 3})
        assert process.poll() is None
        process.terminate()
        assert process.wait(10) == 0
        assert "Databasen svarar inte" in process.stdout.read()
        assert server.taken == dict.fromkeys(ADDRESSES, 1)


def connected() -> set[int]:
    """The server's processes for those who are connected to the test's database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}


def throw_out(pids: set[int]) -> None:
    """End these connections, as a restart of PostgreSQL does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) AS pid", [list(pids)])
