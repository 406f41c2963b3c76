"""The secretariat's pages of the calendar: what they show, what they ask about, and what they leave unchanged."""

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.models import HostTurn, Meeting, MeetingChange, State
from committee.models import Body, Plan
from tests.conftest import admin_address
from tests.factories import (
    BodyFactory,
    DutyFactory,
    HostTurnFactory,
    MeetingFactory,
    MeetingHostFactory,
    PlanFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
BROKEN = "Det blir 5 av minst 6 sammanträden 2017."


@pytest.fixture
def committee(decided) -> Body:
    return Body.objects.get(prepared_by__isnull=False)


def state_page(meeting: Meeting, state: str) -> str:
    return reverse("calendar:meeting-state", args=[meeting.pk, state])


def day_page(meeting: Meeting) -> str:
    return reverse("calendar:meeting-day", args=[meeting.pk])


# --- Cancelling -------------------------------------------------------------------------------------------------


def test_cancelling_the_sixth_meeting_says_that_the_promise_breaks_and_asks_once_more(desk, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))
    page = state_page(meeting, "cancelled")

    asked = desk.get(page).content.decode()
    first = desk.post(page, {"reason": "För få ärenden"}).content.decode()
    between = Meeting.objects.get(pk=meeting.pk).state
    second = desk.post(page, {"reason": "För få ärenden", "is_confirmed": "on"}, follow=True)

    assert BROKEN in asked
    assert BROKEN in first
    assert "Kryssa i rutan om du vill spara ändå." in first
    assert between == State.PLANNED
    assert "är nu inställt." in second.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).state == State.CANCELLED
    assert MeetingChange.objects.get().reason == "För få ärenden"


def test_cancelling_a_meeting_that_others_make_up_for_asks_nothing_more(desk, committee):
    meeting = Meeting.objects.get(title="planeringskonferens")

    response = desk.post(state_page(meeting, "cancelled"), {"reason": ""})

    assert response.status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).state == State.CANCELLED


def test_cancelling_what_prepares_a_meeting_names_the_meeting(desk, committee):
    meeting = Meeting.objects.get(starts_on=dt.date(2017, 1, 20))

    page = desk.get(state_page(meeting, "cancelled")).content.decode()

    assert "Det blir 5 av 6 möten 2017 förbereds av Ledningsgruppen." in page
    assert "2 februari 2017 saknar förberedande möte en till fem veckor före." in page


def test_cancelling_one_more_when_the_promise_is_broken_is_asked_about_too(desk, committee):
    Meeting.objects.filter(body=committee, starts_on=dt.date(2017, 12, 7)).update(state=State.CANCELLED)
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 10, 26))

    page = desk.post(state_page(meeting, "cancelled"), {"reason": ""})

    assert "Det blir 4 av minst 6 sammanträden 2017." in page.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).state == State.PLANNED


def test_cancelled_meeting_is_taken_back_and_the_news_say_so(desk, client, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))
    desk.post(state_page(meeting, "cancelled"), {"is_confirmed": "on"})

    assert "Återta som planerat" in desk.get(admin_address(Meeting, "change", meeting.pk)).content.decode()
    desk.post(state_page(meeting, "planned"))

    client.logout()
    assert "Mötet är inställt" not in client.get(meeting.get_absolute_url()).content.decode()
    assert "Mötet är inte längre inställt, utan planerat" in client.get("/kalender/flode.atom").content.decode()


def test_public_sees_the_broken_promise_and_the_cancelled_meeting(client, desk, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))
    desk.post(state_page(meeting, "cancelled"), {"reason": "För få ärenden", "is_confirmed": "on"})
    client.logout()

    body = client.get(reverse("calendar:body-detail", args=[committee.slug])).content.decode()
    year = client.get(reverse("calendar:year-detail", args=[2017])).content.decode()
    page = client.get(meeting.get_absolute_url()).content.decode()

    assert "5 av minst 6 sammanträden 2017." in body
    assert "5 av minst 6 sammanträden 2017." in year
    assert "1 inställt" in year
    assert "Mötet är inställt. Skäl: För få ärenden" in page
    assert "EventCancelled" in page


