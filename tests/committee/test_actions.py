"""Actions on many rows: the page that asks says what will happen, and only what was shown is done, once."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from committee.admin.actions import NAMED, stamp_of
from committee.models import Body, Municipality
from tests.at_once import at_once
from tests.confirming import choose, confirm, press, told
from tests.conftest import admin_address
from tests.factories import BodyFactory, MunicipalityFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
NOTHING_LEFT = "Det du har valt är redan publicerat. Det finns inget att göra."


def drafts(model) -> set[str]:
    return {str(row) for row in model.objects.filter(announced_at=None)}


def test_publishing_asks_first_and_is_done_by_the_button(desk):
    rows = [MunicipalityFactory(name=name, draft=name != "Vik") for name in ("Sund", "Näs", "Vik")]

    page = choose(desk, "announce", *rows)
    before = drafts(Municipality)
    done = press(desk, page)

    assert told(page) == [
        "2 kommuner visas för alla: Näs och Sund.",
        "1 kommun visas redan och förblir som förut: Vik.",
    ]
    html = page.content.decode()
    assert "Du har valt 3 kommuner." in html
    assert '<input type="submit" value="Publicera">' in html
    assert f'<a href="{admin_address(Municipality, "changelist")}" class="button cancel-link">' in html
    assert before == {"Sund", "Näs"}
    assert done.status_code == 302
    assert drafts(Municipality) == set()


def test_what_can_t_be_done_has_no_button(desk):
    page = choose(desk, "announce", BodyFactory())

    assert told(page) == [NOTHING_LEFT]
    assert "<form method=" not in page.content.decode().split('id="content"')[1]


def test_many_rows_are_named_in_part(desk):
    rows = [BodyFactory(name=f"Råd {n:02}", position=n, draft=True) for n in range(NAMED + 2)]

    names = ", ".join(f"Råd {n:02}" for n in range(NAMED))
    assert told(choose(desk, "announce", *rows)) == [f"14 organ visas för alla: {names} och 2 till."]


def test_nothing_is_done_to_a_row_that_has_changed_since_it_was_shown(desk):
    first, second = MunicipalityFactory(name="Sund", draft=True), MunicipalityFactory(name="Vik", draft=True)
    page = choose(desk, "announce", first, second)
    Municipality.objects.filter(pk=first.pk).update(name="Sundby")

    again = press(desk, page)

    assert again.status_code == 409
    assert "Inget är gjort: något har ändrats sedan sidan visades (Sundby)." in again.content.decode()
    assert told(again) == ["2 kommuner visas för alla: Sundby och Vik."]
    assert drafts(Municipality) == {"Sundby", "Vik"}
    assert press(desk, again).status_code == 302
    assert drafts(Municipality) == set()


def test_nothing_is_done_to_a_row_whose_change_no_sentence_tells_of(desk):
    row = MunicipalityFactory(name="Sund", draft=True)
    page = choose(desk, "announce", row)
    Municipality.objects.filter(pk=row.pk).update(slug="annan-adress")

    again = press(desk, page)

    assert "något har ändrats sedan sidan visades (Sund)" in again.content.decode()
    assert told(again) == told(page)
    assert drafts(Municipality) == {"Sund"}


def test_row_that_is_gone_is_told_of(desk):
    first, second = MunicipalityFactory(draft=True), MunicipalityFactory(name="Vik", draft=True)
    page = choose(desk, "announce", first, second)
    first.delete()

    again = press(desk, page)

    assert "(1 rad som inte finns kvar)" in again.content.decode()
    assert drafts(Municipality) == {"Vik"}


def test_second_press_meets_what_the_first_one_did(desk):
    page = choose(desk, "announce", MunicipalityFactory(name="Sund", draft=True))

    first, second = press(desk, page), press(desk, page)

    assert (first.status_code, second.status_code) == (302, 409)
    assert "något har ändrats sedan sidan visades (Sund)" in second.content.decode()
    assert told(second) == [NOTHING_LEFT]


def test_two_presses_at_once_do_it_once(committed):
    secretary, body = UserFactory(secretary=True), BodyFactory(draft=True)
    reading = Client()
    reading.force_login(secretary)
    page = choose(reading, "announce", body)

    def press_it() -> str:
        client = Client()
        client.cookies = reading.cookies
        return str(press(client, page).status_code)

    assert at_once(press_it, 2) == ["302", "409"]
    assert drafts(Body) == set()


@pytest.mark.parametrize("count", [1, 3])
def test_asking_and_doing_cost_the_same_for_any_number(desk, django_assert_num_queries, count):
    rows = [MunicipalityFactory(draft=True) for _ in range(count)]

    with django_assert_num_queries(17):
        page = choose(desk, "announce", *rows)
    with django_assert_num_queries(17):
        assert press(desk, page).status_code == 302


def test_all_rows_across_the_pages_of_a_list_are_chosen_and_counted(desk):
    Municipality.objects.bulk_create(Municipality(name=f"Vik {n:03}", slug=f"sida-{n}") for n in range(120))
    first = Municipality.objects.first()

    page = choose(desk, "announce", first, select_across=1)
    later = MunicipalityFactory(name="Ny", draft=True)
    done = press(desk, page)

    names = ", ".join(f"Vik {n:03}" for n in range(NAMED))
    assert "Du har valt 120 kommuner, alla i listan." in page.content.decode()
    assert told(page) == [f"120 kommuner visas för alla: {names} och 108 till."]
    assert done.status_code == 302
    assert drafts(Municipality) == {later.name}  # it wasn't there when the page was shown


def test_row_that_the_list_s_filter_would_hide_afterwards_is_still_the_one_that_was_shown(desk):
    sund, vik = MunicipalityFactory(name="Sund", draft=True), MunicipalityFactory(name="Vik", draft=True)

    page = choose(desk, "announce", sund, query="?q=Sund", select_across=1)
    Municipality.objects.filter(pk=sund.pk).update(name="Näs")

    assert told(press(desk, page)) == ["1 kommun visas för alla: Näs."]
    assert drafts(Municipality) == {"Näs", vik.name}


@pytest.fixture
def staff(client) -> Client:
    """Outside the secretariat, with the right to change municipalities."""
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_municipality", "view_municipality"]))
    client.force_login(user)
    return client


def test_rows_that_the_reader_doesn_t_see_can_t_be_chosen_by_typed_keys(staff):
    hidden, seen = MunicipalityFactory(name="Hemlig", draft=True), MunicipalityFactory(name="Sund")

    alone = choose(staff, "announce", hidden)
    forged = {"shown": f"{hidden.pk}-{stamp_of(hidden)} {seen.pk}-{stamp_of(seen)}", "action": "announce"}
    pressed = staff.post(admin_address(Municipality, "changelist"), forged | {"_selected_action": [hidden.pk]})

    assert told(alone) == ["Det du har valt finns inte."]
    assert told(pressed) == [NOTHING_LEFT]
    assert "Hemlig" not in alone.content.decode() + pressed.content.decode()
    assert drafts(Municipality) == {"Hemlig"}


@pytest.mark.parametrize("key", ["abc", "9" * 30, "-1", ""])
def test_typed_keys_that_are_none_are_answered_in_words(desk, key):
    MunicipalityFactory(draft=True)
    address = admin_address(Municipality, "changelist")

    for more in ({}, {"shown": f"{key}-x"}, {"shown": key}):
        answer = desk.post(address, {"action": "announce", "_selected_action": [key]} | more)

        assert answer.status_code in {200, 302, 409}
    assert len(drafts(Municipality)) == 1


def test_who_may_not_change_the_rows_has_no_action(client):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_municipality"))
    client.force_login(user)
    row = MunicipalityFactory()

    answer = client.post(
        admin_address(Municipality, "changelist"), {"action": "announce", "_selected_action": [row.pk], "index": 0}
    )

    assert "foretold" not in (answer.context or {})


def test_stamp_is_another_when_any_field_is():
    body = BodyFactory(name="Rådet")
    before = stamp_of(body)
    Body.objects.update(name="Rådet")
    same = stamp_of(Body.objects.get())
    Body.objects.update(position=7)

    assert same == before
    assert stamp_of(Body.objects.get()) != before


def test_confirmed_action_says_what_it_did(desk):
    done = confirm(desk, "announce", BodyFactory(draft=True), BodyFactory())

    assert "1 rad publicerades. De som redan var publicerade är som förut." in done.content.decode()
