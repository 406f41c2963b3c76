"""The plan as its rows are now, in Word: out for comments, and in again through the page that reads documents."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from committee.models import Plan, PlanEdition
from sodertorn.importing.parcels import token_of
from sodertorn.importing.readers import read_plan
from tests.conftest import DEMO
from tests.importing.rows import everything
from tests.importing.words import written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
ADDRESS = "/admin/committee/plan/las-in/"
SMALL = ("Beslutad 2030-11-21", "Rådet", "Verksamhetsplan 2031")
PROSE = (("1. Syfte", "Heading 1"), "Vi hörs.")


def upload(desk, data: bytes, name: str = "plan.docx"):
    return desk.post(ADDRESS, {"document": SimpleUploadedFile(name, data)})


def read_in(desk, response, **values):
    return desk.post(ADDRESS, {"token": response.context["shown"].token, **values}, follow=True)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_demo_goes_out_in_word_and_comes_in_again_as_the_same_rows(desk):
    read_in(desk, upload(desk, DEMO.read_bytes(), "plan.md"))
    plan, before = Plan.objects.get(), everything()

    word = desk.get(reverse("plan-word", args=[plan.pk]))
    assert word["Content-Disposition"] == 'attachment; filename="verksamhetsplan-2017-utkast.docx"'
    shown = upload(desk, word.content)
    after = read_in(desk, shown, replace="on")

    assert shown.context["shown"].findings == []
    assert told(after) == ["Verksamhetsplan 2017 är inläst som ett utkast."]
    assert after.redirect_chain[-1][0] == reverse("admin:committee_plan_change", args=[Plan.objects.get().pk])
    assert everything() == before


def test_document_is_shown_line_by_line_with_findings_first_and_nothing_is_saved(desk):
    response = upload(desk, written(*SMALL, *PROSE, ("2. Budget", "Heading 1"), "Kostnader", "Lön 5", "Summa 7"))
    shown = response.context["shown"]
    page = response.content.decode()

    assert (Plan.objects.count(), shown.refusal, shown.draft) == (0, "", None)
    assert [finding.needs_person for finding in shown.findings] == sorted(
        (finding.needs_person for finding in shown.findings), reverse=True
    )
    became = {line.text: line.became for line in shown.lines}
    assert became["# 1. Syfte"] == ["kapitel"]
    assert became["Vi hörs."] == ["stycke"]
    assert became["Lön 5"] == ["kostnad: Lön, 5\xa0kr"]
    number = next(line.number for line in shown.lines if line.text == "Summa 7")
    assert f'<a href="#rad-{number}">Rad {number}</a>' in page
    assert f'<tr id="rad-{number}" data-needs-person>' in page
    assert page.index("Att se över") < page.index("Rad för rad")


def test_draft_that_is_there_is_replaced_only_when_the_box_says_so(desk):
    first = upload(desk, written(*SMALL, *PROSE))
    read_in(desk, first)
    plan = Plan.objects.get()
    second = upload(desk, written(*SMALL, ("1. Mål", "Heading 1"), "Vi ger råd."))

    assert second.context["shown"].draft == plan
    assert "Ersätt utkastet som finns för 2031." in second.content.decode()
    assert told(read_in(desk, second)) == ["Det finns redan ett utkast för 2031. Kryssa i rutan för att ersätta det."]
    assert Plan.objects.get() == plan
    assert told(read_in(desk, second, replace="on")) == ["Verksamhetsplan 2031 är inläst som ett utkast."]
    assert [node.title for node in Plan.objects.get().nodes.filter(parent=None)] == ["Mål"]


def test_decided_plan_is_not_read_over(desk, decided):
    response = upload(desk, DEMO.read_bytes(), "plan.md")

    assert response.context["shown"].refusal == "Verksamhetsplanen för 2017 är fastställd och ändras inte av en import."
    assert "Läs in som utkast" not in response.content.decode()
    assert "fastställd" in told(read_in(desk, response, replace="on"))[0]
    assert PlanEdition.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("plan.pdf", b"%PDF-1.7", "plan.pdf har ett format som inte kan läsas. Använd .docx eller .md eller .txt."),
        ("plan.docx", b"hej", "Filen är inget Word-dokument (.docx)."),
        ("plan.txt", b" ", "plan.txt är tom."),
        (
            "plan.txt",
            b"Hej",
            "Dokumentet har inga numrerade kapitel (som ”1. Inledning”) och kan inte läsas som en plan.",
        ),
        ("plan.txt", b"x" * (5 * 1024 * 1024 + 1), "plan.txt är större än 5 MB, som är gränsen för en plan."),
    ],
    ids=["pdf", "no word file", "empty", "no plan", "large"],
)
def test_file_that_is_no_plan_gets_its_reason_by_the_field(desk, name, data, said):
    response = upload(desk, data, name)

    assert response.context["form"].errors == {"document": [said]}
    assert f'<p class="field-error">{said}</p>' in response.content.decode()
    assert Plan.objects.count() == 0


def test_no_file_at_all_is_asked_for(desk):
    assert desk.post(ADDRESS, {}).context["form"].errors == {"document": ["Välj ett dokument."]}


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "x", lambda token: token.upper()])
def test_token_that_is_not_ours_reads_in_nothing(desk, change):
    token = token_of(read_plan(written(*SMALL, *PROSE), "plan.docx"))

    response = desk.post(ADDRESS, {"token": change(token)}, follow=True)

    assert told(response) == ["Ladda upp dokumentet en gång till: det som visades kan inte läsas in längre."]
    assert Plan.objects.count() == 0


def test_findings_that_the_rows_give_are_shown_before(desk, decided):
    text = DEMO.read_text(encoding="utf-8").replace("Verksamhetsplan 2017", "Verksamhetsplan 2016")

    shown = upload(desk, text.encode(), "plan.md").context["shown"]

    assert any("har redan ett möte" in finding.text for finding in shown.findings)
    assert set(Plan.objects.values_list("year", flat=True)) == {2017}