def test_step_that_is_not_open_leads_back_with_the_reason(desk, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))

    for state in ("held", "adjusted", "draft", "planned"):
        response = desk.post(state_page(meeting, state), follow=True)
        assert "kan inte bli" in response.content.decode()
    assert desk.get(state_page(meeting, "uppskjutet")).status_code == 404
    assert Meeting.objects.get(pk=meeting.pk).state == State.PLANNED


# --- Editing in the admin -----------------------------------------------------------------------------------------


def typed(meeting: Meeting, **values) -> dict:
    return {
        "body": meeting.body_id,
        "kind": meeting.kind_id or "",
        "title": meeting.title,
        "precision": meeting.precision,
        "starts_on": meeting.starts_on,
        "ends_on": meeting.ends_on,
        "starts_at": meeting.starts_at or "",
        "ends_at": meeting.ends_at or "",
        "meeting_hosts-TOTAL_FORMS": 0,
        "meeting_hosts-INITIAL_FORMS": 0,
    } | values


def test_moving_the_sixth_meeting_out_of_the_year_is_asked_about_once_more(desk, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))
    page = admin_address(Meeting, "change", meeting.pk)
    moved = typed(meeting, starts_on="2018-01-11", ends_on="2018-01-11")

    first = desk.post(page, moved)
    between = Meeting.objects.get(pk=meeting.pk).starts_on
    second = desk.post(page, moved | {"is_confirmed": "on"})

    assert BROKEN in first.content.decode()
    assert between == meeting.starts_on
    assert second.status_code == 302
    change = MeetingChange.objects.get()
    assert (change.what, change.before, change.after) == ("date", "7 december 2017", "11 januari 2018")


@pytest.mark.parametrize("state", [State.PLANNED, State.CALLED, State.HELD])
def test_meeting_that_is_planned_can_not_be_typed_back_to_a_month(desk, state):
    meeting = MeetingFactory(state=state)

    page = desk.post(
        admin_address(Meeting, "change", meeting.pk),
        typed(meeting, precision="month", starts_on="2017-02-01", ends_on="2017-02-01"),
    )

    assert "Ett möte som bara har månad är utkast, preliminärt eller inställt." in page.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).precision == Meeting.Precision.DAY


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2017-12-16", "lördag 16 december 2017 är en helg."),
        ("2017-04-14", "14 april 2017 är Långfredagen."),
        ("2017-05-12", "12 maj 2017 krockar med Ledningsgruppen 12 maj 2017."),
    ],
)
def test_unusual_day_typed_in_the_admin_is_asked_about_once_more(desk, committee, day, words):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))
    new = {"body": committee.pk, "precision": "day", "starts_on": day, "ends_on": day}
    empty = {"meeting_hosts-TOTAL_FORMS": 0, "meeting_hosts-INITIAL_FORMS": 0}

    moved = desk.post(admin_address(Meeting, "change", meeting.pk), typed(meeting, starts_on=day, ends_on=day))
    added = desk.post(admin_address(Meeting, "add"), new | empty)
    confirmed = desk.post(admin_address(Meeting, "add"), new | empty | {"is_confirmed": "on"})

    assert words in moved.content.decode()
    assert words in added.content.decode()
    assert confirmed.status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).starts_on == dt.date(2017, 12, 7)


def test_same_host_twice_is_refused_in_swedish(desk):
    meeting, host = MeetingFactory(), MeetingHostFactory().municipality
    twice = {"meeting_hosts-TOTAL_FORMS": 2} | {f"meeting_hosts-{place}-municipality": host.pk for place in (0, 1)}

    page = desk.post(admin_address(Meeting, "change", meeting.pk), typed(meeting) | twice).content.decode()

    assert "Två rader har samma" in page
    assert "municipality" not in page[page.index("Två rader") :][:80]


def test_moving_within_the_year_is_noted_and_shown_as_moved(desk, client, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))

    response = desk.post(
        admin_address(Meeting, "change", meeting.pk), typed(meeting, starts_on="2017-12-14", ends_on="2017-12-14")
    )

    assert response.status_code == 302
    client.logout()
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Flyttat från 7 december 2017" in page
    assert "<del>7 december 2017</del> <ins>14 december 2017</ins>" in page
    assert "EventRescheduled" in page
    assert "flyttat från 7 december 2017" in client.get("/kalender/").content.decode()
    assert "flyttat från 7 december 2017" in client.get("/kalender/2017/").content.decode()


