"""What decides who reads a row, and what everyone else sees instead, in words."""

import datetime as dt

import pytest

from calendar_app.models import Document, Minutes
from committee.models import Body, Person, PlanEdition
from committee.reader import Reader
from sodertorn.insight.objects import KINDS
from tests.budget_factories import BudgetFactory, FeeDivisionFactory, InvoiceBasisFactory
from tests.factories import (
    AT,
    BodyFactory,
    HostTurnFactory,
    MeetingFactory,
    MunicipalityFactory,
    PersonFactory,
    PlanEditionFactory,
    PlanFactory,
)
from tests.insight.world import GROUND, TODAY, write_minutes
from tests.meeting_factories import AgendaItemFactory, AnswerFactory, NoticeFactory, ParagraphFactory

pytestmark = pytest.mark.django_db
NOTHING = "Alla andra ser ingenting, inte ens att {} finns."
ONLY_MEETING = "Alla andra ser mötet i kalendern, men {}."
PUBLISHED = ["Mötet publicerades 9 januari 2017.", "Mötet läses av alla."]
NO_AGENDA = "ingen föredragningslista, inga handlingar och inget protokoll"
FOR_ALL = [*PUBLISHED, "Föredragningslista, handlingar och protokoll läses av alla."]
FOR_MEMBERS = [*PUBLISHED, "Föredragningslista, handlingar och protokoll läses av organets ledamöter."]


def withheld(slug: str, row) -> str:
    return KINDS[slug].withheld(row)


def decides(slug: str, row) -> list[str]:
    """As the page does: about the row as it is got for it."""
    kind = KINDS[slug]
    return kind.decides(kind.rows(Reader(is_secretariat=True)).get(pk=row.pk))


def test_confidential_item_shows_number_and_ground():
    item = AgendaItemFactory(number=4, ground=GROUND)

    assert withheld("arende", item) == "Alla andra ser ärendets nummer (4) och grunden 19 kap. 3 § OSL, inget mer."
    assert decides("arende", item) == [
        *FOR_ALL,
        "Ärendet publicerades 9 januari 2017.",
        "Ärendet har sekretess enligt 19 kap. 3 § OSL.",
    ]


@pytest.mark.parametrize("values", [{"draft": True}, {"meeting__agenda_audience": "members"}])
def test_other_item_that_is_withheld_shows_nothing(values):
    item = AgendaItemFactory(ground=GROUND, **values)

    assert withheld("arende", item) == NOTHING.format("ärendet")


def test_draft_of_item_says_so():
    assert decides("arende", AgendaItemFactory(draft=True)) == [*FOR_ALL, "Ärendet är ett utkast."]


def test_document_shows_nothing_and_names_all_that_decides():
    item = AgendaItemFactory(number=1)
    document = Document.objects.create(
        meeting=item.meeting, item=item, audience="secretariat", title="Avtal", dated_on=TODAY
    )

    assert withheld("handling", document) == NOTHING.format("handlingen")
    assert decides("handling", document) == [
        *FOR_ALL,
        "Ärendet publicerades 9 januari 2017.",
        "Handlingen är ett utkast.",
        "Handlingen läses bara av sekretariatet.",
        "Handlingens tidigare versioner läses av dem som läser den senaste.",
    ]
    Document.objects.update(item=None)
    assert decides("handling", document)[:4] == [*FOR_ALL, "Handlingen är ett utkast."]


@pytest.mark.parametrize(
    ("slug", "make", "without"),
    [
        (
            "foredragningslista",
            lambda meeting: meeting,
            "ingen föredragningslista, inga handlingar och inget protokoll",
        ),
        ("protokoll", lambda meeting: write_minutes(meeting, "sent"), "inte protokollet"),
        ("paragraf", lambda meeting: write_minutes(meeting, "draft").paragraphs.first(), "inte protokollet"),
        ("svar", lambda meeting: AnswerFactory(meeting=meeting), "inga svar på kallelsen"),
        ("kallelse", lambda meeting: NoticeFactory(meeting=meeting), "inte utskicket"),
    ],
)
def test_part_of_a_meeting_leaves_the_meeting_if_that_is_public(slug, make, without):
    BodyFactory()
    row = make(MeetingFactory(agenda_audience="members", state="held"))
    hidden = make(MeetingFactory(audience="members", state="held"))

    assert withheld(slug, row) == ONLY_MEETING.format(without)
    assert withheld(slug, hidden) == NOTHING.format("mötet")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("draft", "Protokollet är ett utkast."),
        ("sent", "Protokollet skickades för justering 9 januari 2017 och är inte justerat än."),
        ("adjusted", "Protokollet justerades 9 januari 2017."),
    ],
)
def test_minutes_tell_their_state(state, sentence):
    minutes = write_minutes(MeetingFactory(agenda_audience="members", state="held"), state)

    assert decides("protokoll", minutes) == [*FOR_MEMBERS, sentence]


