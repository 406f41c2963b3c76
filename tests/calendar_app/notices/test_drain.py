"""The drain: each mail once, failures retried after pauses, and what is uncertain left for a person."""

import pytest
from django.core import mail
from django.db import OperationalError, connection
from post_office.models import STATUS, Email, Log

from calendar_app.models import PAUSES, Delivery
from calendar_app.notices.drain import attempt, claim, drain, write
from calendar_app.notices.operations import call_meeting, mark_as_sent, retry
from committee.models import Person
from tests.calendar_app.notices.conftest import AT, DONE, TODAY, later
from tests.calendar_app.notices.mail_servers import (
    DeafBackend,
    FarBackend,
    GoodbyeBackend,
    PickyBackend,
    RudeBackend,
    backend,
)

pytestmark = pytest.mark.django_db
Status = Delivery.Status


@pytest.fixture(autouse=True)
def picky(settings):
    backend(settings, PickyBackend)


def called(meeting, **addresses: str):
    """The meeting, called; `Sund="refused"` lets that member's mail go wrong."""
    for name, word in addresses.items():
        Person.objects.filter(name=f"Direktör {name}").update(email=f"{word}@example.se")
    call_meeting(meeting, DONE, today=TODAY)
    return meeting


def at(minutes: int = 0):
    return lambda: later(minutes)


def of(name: str) -> Delivery:
    return Delivery.objects.select_related("notice", "mail", "person").get(person__name=f"Direktör {name}")


def sent_to() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def test_drain_sends_each_mail_once_however_often_it_runs(meeting):
    called(meeting)

    first, second = drain(at()), drain(at(60))

    assert (first, second) == ({"sent": 3}, {})
    assert sent_to() == ["alvik@example.se", "nas@example.se", "sund@example.se"]
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 3
    assert set(Delivery.objects.values_list("status", "attempts")) == {("sent", 1)}
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}


@pytest.mark.parametrize(
    ("word", "error", "said"),
    [
        ("refused", "Mottagarens mejlserver tog inte emot adressen (felkod 550).", "no such user"),
        ("greylisted", "Mottagarens mejlserver tog inte emot adressen (felkod 451).", "later"),
        ("spam", "Mejlservern tog inte emot brevet (felkod 554).", "rejected"),
    ],
)
def test_failure_is_seen_in_swedish_and_stops_nobody_else(meeting, caplog, word, error, said):
    called(meeting, Näs=word)

    assert drain(at()) == {"sent": 2, "failed": 1}

    delivery = of("Näs")
    assert (delivery.status, delivery.error, delivery.tried_again_at) == ("queued", error, AT + PAUSES[0])
    assert said not in error
    assert said in Log.objects.get().message
    assert said in caplog.text
    assert Email.objects.get(delivery=delivery).status == STATUS.failed


def test_failure_is_retried_after_growing_pauses_and_then_stays(meeting):
    called(meeting, Näs="refused")
    every_minute, every_hour = range(3 * 60), range(3 * 60, 24 * 60, 60)

    moments = [minute for minute in (*every_minute, *every_hour) if drain(at(minute))["failed"]]

    assert moments == [0, 1, 6, 36, 156]
    assert (of("Näs").status, of("Näs").attempts, of("Näs").tried_again_at) == ("failed", 5, None)


def test_failure_that_passes_is_sent_once(meeting):
    called(meeting, Näs="refused")
    drain(at())
    Email.objects.filter(delivery=of("Näs")).update(to="nas@example.se")

    assert drain(at(1)) == {"sent": 1}
    assert sent_to() == ["alvik@example.se", "nas@example.se", "sund@example.se"]
    assert (of("Näs").status, of("Näs").error) == ("sent", "")


def test_retry_by_hand_begins_anew(meeting):
    called(meeting, Näs="refused")
    for pause in (0, 1, 6, 36, 156):
        drain(at(pause))
    Person.objects.filter(name="Direktör Näs").update(email="nas@example.se")

    retry(of("Näs"), later(200), today=TODAY)

    assert drain(at(200)) == {"sent": 1}