def test_published_meeting_is_not_deleted_from_the_admin_and_a_draft_is(desk):
    published, draft = MeetingFactory(), MeetingFactory(draft=True)
    chosen = {"action": "delete_selected", "_selected_action": [published.pk, draft.pk], "post": "yes"}

    alone = desk.post(admin_address(Meeting, "delete", published.pk), {"post": "yes"})
    together = desk.post(admin_address(Meeting, "changelist"), chosen)
    desk.post(admin_address(Meeting, "delete", draft.pk), {"post": "yes"})

    assert alone.status_code == 403
    assert "är publicerat. Ställ in det i stället." in together.content.decode()
    assert list(Meeting.objects.all()) == [published]


def test_two_chosen_meetings_swap_hosts_and_other_numbers_are_refused(desk):
    rows = [MeetingHostFactory(municipality__name=name) for name in ("Sund", "Näs", "Vik")]
    page = admin_address(Meeting, "changelist")

    def choose(*meetings: Meeting) -> str:
        chosen = {"action": "swap", "_selected_action": [meeting.pk for meeting in meetings]}
        return desk.post(page, chosen, follow=True).content.decode()

    assert "Välj två möten" in choose(rows[0].meeting)
    assert "Välj två möten" in choose(*(row.meeting for row in rows))
    assert "Mötena har bytt värdkommuner." in choose(rows[0].meeting, rows[1].meeting)
    hosts = Meeting.objects.order_by("pk").values_list("meeting_hosts__municipality__name", flat=True)
    assert list(hosts) == ["Näs", "Sund", "Vik"]


def test_two_chosen_turns_of_one_body_swap_and_of_two_bodies_do_not(desk):
    first, other = HostTurnFactory(year=2018), HostTurnFactory(year=2018)
    second = HostTurnFactory(body=first.body, year=2019)
    page = admin_address(HostTurn, "changelist")

    refused = desk.post(page, {"action": "swap", "_selected_action": [first.pk, other.pk]}, follow=True)
    desk.post(page, {"action": "swap", "_selected_action": [first.pk, second.pk]})

    assert "Välj två värdskap i samma organ." in refused.content.decode()
    assert HostTurn.objects.get(pk=first.pk).municipality == second.municipality


# --- A day for a month --------------------------------------------------------------------------------------------


def test_month_gets_the_day_that_is_proposed(desk, client, committee):
    meeting = Meeting.objects.get(starts_on=dt.date(2018, 1, 1))

    page = desk.get(day_page(meeting))
    proposed = page.context["form"].initial["starts_on"]
    desk.post(
        day_page(meeting), {"starts_on": proposed, "starts_at": "12.00", "ends_at": "15.00", "is_confirmed": "on"}
    )

    client.logout()
    assert (proposed.year, proposed.month, proposed.isoweekday()) == (2018, 1, 4)
    shown = client.get(meeting.get_absolute_url()).content.decode()
    assert "25 januari 2018" in shown
    assert "<del>januari 2018 (preliminärt)</del> <ins>25 januari 2018</ins>" in shown
    assert Meeting.objects.get(pk=meeting.pk).host_names == "Huddinge"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"starts_on": "2018-01-06"}, "6 januari 2018 är Trettondedag jul"),
        ({"starts_on": "2018-01-20"}, "lördag 20 januari 2018 är en helg"),
        ({"starts_on": "2018-06-14"}, "Mötet är satt till januari 2018 (preliminärt)."),
        ({"starts_on": "2018-01-18"}, "Inget möte i Ledningsgruppen en till fem veckor före"),
    ],
)
def test_unusual_day_is_asked_about_once_more(desk, committee, values, words):
    meeting = Meeting.objects.get(starts_on=dt.date(2018, 1, 1))

    first = desk.post(day_page(meeting), values).content.decode()
    between = Meeting.objects.get(pk=meeting.pk).precision
    desk.post(day_page(meeting), values | {"is_confirmed": "on"})

    assert words in first
    assert between == Meeting.Precision.MONTH
    assert Meeting.objects.get(pk=meeting.pk).starts_on.isoformat() == values["starts_on"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"starts_on": "01/25/2018"}, "Skriv datumet som 2018-01-25."),
        ({"starts_on": ""}, "måste fyllas i"),
        ({"starts_on": "2018-01-25", "ends_on": "2018-01-24"}, "Mötet kan inte sluta före första dagen."),
        ({"starts_on": "2018-01-25", "starts_at": "12.00"}, "Ange både start- och sluttid"),
        ({"starts_on": "2018-01-25", "starts_at": "15.00", "ends_at": "12.00"}, "Sluttiden ska vara efter"),
        ({"starts_on": "2018-01-25", "starts_at": "tolv"}, "Skriv tiden som 12.00."),
        ({"starts_on": "0217-01-25"}, "Mötets datum ska vara mellan år 1900 och 2199."),
    ],
)
def test_wrong_day_is_refused_with_the_reason_and_changes_nothing(desk, committee, values, words):
    meeting = Meeting.objects.get(starts_on=dt.date(2018, 1, 1))

    page = desk.post(day_page(meeting), values | {"is_confirmed": "on"}).content.decode()

    assert words in page
    assert Meeting.objects.get(pk=meeting.pk).is_month_only


