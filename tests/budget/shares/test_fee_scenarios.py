"""The keys are compared before one is chosen; what is chosen is published when the secretariat says so."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from budget.models import FeeDivision, Population
from budget.shares.operations import choose_key, publish
from tests.budget.shares.fees import amounts, budget_with_fee, draft_with_fee, inhabitants, members, revised
from tests.budget_factories import BudgetFactory, InvoiceBasisFactory
from tests.factories import AT, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
Key = FeeDivision.Key


def address(budget) -> str:
    return reverse("budget:fee-scenarios", args=[budget.pk])


def page_of(response) -> str:
    return response.content.decode()


def compared(response) -> dict[str, list[int]]:
    """The amounts of each key that could be reckoned, in the order of the rows."""
    comparison = response.context["comparison"]
    keys = [scenario.key for scenario in comparison.reckoned]
    return {key.value: [row.cells[place].amount_sek for row in comparison.rows()] for place, key in enumerate(keys)}


@pytest.mark.parametrize("count", [1, 3, 26])
def test_fee_scenarios_cost_the_same_for_any_number_of_members(desk, django_assert_num_queries, count):
    inhabitants(dict.fromkeys(members(count), 1000))
    budget = budget_with_fee()
    choose_key(budget, key=Key.EQUAL)

    with django_assert_num_queries(16):
        response = desk.get(address(budget))

    assert len(response.context["comparison"].rows()) == count


def test_keys_stand_side_by_side_in_kronor_percent_and_per_inhabitant(desk):
    first, second = members(2)
    inhabitants({first: 20_000, second: 10_000})
    terms = {"ar": 2016, "fast": "150 000", f"vikt-{first.slug}": 1, f"vikt-{second.slug}": 3}

    response = desk.get(address(budget_with_fee(900_000)), terms)

    assert compared(response) == {
        "equal": [450_000, 450_000],
        "inhabitants": [600_000, 300_000],
        "fixed": [550_000, 350_000],
        "weights": [225_000, 675_000],
    }
    page = page_of(response)
    assert "600\xa0000\xa0kr" in page
    assert "66,7 procent" in page
    assert "22,50\xa0kr per invånare" in page
    assert "Varje nyckel ger summan 900\xa0000\xa0kr, som är avgiften i budgeten." in page


def test_comparison_begins_with_the_latest_year_that_has_all_numbers(desk):
    first, second = members(2)
    inhabitants({first: 1, second: 2}, year=2014)
    inhabitants({first: 1}, year=2015)

    response = desk.get(address(budget_with_fee(900)))

    assert response.context["form"]["ar"].value() == 2014
    assert compared(response)["inhabitants"] == [300, 600]


def test_lacking_numbers_are_named_with_a_link_to_fill_them_in(desk):
    first, second = members(2)
    inhabitants({first: 20_000}, year=2015)
    budget = budget_with_fee()

    response = desk.get(address(budget), {"ar": 2015})

    page = page_of(response)
    assert f"Folkmängden 2015 saknas för {second}." in page
    assert f'href="/admin/budget/folkmangd/2015/?budget={budget.pk}"' in page
    assert list(compared(response)) == ["equal"]
    assert [cell.per_inhabitant for cell in response.context["comparison"].totals()] == [""]


def test_wrong_year_is_not_taken_for_lacking_numbers(desk):
    members(1)

    assert "Fyll i folkmängden</a>" not in page_of(desk.get(address(budget_with_fee()), {"ar": "tjugo"}))


def test_draft_is_compared_and_says_when_it_can_be_chosen(desk):
    members(3)
    budget = draft_with_fee(900)

    response = desk.get(address(budget))

    assert compared(response) == {"equal": [300] * 3}
    page = page_of(response)
    assert "Du kan välja fördelning när budgeten är fastställd." in page
    assert "Välj fördelning</button>" not in page
    desk.post(address(budget), {"do": "choose", "key": "equal", "is_confirmed": "on"})
    assert not FeeDivision.objects.exists()


JUNK = [
    ("ar", "1899", "Skriv ett år från 1900 till 2017."),
    ("ar", "2018", "Skriv ett år från 1900 till 2017."),
    ("ar", "", "Skriv ett år från 1900 till 2017."),
    ("ar", "9" * 5000, "Skriv ett år från 1900 till 2017."),
    ("ar", "tjugo", "Skriv ett år från 1900 till 2017."),
    ("fast", "NaN", "”NaN” är inget belopp."),
    ("fast", "0", "Den fasta delen ska vara mer än 0 kr."),
    ("fast", "-5", "Den fasta delen ska vara mer än 0 kr."),
    ("fast", "9" * 5000, "är för långt för att vara ett belopp."),
    ("vikt-vik", "-1", "Skriv vikten som ett helt tal från 0 till 1\xa0000\xa0000."),
    ("vikt-vik", "1,5", "Skriv vikten som ett helt tal från 0 till 1\xa0000\xa0000."),
    ("vikt-vik", "1000001", "Skriv vikten som ett helt tal från 0 till 1\xa0000\xa0000."),
    ("vikt-vik", "9" * 5000, "Skriv vikten som ett helt tal från 0 till 1\xa0000\xa0000."),
]


@pytest.mark.parametrize(("name", "typed", "said"), JUNK)
def test_junk_in_the_address_is_said_beside_its_field(desk, name, typed, said):
    MembershipFactory(municipality__slug="vik")

    response = desk.get(address(budget_with_fee()), {name: typed})

    assert response.status_code == 200
    [error] = response.context["form"].errors[name]
    assert error.endswith(said)
    assert error in page_of(response)
    assert compared(response) == {"equal": [945_000]}


def test_fixed_part_larger_than_the_fee_is_said(desk):
    inhabitants(dict.fromkeys(members(2), 1000))

    page = page_of(desk.get(address(budget_with_fee(900)), {"fast": "500"}))

    assert "De fasta delarna är 1\xa0000\xa0kr tillsammans, men avgiften är 900\xa0kr." in page


def test_unknown_parameters_are_passed_over(desk):
    members(1)

    assert desk.get(address(budget_with_fee()), {"vikt-ingen": "x", "nyckel": "'"}).status_code == 200


def test_budget_without_fee_or_members_says_what_to_do(desk):
    assert "Budgeten har ingen avgift att fördela." in page_of(desk.get(address(budget_with_fee(0))))
    assert "Ingen kommun är medlem 2018." in page_of(desk.get(address(budget_with_fee(year=2018))))


def test_key_is_chosen_by_the_terms_in_the_address_once_it_is_confirmed(desk):
    first, second = members(2)
    inhabitants({first: 20_000, second: 10_000})
    budget = budget_with_fee(900)
    here = f"{address(budget)}?ar=2016&fast=150"

    seen = desk.get(here).context["comparison"].fingerprint
    unconfirmed = desk.post(here, {"do": "choose", "key": "fixed", "seen": seen})
    assert "Kryssa i rutan först." in page_of(unconfirmed)
    assert not FeeDivision.objects.exists()

    assert f'name="seen" value="{seen}"' in page_of(desk.get(here))
    response = desk.post(here, {"do": "choose", "key": "fixed", "is_confirmed": "on", "seen": seen}, follow=True)
    assert "Vald fördelning: fast del och resten efter antal invånare." in page_of(response)
    assert response.redirect_chain == [(here, 302)]
    assert amounts(FeeDivision.objects.get()) == {first.name: 550, second.name: 350}


def test_key_whose_shares_have_become_others_since_the_page_was_opened_is_not_chosen(desk):
    first, second = members(2)
    inhabitants({first: 20_000, second: 10_000})
    budget = budget_with_fee(900)
    here = f"{address(budget)}?ar=2016"
    typed = {"do": "choose", "key": "inhabitants", "is_confirmed": "on"}
    typed["seen"] = desk.get(here).context["comparison"].fingerprint
    Population.objects.filter(municipality=second).update(inhabitants=40_000)

    page = page_of(desk.post(here, typed, follow=True))

    assert "Uppgifterna har ändrats sedan du öppnade sidan. Läs jämförelsen och välj igen." in page
    assert not FeeDivision.objects.exists()


@pytest.mark.parametrize("key", ["inhabitants", "", "lika", "\0"])
def test_key_that_is_not_in_the_comparison_is_not_chosen(desk, key):
    members(1)
    budget = budget_with_fee()

    response = desk.post(address(budget), {"do": "choose", "key": key, "is_confirmed": "on"})

    assert "Välj en av nycklarna i jämförelsen." in page_of(response)
    assert not FeeDivision.objects.exists()


def test_choice_is_published_when_confirmed_and_withdrawn(desk):
    MembershipFactory(municipality__name="Nya Vik", municipality__draft=True)
    budget = budget_with_fee()
    division = choose_key(budget, key=Key.EQUAL)
    button = {"do": "publish", "division": division.pk}

    assert "Nya Vik visas inte för alla än, men gör det när du publicerar." in page_of(desk.get(address(budget)))
    assert "Kryssa i rutan först." in page_of(desk.post(address(budget), button))
    assert FeeDivision.objects.filter(published_at=None).exists()

    desk.post(address(budget), button | {"publicera-is_confirmed": "on"})
    assert FeeDivision.objects.exclude(published_at=None).exists()
    assert "Fördelningen är publicerad. Ta tillbaka den för att välja en annan." in page_of(desk.get(address(budget)))

    page = page_of(desk.post(address(budget), {"do": "withdraw", "division": division.pk}, follow=True))
    assert "Avgifterna är tillbakatagna. Nu ser bara sekretariatet dem." in page
    assert FeeDivision.objects.filter(published_at=None).exists()


def test_button_under_a_division_that_has_been_replaced_does_nothing(desk):
    members(1)
    budget = budget_with_fee()
    shown = choose_key(budget, key=Key.EQUAL)
    choose_key(budget, key=Key.EQUAL)

    button = {"do": "publish", "division": shown.pk, "publicera-is_confirmed": "on"}
    page = page_of(desk.post(address(budget), button, follow=True))

    assert "En annan fördelning är vald sedan du öppnade sidan." in page
    assert FeeDivision.objects.get().published_at is None


def test_refused_choice_is_said(desk):
    members(1)
    budget = budget_with_fee()
    InvoiceBasisFactory(division=choose_key(budget, key=Key.EQUAL))

    seen = desk.get(address(budget)).context["comparison"].fingerprint
    typed = {"do": "choose", "key": "equal", "is_confirmed": "on", "seen": seen}

    page = page_of(desk.post(address(budget), typed, follow=True))

    assert "Ett låst faktureringsunderlag bygger på fördelningen." in page


def test_superseded_budget_offers_neither_choice_nor_publishing(desk):
    members(1)
    budget = budget_with_fee()
    choose_key(budget, key=Key.EQUAL)
    revised(budget, 1000)

    page = page_of(desk.get(address(budget)))

    assert "Budget 2017 gäller inte längre." in page
    assert "Publicera avgifterna" not in page


def test_unknown_button_shows_the_page_again(desk):
    members(1)

    assert desk.post(address(budget_with_fee()), {"do": "allt"}).status_code == 200


def test_fee_scenarios_are_the_secretariats(client, desk):
    budget = budget_with_fee()
    publish_right = Permission.objects.get(codename="change_budget")
    other = UserFactory(is_staff=True)
    other.user_permissions.add(publish_right)

    assert desk.get(address(BudgetFactory(year=2019))).status_code == 200
    assert desk.get(reverse("budget:fee-scenarios", args=[999_999])).status_code == 404
    client.force_login(other)
    assert client.get(address(budget)).status_code == 403
    client.force_login(UserFactory(is_staff=True))
    assert client.get(address(budget)).status_code == 403
    client.logout()
    assert client.get(address(budget)).status_code == 302


def test_published_division_is_linked_to_where_all_see_it(desk):
    members(1)
    budget = budget_with_fee()
    publish(choose_key(budget, key=Key.EQUAL), at=AT)

    assert '<a href="/budget/2017/avgifter/">Så ser alla den</a>' in page_of(desk.get(address(budget)))
