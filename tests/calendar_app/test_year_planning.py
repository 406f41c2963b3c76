"""A body's year is proposed, changed by the editor and saved as drafts."""

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.models import HostTurn, Meeting, State
from committee.models import Body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


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