@pytest.mark.parametrize(
    ("server", "said"), [(DeafBackend, "[Errno 111] Connection refused"), (FarBackend, "timed out")]
)
def test_server_that_can_t_be_reached_is_a_failure_since_nothing_left(meeting, settings, caplog, server, said):
    backend(settings, server)
    called(meeting)

    assert drain(at()) == {"failed": 3}
    assert of("Sund").error == "Mejlservern svarar inte."
    assert said in caplog.text
    assert of("Sund").status == Status.QUEUED


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("finns.inte.EmailBackend", "No module named 'finns'"),
        ("tests.calendar_app.notices.mail_servers.MissingBackend", "does not define"),
        ("tests.calendar_app.notices.mail_servers.WrongBackend", "mutually exclusive"),
    ],
)
def test_server_that_can_t_even_be_set_up_is_a_failure_that_is_retried(meeting, settings, caplog, setting, said):
    settings.EMAIL_BACKEND = setting
    called(meeting)

    assert drain(at()) == {"failed": 3}

    delivery = of("Sund")
    assert (delivery.status, delivery.attempts) == (Status.QUEUED, 1)
    assert delivery.error == ("Portalens inställning för mejl är fel. Be den som sköter driften att rätta EMAIL_URL.")
    assert said in caplog.text
    assert said in Log.objects.first().message
    backend(settings, PickyBackend)
    assert drain(at(1)) == {"sent": 3}


def test_what_a_server_says_is_kept_as_one_line(meeting, settings, caplog):
    backend(settings, RudeBackend)
    called(meeting)

    assert drain(at()) == {"failed": 3}

    assert of("Sund").status == Status.QUEUED
    assert "nej påhitt" in caplog.text


def test_calendar_file_that_is_gone_is_a_failure_since_nothing_left(meeting):
    called(meeting)
    of("Sund").mail.attachments.get().file.delete(save=False)

    assert drain(at()) == {"sent": 2, "failed": 1}


@pytest.mark.parametrize("word", ["broken", "slow"])
def test_connection_that_breaks_under_way_is_uncertain_and_not_sent_again(meeting, word):
    called(meeting, Näs=word)

    assert drain(at()) == {"sent": 2, "sending": 1}
    assert drain(at(24 * 60)) == {}

    assert of("Näs").is_uncertain(later(0))
    assert of("Näs").error == "Anslutningen bröts medan brevet skickades. Det kan ha kommit fram."


def test_goodbye_that_fails_does_not_unsend_the_mail(meeting, settings):
    backend(settings, GoodbyeBackend)
    called(meeting)

    assert drain(at()) == {"sent": 3}
    assert len(mail.outbox) == 3


def test_claimed_mail_whose_process_died_is_uncertain_after_a_while(meeting):
    called(meeting)
    claimed = claim(AT)

    assert drain(at(60)) == {"sent": 2}

    claimed.refresh_from_db()
    assert not claimed.is_uncertain(later(4))
    assert claimed.is_uncertain(later(5))


def test_drain_stops_between_mails_when_told_to(meeting):
    called(meeting)

    assert drain(at(), goes_on=lambda: not mail.outbox) == {"sent": 1}
    assert Delivery.objects.filter(status=Status.QUEUED).count() == 2


def test_result_that_comes_after_the_secretary_settled_it_changes_nothing(meeting):
    called(meeting, Sund="refused", Näs="refused", Ålvik="refused")
    claimed = claim(AT)
    outcome = attempt(claimed.mail)
    mark_as_sent(claimed, later(5))

    write(claimed, outcome, later(6))

    claimed.refresh_from_db()
    assert (claimed.status, claimed.error) == ("sent", "")


def test_mail_that_went_is_not_sent_again_though_the_secretary_asked_meanwhile(meeting):
    called(meeting)
    claimed = claim(AT)
    outcome = attempt(claimed.mail)
    retry(claimed, later(5), today=TODAY)

    write(claimed, outcome, later(6))

    assert drain(at(7)) == {"sent": 2}
    assert len(mail.outbox) == 3


def test_result_is_written_when_the_database_comes_back(meeting, monkeypatch):
    called(meeting)
    refusals = iter([OperationalError("server closed the connection"), OperationalError("starting up")])

    def away_for_a_while(execute, sql, params, many, context):
        if mail.outbox and "FOR UPDATE" in sql and "SKIP LOCKED" not in sql and (error := next(refusals, None)):
            raise error
        return execute(sql, params, many, context)

    monkeypatch.setattr("django.db.connections.close_all", lambda: None)  # the test's transaction lives in it
    with connection.execute_wrapper(away_for_a_while):
        assert drain(at()) == {"sent": 3}

    assert set(Delivery.objects.values_list("status", flat=True)) == {"sent"}
    assert len(mail.outbox) == 3