def test_confidential_paragraph_shows_section_and_the_ground_of_its_item():
    minutes = write_minutes(MeetingFactory(agenda_audience="public", state="held"), "adjusted")
    paragraph = minutes.paragraphs.get(item__isnull=False)

    shown = f"§ {paragraph.section} och grunden 19 kap. 3 § OSL"
    assert withheld("paragraf", paragraph) == f"Alla andra ser {shown}, inget mer."
    secret = "Paragrafens ärende har sekretess enligt 19 kap. 3 § OSL."
    assert decides("paragraf", paragraph) == [*FOR_ALL, "Protokollet justerades 9 januari 2017.", secret]
    follow_up = paragraph.follow_ups.get()
    read_by = "Uppföljningen läses av dem som läser beslutet."
    assert decides("uppfoljning", follow_up) == [*decides("paragraf", paragraph), read_by]
    assert withheld("uppfoljning", follow_up) == NOTHING.format("uppföljningen")


def test_paragraph_names_its_own_ground():
    paragraph = ParagraphFactory(ground=GROUND)

    assert decides("paragraf", paragraph)[-1] == "Paragrafen har sekretess enligt 19 kap. 3 § OSL."
    assert Minutes.objects.get().paragraphs.get() == paragraph


def test_plan_shows_its_edition_when_there_is_one():
    edition = PlanEditionFactory()
    PlanEditionFactory(plan=edition.plan, number=2, supersedes=edition)
    draft = PlanFactory(year=2190)

    rows = "Planens rader är sekretariatets arbetsmaterial. Alla andra läser utgåvor."
    assert withheld("verksamhetsplan", edition.plan) == "Alla andra läser utgåva 2, fastställd 8 december 2016."
    assert decides("verksamhetsplan", edition.plan) == [rows, "Planen är fastställd som utgåva 2."]
    assert withheld("verksamhetsplan", draft) == NOTHING.format("planen")
    assert decides("verksamhetsplan", draft) == [rows, "Planen är inte fastställd."]
    superseded = "Den är ersatt av utgåva 2 men går att läsa."
    assert [decides("utgava", row) for row in PlanEdition.objects.order_by("number")] == [
        ["Utgåvan fastställdes 8 december 2016.", superseded],
        ["Utgåvan fastställdes 8 december 2016."],
    ]


def test_revision_of_a_budget_shows_the_one_in_force():
    first = BudgetFactory(year=2017, adopted=True)
    revision = BudgetFactory(year=2017, number=2)

    assert withheld("budget", revision) == "Alla andra läser budget 2017, fastställd 8 december 2016."
    assert withheld("budget", BudgetFactory(year=2018)) == NOTHING.format("budgeten")
    assert decides("budget", revision) == ["Budgeten är ett utkast."]
    assert decides("budget", first) == ["Budgeten fastställdes 8 december 2016."]
    BudgetFactory(year=2019, adopted=True)
    later = BudgetFactory(year=2019, number=2, adopted=True)
    superseded = "Den är ersatt av en senare version men går att läsa."
    first = later.before
    assert decides("budget", first) == ["Budgeten fastställdes 8 december 2016.", superseded]


def test_division_shows_the_one_that_is_published():
    hidden = FeeDivisionFactory(budget=BudgetFactory(year=2018, adopted=True))
    FeeDivisionFactory(budget=BudgetFactory(year=2017, adopted=True), published_at=AT)
    revised = FeeDivisionFactory(budget=BudgetFactory(year=2017, number=2, adopted=True))

    assert withheld("avgiftsfordelning", hidden) == NOTHING.format("fördelningen")
    assert withheld("avgiftsfordelning", revised) == "Alla andra ser hur avgiften i budget 2017 är fördelad."
    assert decides("avgiftsfordelning", revised) == ["Fördelningen är vald men inte publicerad."]
    published = revised.budget.before.fee_division
    assert decides("avgiftsfordelning", published) == ["Fördelningen publicerades 9 januari 2017."]


def test_basis_shows_the_division_when_that_is_published():
    open_one = InvoiceBasisFactory(division__published_at=AT)

    words = "Alla andra ser hur årets avgift är fördelad, men inte underlaget."
    assert withheld("faktureringsunderlag", open_one) == words
    assert withheld("faktureringsunderlag", InvoiceBasisFactory()) == NOTHING.format("underlaget")
    assert decides("faktureringsunderlag", open_one) == [
        "Underlaget låstes 9 januari 2017.",
        "Faktureringsunderlag publiceras inte.",
    ]


@pytest.mark.parametrize(
    ("slug", "factory", "what"),
    [
        ("mote", MeetingFactory, "Mötet"),
        ("organ", BodyFactory, "Organet"),
        ("kommun", MunicipalityFactory, "Kommunen"),
        ("vardskap", HostTurnFactory, "Värdskapet"),
    ],
)
def test_draft_shows_nothing_until_it_is_published(slug, factory, what):
    draft, published = factory(draft=True), factory()

    assert withheld(slug, draft) == NOTHING.format(what.lower())
    assert decides(slug, draft)[0] == f"{what} är ett utkast."
    assert decides(slug, published)[0] == f"{what} publicerades 9 januari 2017."


def test_moment_is_told_as_the_day_it_was_here():
    body = BodyFactory(announced_at=dt.datetime(2017, 1, 9, 23, 30, tzinfo=dt.UTC))

    assert decides("organ", Body.objects.get(pk=body.pk)) == ["Organet publicerades 10 januari 2017."]


def test_person_shows_name_but_no_address():
    person = PersonFactory()

    assert "inte e-postadressen" in withheld("person", person)
    assert decides("person", Person.objects.get()) == [
        "E-postadressen och inloggningen visas bara på sidorna under Redigera."
    ]
