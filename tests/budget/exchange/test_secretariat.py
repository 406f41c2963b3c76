"""Where the secretariat reads lines in: a preview first, and nothing half done."""

import datetime as dt
import html
import random
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budget.exchange.forms import TableField
from budget.exchange.preview import TOO_MUCH
from budget.models import Budget
from tests.budget.exchange.tables import csv_of, workbook_of
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import CooperationFactory, UserFactory

pytestmark = pytest.mark.django_db
TYPED = "Intäkter\nAvgifter 945 000\nKostnader\nPersonal:\nLöner 900 000\nResor 40 000"


@pytest.fixture(autouse=True)
def cooperation():
    return CooperationFactory()


@pytest.fixture
def draft() -> Budget:
    budget = BudgetFactory(year=2018)
    BudgetLineFactory(budget=budget, kind="income", position=1, label="Avgifter", amount_sek=945_000)
    BudgetLineFactory(budget=budget, kind="cost", position=1, label="Hyra", amount_sek=45_000)
    return budget


def page_of(budget) -> str:
    return reverse("budget:lines-import", args=[budget.pk])


def send(desk, budget, **values):
    return desk.post(page_of(budget), {"mode": "replace"} | values)


def uploaded(data: bytes, name: str = "a.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def text_of(response) -> str:
    return html.unescape(re.sub("[ \n]+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def token_in(response) -> str:
    return re.search(r'name="token" value="([^"]+)"', response.content.decode())[1]


def labels_of(budget) -> list[str]:
    return list(budget.lines.values_list("label", flat=True))


def test_page_is_the_secretariats(client, draft):
    assert client.get(page_of(draft)).status_code == 302
    client.force_login(UserFactory())
    assert client.get(page_of(draft)).status_code == 302

    clerk = UserFactory()
    clerk.is_staff = True
    clerk.save()
    client.force_login(clerk)
    assert client.get(page_of(draft)).status_code == 403
    clerk.user_permissions.add(Permission.objects.get(codename="change_budget"))
    for budget in (draft, BudgetFactory(year=2030, adopted=True)):
        assert client.get(page_of(budget)).status_code == 403


def test_budget_that_is_missing_is_not_found(desk):
    assert desk.get(reverse("budget:lines-import", args=[999])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_lines(desk, django_assert_num_queries, count):
    budget = BudgetFactory(year=2019)
    BudgetLineFactory.create_batch(count, budget=budget)

    with django_assert_num_queries(8):
        desk.get(page_of(budget))


def test_preview_tells_what_would_change_and_changes_nothing(desk, draft):
    response = send(desk, draft, text=TYPED)

    said = text_of(response)
    assert "2 poster läggs till och 1 post tas bort. 1 post är som förut." in said
    assert "Intäkterna blir 945\xa0000\xa0kr och kostnaderna 940\xa0000\xa0kr: det skiljer 5\xa0000\xa0kr." in said
    assert "Läst som: Text med rubriker och belopp (inklistrad)." in said
    assert labels_of(draft) == ["Avgifter", "Hyra"]


def test_what_was_previewed_is_read_in_when_it_is_confirmed(desk, draft):
    token = token_in(send(desk, draft, text=TYPED))

    response = desk.post(page_of(draft), {"token": token}, follow=True)

    assert response.redirect_chain == [(reverse("budget:budget-lines", args=[draft.pk]), 302)]
    assert "Tabellen är inläst. Budgeten har nu 3 poster." in text_of(response)
    assert labels_of(draft) == ["Avgifter", "Löner", "Resor"]
    again = desk.post(page_of(draft), {"token": token}, follow=True)
    assert "Tabellen är redan inläst." in text_of(again)
    assert labels_of(draft) == ["Avgifter", "Löner", "Resor"]


def test_file_is_added_last(desk, draft):
    response = send(desk, draft, mode="append", file=uploaded(csv_of("Kostnad;;Resor;5")))

    assert "1 post läggs till. 2 poster är som förut." in text_of(response)
    desk.post(page_of(draft), {"token": token_in(response)})
    assert labels_of(draft) == ["Avgifter", "Hyra", "Resor"]


def test_change_is_shown_from_and_to(desk, draft):
    response = send(desk, draft, text="Sort;Benämning;Belopp\nIntäkt;Avgifter;1 000 000\nKostnad;Hyra;45 000")

    assert "Ändras Belopp: 945\xa0000\xa0kr → 1\xa0000\xa0000\xa0kr" in text_of(response)


def test_downloaded_file_changes_nothing_when_it_is_read_back(desk, draft):
    for extension in ("csv", "xlsx", "json"):
        data = desk.get(reverse("budget:budget-version-table", args=[2018, 1, extension])).content

        said = text_of(response := send(desk, draft, file=uploaded(data, "a.exe")))

        assert "Inget ändras. 2 poster är som förut." in said
        assert b'name="token"' not in response.content


def test_errors_are_told_line_by_line_and_nothing_can_be_confirmed(desk, draft):
    rows = [f"Kostnad;;Post {n};{n},5" for n in range(60)]

    response = send(desk, draft, file=uploaded(csv_of("Kostnad;;Resor;5", *rows)))

    said = text_of(response)
    assert said.count("har decimaler") == 50
    assert "Rad 3, Belopp: Skriv hela kronor utan ören: ”0,5” har decimaler." in said
    assert "Det finns 10 fel till." in said
    assert b'name="token"' not in response.content


def test_what_is_not_read_is_named(desk, draft):
    table = "Sort;Benämning;Belopp;Prognos;Konto\nKostnad;Hyra;5;4;4010"

    said = text_of(send(desk, draft, text=table))

    assert "Detta läses inte in: kolumnen Konto." in said
    assert "Prognos och utfall läses inte in i ett utkast." in said


def test_fee_that_goes_missing_is_told(desk, draft):
    draft.lines.filter(kind="income").update(is_fee=True)
    table = "Sort;Benämning;Belopp;Avgift\nIntäkt;{};945 000;{}"

    assert "Ingen post är längre avgift" in text_of(send(desk, draft, text=table.format("Bidrag", "")))
    assert "Ingen post är längre avgift" in text_of(send(desk, draft, text=table.format("Avgifter", "")))
    assert "Ingen post är längre avgift" not in text_of(send(desk, draft, text=table.format("Bidrag", "ja")))
    assert "Ingen post är längre avgift" not in text_of(send(desk, draft, text=TYPED))


def test_many_changes_are_shown_up_to_a_bound(desk, draft):
    said = text_of(send(desk, draft, file=uploaded(csv_of(*(f"Kostnad;;Post {n};5" for n in range(300))))))

    assert said.count("Läggs till") == 200
    assert "Och 102 ändringar till." in said


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({}, "Välj en fil eller klistra in text."),
        ({"text": " \n"}, "Välj en fil eller klistra in text."),
        ({"text": TYPED, "file": uploaded(csv_of("Kostnad;;Resor;5"))}, "Välj antingen en fil eller text, inte båda."),
        ({"text": TYPED, "mode": ""}, "Välj vad som ska hända med posterna som redan finns."),
        ({"text": TYPED, "mode": "results"}, "Välj vad som ska hända med posterna som redan finns."),
        ({"text": "Hej"}, "Det finns ingen rubrikrad med Sort, Benämning och Belopp."),
        ({"text": "\x00"}, "Null-tecken är inte tillåtna."),
        ({"file": uploaded(b"")}, "Filen är tom."),
        ({"file": uploaded(b"x" * 3_000_000)}, "Filen är 2,9\xa0MB. Den får vara högst 2\xa0MB."),
        ({"file": uploaded(b"%PDF-1.4\x00")}, "Filen är ingen tabell som går att läsa."),
        ({"file": uploaded(b"PK\x03\x04", "a.xlsx")}, "går inte att läsa som en Excel-arbetsbok"),
    ],
)
def test_what_is_wrong_with_the_form_is_told(desk, draft, values, error):
    response = send(desk, draft, **values)

    assert response.status_code == 200
    assert error in text_of(response)
    assert b'name="token"' not in response.content


def test_file_that_is_too_large_is_not_read_into_memory():
    file = uploaded(b"x" * 3_000_000)
    file.close()  # reading it would fail

    with pytest.raises(ValidationError, match="Filen är 2,9"):
        TableField().clean(file)


def test_text_that_is_too_long_for_a_form_is_a_bad_request(desk, draft):
    assert send(desk, draft, text="x" * 3_000_000).status_code == 400


def test_table_that_a_confirmation_could_not_carry_is_refused(desk, draft):
    signs = random.Random(1)
    rows = [["Kostnad", "A", 5, signs.randbytes(490).hex()] for _ in range(3500)]
    data = workbook_of({"Blad": [["Sort", "Benämning", "Belopp", "Anteckning"], *rows]})

    assert TOO_MUCH in text_of(send(desk, draft, file=uploaded(data)))


@pytest.mark.parametrize("token", ["", "x", "\x00", "a:b:c"])
def test_confirmation_that_was_not_made_here_is_refused(desk, draft, token):
    response = desk.post(page_of(draft), {"token": token}, follow=True)

    assert "Inget är inläst. Läs in tabellen igen." in text_of(response)
    assert labels_of(draft) == ["Avgifter", "Hyra"]


def test_confirmation_of_another_budget_is_refused(desk, draft):
    other = BudgetFactory(year=2030)

    desk.post(page_of(other), {"token": token_in(send(desk, draft, text=TYPED))})

    assert (labels_of(draft), labels_of(other)) == (["Avgifter", "Hyra"], [])


def test_results_are_read_into_the_adopted_budget(desk, draft):
    draft.lines.filter(kind="cost").update(amount_sek=945_000)
    draft.adopt(on=dt.date(2017, 12, 7))
    Budget.objects.update(follow_up_on=dt.date(2018, 8, 31))
    assert "Ersätt alla poster" not in text_of(desk.get(page_of(draft)))

    response = send(desk, draft, text="Sort;Benämning;Belopp;Utfall\nKostnad;Hyra;945 000;940 000")

    said = text_of(response)
    assert "1 post ändras. 1 post är som förut." in said
    assert "Utfall: tomt → 940\xa0000\xa0kr" in said
    assert "Det du läser in syns genast." in said
    after = desk.post(page_of(draft), {"token": token_in(response)}, follow=True)
    assert after.redirect_chain == [(reverse("budget:budget-results", args=[draft.pk]), 302)]
    assert list(draft.lines.values_list("forecast_sek", "outcome_sek")) == [(None, None), (None, 940_000)]


def test_results_of_another_amount_than_the_decided_are_refused(desk, draft):
    draft.lines.filter(kind="cost").update(amount_sek=945_000)
    draft.adopt(on=dt.date(2017, 12, 7))

    said = text_of(send(desk, draft, text="Sort;Benämning;Belopp;Utfall\nKostnad;Hyra;5;4\nKostnad;Resor;5;4"))

    assert "Rad 2: Beloppet är 5\xa0kr, men 945\xa0000\xa0kr är fastställt." in said
    assert "Rad 3: ”Resor” finns inte i den fastställda budgeten, eller flera gånger. Ange postens Post-id." in said


def test_budget_that_is_superseded_takes_no_results(desk):
    budget = BudgetFactory(year=2018, adopted=True)
    later = BudgetFactory(year=2018, number=2, balanced=True)
    later.adopt(on=dt.date(2018, 3, 1))

    response = desk.get(page_of(budget), follow=True)

    assert "Budgeten är ersatt av en revidering." in text_of(response)


def test_names_are_shown_as_text(desk, draft):
    page = send(desk, draft, text="Kostnader\n<script>alert(1)</script> 5").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
