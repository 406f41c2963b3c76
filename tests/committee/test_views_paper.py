"""Editions as files: made once, kept, and given to whoever may read the edition."""

from __future__ import annotations

import io

import docx
import pikepdf
import pytest
from django.core.files.storage import default_storage

from committee.swedish import size_in_words
from tests.committee.comparison.pages import decide
from tests.factories import ChapterFactory, CooperationFactory, PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_year_s_address_gives_the_current_edition_as_pdf(client):
    decide(2017)
    decide(2017, 2, "Vi ger alla råd.")

    current = client.get("/verksamhetsplan/2017/verksamhetsplan-2017.pdf")

    assert (current.status_code, current["Content-Type"]) == (200, "application/pdf")
    assert current["Content-Disposition"] == 'inline; filename="verksamhetsplan-2017-utgava-2.pdf"'
    assert current.content == client.get("/verksamhetsplan/2017/utgava/2.pdf").content
    assert current.content != client.get("/verksamhetsplan/2017/utgava/1.pdf").content
    with pikepdf.open(io.BytesIO(current.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Verksamhetsplan 2017, utgåva 2"


def test_edition_is_given_as_a_word_file_to_save(client):
    edition = decide(2017)

    response = client.get("/verksamhetsplan/2017/utgava/1.docx")

    assert response["Content-Type"] == WORD
    assert response["Content-Disposition"] == 'attachment; filename="verksamhetsplan-2017-utgava-1.docx"'
    words = [one.text for one in docx.Document(io.BytesIO(response.content)).paragraphs]
    assert {edition.content["title"], "5. Mål", "Vi ger fler råd."} <= set(words)


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_file_is_made_once_and_known_by_the_reader_the_next_time(client, suffix, django_assert_num_queries):
    decide(2017)
    address = f"/verksamhetsplan/2017/utgava/1.{suffix}"
    first = client.get(address)
    with django_assert_num_queries(1):
        again = client.get(address)

    assert again.content == first.content
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert len([name for name in default_storage.listdir("editions")[1] if name.endswith(suffix)]) == 1


@pytest.mark.parametrize(
    "address",
    [
        *("2017/verksamhetsplan-2018.pdf", "2017/utgava/3.pdf", "2018/utgava/1.pdf", "2018/verksamhetsplan-2018.pdf"),
        *("2017/utgava/1.odt", "2017/utgava/0.docx", "2017/utgava/99999999999999999999.pdf"),
    ],
)
def test_what_is_not_decided_has_no_file(client, desk, address):
    decide(2017)
    ChapterFactory(plan=PlanFactory(year=2018))

    assert client.get(f"/verksamhetsplan/{address}").status_code == 404
    assert desk.get(f"/verksamhetsplan/{address}").status_code == 404


def test_plan_links_to_its_files_with_the_size_when_it_is_known(client):
    CooperationFactory()
    decide(2017)
    page = client.get("/verksamhetsplan/2017/").content.decode()
    assert '<a href="/verksamhetsplan/2017/utgava/1.pdf">Planen som fil (PDF)</a>' in page

    size = len(client.get("/verksamhetsplan/2017/utgava/1.pdf").content)
    page = client.get("/verksamhetsplan/2017/").content.decode()

    assert f"Planen som fil (PDF, {size_in_words(size)})" in page
    assert '<a href="/verksamhetsplan/2017/utgava/1.docx">Planen som fil (Word)</a>' in page
