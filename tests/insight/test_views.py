"""The pages "Vem ser vad?": for the secretariat, reached from where the question arises."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendar_app.models import Meeting
from committee.models import Body, Duty, Organisation, Person
from sodertorn.insight.objects import KINDS, NOT_ASKED_ABOUT
from sodertorn.insight.views import SHOWN
from sodertorn.templatetags.insight import who_reads
from tests.budget_factories import BudgetFactory
from tests.conftest import admin_address
from tests.factories import (
    AssignmentFactory,
    BodyFactory,
    MeetingFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
)
from tests.insight.world import GROUND, write_minutes
from tests.meeting_factories import AgendaItemFactory, DocumentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
SEARCH = "/admin/vem-ser-vad/"


def detail(slug: str, key: object) -> str:
    return f"{SEARCH}{slug}/{key}/"


def text(client, address: str) -> str:
    """The page's words, with one space between them."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def pages() -> list[str]:
    return [SEARCH, f"{SEARCH}?sort=mote", detail("mote", MeetingFactory().pk)]


def test_pages_are_for_the_secretariat_alone(client, secretary, superuser):
    member = UserFactory()
    AssignmentFactory(person=PersonFactory(user=member), body=BodyFactory())
    other_staff = UserFactory(is_staff=True)
    other_staff.user_permissions.set(Permission.objects.all())
    answers = {}
    for name, user in {"public": None, "member": member, "staff": other_staff, "s": secretary, "su": superuser}.items():
        client.logout()
        if user:
            client.force_login(user)
        answers[name] = {client.get(page).status_code for page in pages()}

    assert answers == {"public": {302}, "member": {302}, "staff": {403}, "s": {200}, "su": {200}}


def test_pages_are_read_only_and_never_cached(desk):
    for page in pages():
        assert desk.post(page).status_code == 405
        assert "no-store" in desk.get(page)["Cache-Control"]


def test_addresses_are_the_agreed_ones():
    assert reverse("insight-search") == SEARCH
    assert reverse("insight-detail", args=["handling", 7]) == "/admin/vem-ser-vad/handling/7/"


@pytest.mark.parametrize(
    "address",
    [
        detail("hemlighet", 1),
        detail("PlanNode", 1),
        detail("mote", "9" * 30),
        detail("mote", "9" * 5000),
        detail("mote", 0),
        detail("mote", -1),
        detail("mote", "1e3"),
        detail("handling", "0b0e6c8e-0000-4000-8000-000000000000"),
        detail("handling", "inte-en-uuid"),
        detail("mote", "%2e%2e"),
        f"{SEARCH}mote/",
    ],
    ids=lambda address: address[:60],
)
def test_detail_of_nonsense_is_missing(desk, address):
    MeetingFactory(pk=1)

    assert desk.get(address).status_code == 404


def test_detail_of_another_kinds_key_is_missing(desk):
    body = BodyFactory(pk=4711)
    MeetingFactory(body=body)

    assert desk.get(detail("organ", 4711)).status_code == 200
    assert {desk.get(detail(slug, 4711)).status_code for slug in set(KINDS) - {"organ"}} == {404}


def test_nul_in_an_address_is_refused(desk):
    assert desk.get(f"{SEARCH}mote/%00/").status_code == 400
    assert desk.get(f"{SEARCH}?sort=mote&q=%00").status_code == 400


def test_search_lists_what_has_all_the_words(desk):
    meeting = MeetingFactory(body=BodyFactory(name="Rådet"), starts_on=dt.date(2017, 2, 2))
    document = DocumentFactory(title="Avtal om broar", meeting=meeting, version=False)
    DocumentFactory(title="Avtal om vägar", version=False)
    DocumentFactory(title="Broar", version=False)

    response = desk.get(SEARCH, {"sort": "handling", "q": "bro avtal rådet 2017-02"})

    assert [row for row, _, _ in response.context["found"]] == [document]
    page = " ".join(response.content.decode().split())
    assert f'<a href="{detail("handling", document.pk)}">Avtal om broar</a> <span class="kicker">' in page
    assert f'<span class="kicker">{document.meeting}</span>' in page


@pytest.mark.parametrize("slug", KINDS)
def test_search_by_nonsense_finds_nothing(desk, slug):
    for words in ("", "'; --", "%", "\\", "å" * 200, "2017-99-99 {{ 7 }}", "<script>", "\ud7ff\uffff"):
        response = desk.get(SEARCH, {"sort": slug, "q": words})

        assert (words, response.status_code, response.context["found"]) == (words, 200, [])
        assert "Inget hittades." in response.content.decode()
        assert "<script>" not in response.content.decode().partition("<main")[2]


@pytest.mark.parametrize("query", [{"sort": "hemlighet"}, {"q": "avtal"}, {"sort": "mote", "q": "å" * 201}])
def test_search_that_makes_no_sense_is_asked_again(desk, query):
    response = desk.get(SEARCH, query)

    assert response.status_code == 200
    assert "found" not in response.context
    assert 'class="field-error"' in response.content.decode()


def test_search_begins_without_errors_and_says_what_is_not_asked_about(desk):
    page = text(desk, SEARCH)

    assert "field-error" not in page
    assert [reason for reason in NOT_ASKED_ABOUT.values() if reason not in page] == []
    assert [kind.label for kind in KINDS.values() if f">{kind.label}</option>" not in page] == []


