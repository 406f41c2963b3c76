"""Wrong passwords that come at the same time, through connections of their own, are counted one by one."""

from functools import partial

import pytest
from django.test import Client, override_settings

from tests.accounts.logging_in import CountingHasher, log_in
from tests.at_once import together
from tests.factories import UserFactory
from tests.unpainted import unpainted


@pytest.mark.django_db
def test_of_200_wrong_passwords_at_once_at_most_ten_are_evaluated(committed):
    with override_settings(PASSWORD_HASHERS=["tests.accounts.logging_in.CountingHasher"]), unpainted():
        user = UserFactory()
        CountingHasher.hashed.clear()

        def guess(thread: int) -> None:
            client = Client()
            for number in range(25):
                log_in(client, user, f"gissning {thread} {number}", address=f"10.{thread}.0.{number}")

        said = together([partial(guess, thread) for thread in range(8)])

    assert said == [""] * 8
    assert 1 <= len(CountingHasher.hashed) <= 10