def test_meeting_with_a_day_is_given_no_other_here(desk):
    meeting = MeetingFactory()

    assert "har redan en dag" in desk.get(day_page(meeting), follow=True).content.decode()


# --- Planning a year ----------------------------------------------------------------------------------------------


def planning(body: Body, year: int = 2018) -> str:
    return f"{reverse('calendar:year-planning')}?organ={body.slug}&ar={year}"


def as_posted(formset, **changes) -> dict:
    """What the browser sends of an untouched form."""
    sent = {"form-TOTAL_FORMS": len(formset), "form-INITIAL_FORMS": len(formset)}
    for form in formset:
        for name, value in form.initial.items():
            value = getattr(value, "pk", value)
            if value is not None and value is not False:
                sent[f"{form.prefix}-{name}"] = "on" if value is True else value
    return sent | changes


def test_proposal_for_2018_follows_2017_and_is_saved_as_drafts(desk, client, committee):
    page = desk.get(planning(committee))
    response = desk.post(planning(committee), as_posted(page.context["formset"]), follow=True)

    assert "12 utkast sparade, som bara sekretariatet ser." in response.content.decode()
    drafts = Meeting.objects.filter(state=State.DRAFT).with_body_and_hosts().order_by("body__position", "starts_on")
    assert [(str(m), m.clock, m.host_names) for m in drafts] == [
        ("Södertörns samarbetskommitté 31 maj 2018", "kl.\xa012.00–15.00", "Salem"),
        ("Södertörns samarbetskommitté, planeringskonferens 15–16 augusti 2018", "", "Nynäshamn"),
        ("Södertörns samarbetskommitté 13 september 2018", "kl.\xa012.00–15.00", "Botkyrka"),
        ("Södertörns samarbetskommitté 25 oktober 2018", "kl.\xa012.00–15.00", "Tyresö"),
        ("Södertörns samarbetskommitté 6 december 2018", "kl.\xa012.00–15.00", "Södertälje"),
        ("Ledningsgruppen 12 januari 2018", "kl.\xa008.30–13.00", ""),
        ("Ledningsgruppen 23 februari 2018", "kl.\xa008.30–13.00", ""),
        ("Ledningsgruppen, planeringskonferens 5–6 april 2018", "", ""),
        ("Ledningsgruppen 18 maj 2018", "kl.\xa008.30–13.00", ""),
        ("Ledningsgruppen 31 augusti 2018", "kl.\xa008.30–13.00", ""),
        ("Ledningsgruppen 5 oktober 2018", "kl.\xa008.30–13.00", ""),
        ("Ledningsgruppen 16 november 2018", "kl.\xa008.30–13.00", ""),
    ]
    client.logout()
    assert "31 maj 2018" not in client.get("/kalender/2018/").content.decode()


def test_year_that_is_planned_is_proposed_nothing_more(desk, committee):
    desk.post(planning(committee), as_posted(desk.get(planning(committee)).context["formset"]))

    again = desk.get(planning(committee))

    assert [form.initial["month_only"] is None for form in again.context["formset"]] == [False] * 3
    assert "Finns redan i kalendern" in again.content.decode()