def test_search_shows_the_first_and_says_that_there_are_more(desk):
    body = BodyFactory()
    MeetingFactory.create_batch(SHOWN, body=body)
    more = f"Här visas {SHOWN}. Det finns fler: skriv fler ord för att hitta dem."
    assert more not in text(desk, f"{SEARCH}?sort=mote")

    MeetingFactory(body=body)

    response = desk.get(f"{SEARCH}?sort=mote")
    assert more in response.content.decode()
    assert len(response.context["found"]) == SHOWN


@pytest.mark.parametrize("count", [1, 3])
def test_detail_costs_a_query_for_each_sort_of_part(desk, django_assert_num_queries, count):
    meeting = MeetingFactory(agenda_audience="public")
    for number in range(1, count + 1):
        DocumentFactory(meeting=meeting, item=AgendaItemFactory(meeting=meeting, number=number), version=False)
    desk.get(SEARCH)  # so that the login has been looked at
    with CaptureQueriesContext(connection) as of_any_page:
        desk.get(SEARCH)

    with django_assert_num_queries(len(of_any_page) + 6):  # the meeting, the rule, and four sorts of parts
        response = desk.get(detail("mote", meeting.pk))

    assert [label for label, _, _ in response.context["parts"]] == [
        *["Föredragningslista"],
        *["Ärende"] * count,
        *["Handling"] * count,
    ]


def test_detail_shows_the_table_and_what_others_see(desk, secretary):
    body = BodyFactory(name="Rådet", short_name="")
    user = UserFactory()
    person = PersonFactory(name="Kim <b>Ek</b>", user=user)
    AssignmentFactory(person=person, body=body, ends_on="2017-03-01")
    item = AgendaItemFactory(meeting=MeetingFactory(body=body, agenda_audience="public"), number=4, ground=GROUND)

    page = text(desk, detail("arende", item.pk))

    assert f"<h1>Vem ser ”{item}”?</h1>" in page
    assert "En person och sekretariatet kan läsa det här." in page
    assert "Alla andra ser ärendets nummer (4) och grunden 19 kap. 3 § OSL, inget mer." in page
    assert '<caption>Personer</caption> <thead><tr><th scope="col">Vem</th>' in page
    assert '<th scope="row">Kim &lt;b&gt;Ek&lt;/b&gt;</th> <td data-label="Kommun">ingen</td>' in page
    assert "ledamot i Rådet, sedan 1 januari 2017" in page
    assert '<time datetime="2017-03-01">2017-03-01</time>' in page
    assert '<td data-label="Kan logga in">ja</td>' in page
    assert "Andra som arbetar i Redigera, till exempel förvaltare, läser som alla andra" in page
    assert str(secretary.email or secretary.username) in page.partition("Sekretariatet</h2>")[2]


def test_detail_of_a_draft_says_that_no_person_reads_it(desk):
    page = text(desk, detail("budget", BudgetFactory().pk))

    assert "Bara sekretariatet kan läsa det här." in page
    assert "Ingen person med uppdrag kan läsa det här i dag." in page
    assert "<table" not in page


def test_links_lead_there_from_the_desk(desk):
    meeting = MeetingFactory(state="held", agenda_audience="public")
    minutes = write_minutes(meeting, "sent")
    document = DocumentFactory(meeting=meeting)
    item, budget = meeting.items.get(), BudgetFactory()
    links = {
        reverse("calendar:meeting-agenda", args=[meeting.pk]): detail("mote", meeting.pk),
        reverse("calendar:meeting-minutes", args=[meeting.pk]): detail("protokoll", minutes.pk),
        reverse("calendar:document-change", args=[document.pk]): detail("handling", document.pk),
        reverse("calendar:item-change", args=[item.pk]): detail("arende", item.pk),
        reverse("budget:budget-lines", args=[budget.pk]): detail("budget", budget.pk),
        reverse("admin:index"): SEARCH,
        admin_address(Meeting, "change", meeting.pk): detail("mote", meeting.pk),
        admin_address(Body, "change", meeting.body.pk): detail("organ", meeting.body.pk),
    }

    assert {page: link for page, link in links.items() if f'href="{link}"' not in text(desk, page)} == {}
    assert {link: desk.get(link).status_code for link in links.values()} == dict.fromkeys(links.values(), 200)


def test_admin_offers_it_only_for_what_can_be_asked_about_and_to_the_secretariat(client, desk):
    person, organisation = PersonFactory(), OrganisationFactory()
    assert detail("person", person.pk) in text(desk, admin_address(Person, "change", person.pk))
    assert SEARCH not in text(desk, admin_address(Organisation, "change", organisation.pk))

    other_staff = UserFactory(is_staff=True)
    other_staff.user_permissions.set(Permission.objects.all())
    client.force_login(other_staff)

    assert SEARCH not in text(client, admin_address(Person, "change", person.pk))


def test_who_reads_is_empty_for_what_is_not_asked_about():
    assert [who_reads(row) for row in (None, Duty(), Body())] == ["", "", ""]
    assert who_reads(BodyFactory(pk=8)) == detail("organ", 8)
    assert who_reads(MeetingFactory(pk=9)) == detail("mote", 9)


def test_search_of_an_empty_portal_says_so():
    context = {"kind": KINDS["mote"], "found": [], "limit": 0}

    assert "Inget hittades. Skriv färre ord, eller välj en annan sort." in render_to_string(
        "insight/_found.html", context
    )
