"""Who is reading, and what it costs to know."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from committee.reader import Reader
from tests.factories import UserFactory

TODAY = dt.date(2017, 1, 16)
PUBLIC, SECRETARIAT = Reader(), Reader(is_secretariat=True)


def test_reader_of_an_anonymous_visitor_is_the_public_without_a_query(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert Reader.of(AnonymousUser(), TODAY) == PUBLIC


def test_reader_of_a_superuser_is_the_secretariat_without_a_query(django_assert_num_queries, superuser):
    with django_assert_num_queries(0):
        assert Reader.of(superuser, TODAY) == SECRETARIAT


def test_reader_of_a_secretary_is_the_secretariat_for_one_query(django_assert_num_queries, secretary):
    with django_assert_num_queries(1):
        assert Reader.of(secretary, TODAY) == SECRETARIAT


@pytest.mark.django_db
@pytest.mark.parametrize("is_staff", [False, True])
def test_reader_of_someone_else_is_the_public_for_two_queries(django_assert_num_queries, is_staff):
    someone = UserFactory(is_staff=is_staff)

    with django_assert_num_queries(2):
        assert Reader.of(someone, TODAY) == PUBLIC


def test_reader_of_someone_who_has_left_is_the_public_without_a_query(django_assert_num_queries, secretary, superuser):
    secretary.is_active = superuser.is_active = False

    with django_assert_num_queries(0):
        assert {Reader.of(secretary, TODAY), Reader.of(superuser, TODAY)} == {PUBLIC}