def test_form_sent_twice_is_saved_once(desk, committee):
    sent = as_posted(desk.get(planning(committee)).context["formset"]) | {"is_confirmed": "on"}
    desk.post(planning(committee), sent)

    again = desk.post(planning(committee), sent, follow=True).content.decode()

    assert "finns redan i kalendern. Inget sparades." in again
    assert Meeting.objects.filter(state=State.DRAFT).count() == 12


def test_rota_of_years_gives_the_years_host(desk, committee):
    council = HostTurn.objects.filter(year=2018).get().body

    [form] = desk.get(planning(council)).context["formset"]

    assert (str(form.initial["host"]), form.initial["starts_on"].isoweekday()) == ("Huddinge", 4)


def test_body_that_meets_every_other_year_is_proposed_nothing_in_between(desk, committee):
    figures = Body.objects.get(duties__period_years=2)

    between, after = desk.get(planning(figures)), desk.get(planning(figures, 2019))

    assert len(between.context["formset"]) == 0
    assert "Inga fler möten behövs." in between.content.decode()
    assert [form.initial["starts_on"].year for form in after.context["formset"]] == [2019]


def test_editors_own_dates_are_checked_and_asked_about_once_more(desk, committee):
    formset = desk.get(planning(committee)).context["formset"]
    number = next(n for n, form in enumerate(formset) if form.initial["starts_on"] == dt.date(2018, 5, 31))
    changed = as_posted(formset, **{f"form-{number}-starts_on": "2018-05-10"})

    first = desk.post(planning(committee), changed).content.decode()
    between = Meeting.objects.filter(state=State.DRAFT).count()
    desk.post(planning(committee), changed | {"is_confirmed": "on"})

    assert "10 maj 2018 är Kristi himmelsfärdsdag" in first
    assert between == 0
    assert Meeting.objects.filter(starts_on=dt.date(2018, 5, 10)).count() == 1


def test_two_of_the_editors_own_dates_clash(desk, committee):
    formset = desk.get(planning(committee)).context["formset"]
    places = [n for n, form in enumerate(formset) if form.initial["starts_on"] > dt.date(2018, 9, 1)][:2]
    same_day = {f"form-{place}-starts_on": "2018-09-20" for place in places}

    page = desk.post(planning(committee), as_posted(formset, **same_day)).content.decode()

    assert "20 september 2018 krockar med" in page
    assert Meeting.objects.filter(state=State.DRAFT).count() == 0


def test_day_outside_its_month_and_a_wrong_date_save_nothing_at_all(desk, committee):
    formset = desk.get(planning(committee)).context["formset"]
    month = next(n for n, form in enumerate(formset) if form.initial["month_only"])
    last = len(formset) - 1
    changed = {f"form-{month}-is_included": "on", f"form-{month}-starts_on": "2018-02-01"}

    outside = desk.post(planning(committee), as_posted(formset, **changed)).content.decode()
    wrong = desk.post(planning(committee), as_posted(formset, **{f"form-{last}-starts_on": "31/31 2018"}))

    assert "Mötet är satt till januari 2018 (preliminärt). Välj en dag i den månaden." in outside
    assert "Skriv datumet som 2018-01-25." in wrong.content.decode()
    assert Meeting.objects.filter(state=State.DRAFT).count() == 0


def test_month_row_gives_day_and_host_together(desk, committee):
    formset = desk.get(planning(committee)).context["formset"]
    place = next(n for n, form in enumerate(formset) if form.initial["starts_on"] == dt.date(2018, 4, 19))
    host = formset[place].fields["host"].queryset.get(name="Salem")
    changed = {f"form-{place}-is_included": "on", f"form-{place}-host": host.pk}

    page = desk.post(planning(committee), as_posted(formset, **changed), follow=True).content.decode()

    meeting = Meeting.objects.with_body_and_hosts().get(pk=formset[place].initial["month_only"])
    assert "1 möte fick sin dag." in page
    assert (meeting.when, meeting.host_names) == ("19 april 2018", "Salem")
    assert [row.what for row in meeting.changes.all()] == ["hosts", "day", "time", "state"]


def test_form_that_did_not_arrive_whole_is_not_taken_for_an_empty_one(desk, committee):
    formset = desk.get(planning(committee)).context["formset"]
    for total in ("", "-1", "många", "9" * 30):
        page = desk.post(planning(committee), as_posted(formset) | {"form-TOTAL_FORMS": total}, follow=True)
        assert Meeting.objects.filter(state=State.DRAFT).count() == 0
        assert "Inga fler möten behövs." not in page.content.decode()


