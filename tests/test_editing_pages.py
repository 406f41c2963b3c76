"""Two who edit the same thing on the secretariat's own pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from budget.models import BudgetLine, Population
from calendar_app.models import AgendaItem, Paragraph
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import MembershipFactory, UserFactory
from tests.forms import form_of
from tests.meeting_factories import AgendaItemFactory, DocumentFactory, MinutesFactory, ParagraphFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
SHOWN = "_visat"


def clash(desk: Client, page: str, name: str, theirs: str, mine: str, **more) -> tuple:
    """What the second is asked who saves another value of the input; and then takes their own."""
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    saved = desk.post(page, first | {name: theirs} | more)
    asked = desk.post(page, second | {name: mine} | more)
    told = [(one.name, one.theirs, one.mine) for one in asked.context["choices"]]
    done = desk.post(page, form_of(asked, SHOWN) | {f"_ta-{name}": "mitt"} | more)
    return saved.status_code, asked.status_code, told, done.status_code


def test_agenda_item(desk):
    item = AgendaItemFactory(title="Vägar")

    answers = clash(desk, reverse("calendar:item-change", args=[item.pk]), "title", "Broar", "Tunnlar")

    assert answers == (302, 409, [("title", "Broar", "Tunnlar")], 302)
    assert AgendaItem.objects.get().title == "Tunnlar"


def test_two_items_of_one_agenda_don_t_clash(desk):
    items = [AgendaItemFactory(title="Vägar")]
    items.append(AgendaItemFactory(meeting=items[0].meeting, title="Broar"))
    pages = [reverse("calendar:item-change", args=[item.pk]) for item in items]
    shown = [form_of(desk.get(page), SHOWN) for page in pages]

    codes = [desk.post(page, form | {"presenter": "Kim"}).status_code for page, form in zip(pages, shown, strict=True)]

    assert codes == [302, 302]


def test_document(desk):
    document = DocumentFactory(title="Karta")
    page = reverse("calendar:document-change", args=[document.pk])

    answers = clash(desk, page, "title", "Kartan", "Kartor", do="save")

    assert answers == (302, 409, [("title", "Kartan", "Kartor")], 302)


def test_budget_line_and_its_figures(desk):
    budget = BudgetFactory()
    line = BudgetLineFactory(budget=budget, label="Resor")

    answers = clash(desk, reverse("budget:line-change", args=[budget.pk, line.pk]), "label", "Tåg", "Buss")

    assert answers == (302, 409, [("label", "Tåg", "Buss")], 302)
    assert BudgetLine.objects.get().label == "Buss"


def test_population(desk):
    municipality = MembershipFactory(starts_on="2010-01-01").municipality
    page, name = reverse("budget:population-form", args=[2016]), f"invanare-{municipality.pk}"

    answers = clash(desk, page, name, "1000", "2000", source="SCB")

    assert answers[:2] == (302, 409)
    assert Population.objects.get().inhabitants == 2000


def test_minutes_and_their_paragraphs(desk):
    minutes = MinutesFactory()
    paragraph = ParagraphFactory(minutes=minutes, title="Vägar", text="Ett.")
    page = reverse("calendar:meeting-minutes", args=[minutes.meeting_id])
    name = next(key for key in form_of(desk.get(page), SHOWN) if key.endswith("-text") and "paragraf" in key)

    answers = clash(desk, page, name, "Två.", "Tre.", do="save")

    assert answers == (302, 409, [(name, "Två.", "Tre.")], 302)
    assert Paragraph.objects.get(pk=paragraph.pk).text == "Tre."


def test_account_that_two_administrators_edit(client, superuser):
    user = UserFactory(first_name="Kim", email="kim@example.se")
    client.force_login(superuser)
    page = reverse("admin:auth_user_change", args=[user.pk])
    first, second = (form_of(client.get(page), SHOWN) for _ in range(2))
    client.post(page, first | {"first_name": "Kom"})

    assert client.post(page, second | {"first_name": "Kam"}).status_code == 409