def test_another_body_s_month_and_another_year_are_refused(desk, committee):
    formset = desk.get(planning(committee)).context["formset"]
    month = next(n for n, form in enumerate(formset) if form.initial["month_only"])
    group = committee.prepared_by.get()

    wrong_body = {f"form-{month}-is_included": "on", f"form-{month}-body": group.pk}
    wrong_year = {"form-5-starts_on": "2031-05-08"}
    first = desk.post(planning(committee), as_posted(formset, **wrong_body)).content.decode()
    second = desk.post(planning(committee), as_posted(formset, **wrong_year)).content.decode()

    assert "Mötet hör till ett annat organ." in first
    assert "Du planerar 2018. Välj en dag det året." in second
    assert "Något är fel skrivet i förslagen nedan." in second
    assert Meeting.objects.filter(state=State.DRAFT).count() == 0


def test_nothing_chosen_is_said(desk, committee):
    formset = desk.get(planning(committee)).context["formset"]
    none = {key: value for key, value in as_posted(formset).items() if not key.endswith("is_included")}

    assert "Inget är valt." in desk.post(planning(committee), none).content.decode()


@pytest.mark.parametrize("year", ["1989", "2101", "tjugo", "", "9" * 400, "2018'"])
def test_year_that_can_not_be_planned_is_said(desk, committee, year):
    page = desk.get(reverse("calendar:year-planning"), {"organ": committee.slug, "ar": year})

    assert page.status_code == 200
    assert "Skriv ett år från 1990 till 2100." in page.content.decode() or "måste fyllas i" in page.content.decode()


@pytest.mark.parametrize(
    "page",
    [
        lambda meeting: reverse("calendar:year-planning"),
        lambda meeting: state_page(meeting, "cancelled"),
        lambda meeting: day_page(meeting),
    ],
)
def test_pages_are_the_secretariats_alone(client, page):
    meeting = MeetingFactory(month_only=True)
    address = page(meeting)

    anonymous = client.get(address)
    client.force_login(UserFactory())
    other = client.get(address)
    client.force_login(UserFactory(is_staff=True))
    staff = client.get(address)

    assert (anonymous.status_code, other.status_code, staff.status_code) == (302, 302, 403)


# --- The desk -----------------------------------------------------------------------------------------------------


def test_desk_shows_promises_with_their_source_and_what_waits(desk, committee):
    MeetingFactory(draft=True, body=committee, starts_on=dt.date(2017, 7, 6))
    page = desk.get(reverse("admin:index")).content.decode()

    assert "7 av minst 6 sammanträden 2017" in page
    assert "Budgeten 2017 balanserar" in page
    assert "6 av 7 möten 2017 förbereds av Ledningsgruppen" in page
    assert "6 juli 2017 saknar förberedande möte en till fem veckor före" in page
    assert "Ge Södertörns samarbetskommitté januari 2018 (preliminärt) en dag" in page
    assert "1 möte är utkast" in page
    source = Plan.objects.get().duties.get(kind="balance").node_id
    assert admin_address(Plan.objects.get().nodes.model, "change", source) in page


def test_desk_explains_a_swap_of_hosts(desk, committee):
    first, second = (Meeting.objects.get(starts_on=dt.date(2017, *day)) for day in ((6, 1), (9, 14)))
    desk.post(admin_address(Meeting, "changelist"), {"action": "swap", "_selected_action": [first.pk, second.pk]})

    page = desk.get(reverse("admin:index")).content.decode()

    assert "Botkyrka och Salem har bytt: Botkyrka är värd 1 juni 2017 och Salem 14 september 2017." in page


def test_desk_without_a_plan_says_so(desk):
    assert "Ingen plan lovar något för 2017." in desk.get(reverse("admin:index")).content.decode()


def test_desk_s_promises_are_not_shown_to_staff_outside_the_secretariat(client):
    client.force_login(UserFactory(is_staff=True))
    DutyFactory(plan=PlanFactory(year=2017), body=BodyFactory(name="Hemligt råd"))

    assert "Hemligt" not in client.get(reverse("admin:index")).content.decode()
