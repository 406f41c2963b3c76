"""What is rewritten in the agenda after the kallelse is told: by title when it is open, otherwise only by number."""

import pytest

from calendar_app.agenda.operations import publish_agenda
from calendar_app.models import AgendaItem, Document, Meeting, Notice
from calendar_app.notices.contents import fresh
from calendar_app.notices.operations import call_meeting, changes_since, mark_as_called, send_changes
from calendar_app.notices.proposals import last_notice, summons_to
from committee.refusal import RefusedError
from tests.calendar_app.notices.conftest import AT, DONE, TODAY, after
from tests.meeting_factories import AgendaItemFactory, DocumentFactory

pytestmark = pytest.mark.django_db
REWRITTEN = [
    {"proposal": "Rådet säger ja."},
    {"text": "Bakgrunden är en annan."},
    {"presenter": "Kim Ek"},
    {"minutes": 45},
    {"kind": "decision"},
]


@pytest.fixture
def called(meeting) -> Meeting:
    call_meeting(meeting, DONE, today=TODAY)
    meeting.refresh_from_db()
    return meeting


def news(meeting: Meeting) -> list[str]:
    return changes_since(fresh(meeting), last_notice(meeting))


@pytest.mark.parametrize("values", REWRITTEN, ids=str)
def test_rewritten_item_is_told_by_its_title_once(called, values):
    AgendaItem.objects.filter(number=1).update(**values)

    assert news(called) == ["Ärende 1 har ändrats: Budget {{ 7|add:1 }}"]
    assert "– Ärende 1 har ändrats: Budget {{ 7|add:1 }}" in send_changes(called, after(1), today=TODAY).body
    assert news(called) == []


@pytest.mark.parametrize("values", [*REWRITTEN, {"title": "Hemligare affär"}], ids=str)
def test_rewritten_confidential_item_is_told_by_its_number_alone(called, values):
    AgendaItem.objects.filter(number=2).update(**values)

    notice = send_changes(called, after(1), today=TODAY)

    assert "– Ärende 2 har ändrats\n" in notice.body
    told = f"{notice.body}{notice.told}"
    assert not [word for word in ("Hemlig", "Rådet säger ja", "Bakgrunden", "Kim Ek") if word in told]


def test_what_is_written_back_or_broken_into_other_lines_is_no_news(called):
    AgendaItem.objects.filter(number=1).update(text="Ett\n\ntvå")
    send_changes(called, after(1), today=TODAY)
    AgendaItem.objects.filter(number=1).update(text="Ett\r\n\r\ntvå ", presenter="Kim Ek")
    AgendaItem.objects.filter(number=1).update(presenter="")

    assert news(called) == []


def test_item_that_gets_its_ground_is_told_as_that_and_not_as_rewritten(called):
    AgendaItem.objects.filter(number=1).update(ground="19 kap. 3 § OSL")

    assert news(called) == ["Ärende 1 är nu sekretess enligt 19 kap. 3 § OSL"]


def test_notice_from_before_items_were_remembered_claims_nothing(called):
    notice = Notice.objects.get()
    for item in notice.told["items"].values():
        del item["rest"]
    notice.save()
    AgendaItem.objects.update(text="Nytt")

    assert news(called) == []


def test_meeting_marked_as_called_knows_the_items_too(meeting):
    mark_as_called(meeting, DONE, today=TODAY)
    AgendaItem.objects.filter(number=1).update(text="Nytt")

    assert news(meeting) == ["Ärende 1 har ändrats: Budget {{ 7|add:1 }}"]


def test_call_is_refused_when_an_item_was_rewritten_after_the_preview(meeting):
    seen = summons_to(fresh(meeting), TODAY).digest
    AgendaItem.objects.filter(title__startswith="Budget").update(text="Nytt")

    with pytest.raises(RefusedError, match="Något har ändrats sedan du granskade"):
        call_meeting(meeting, DONE, today=TODAY, seen=seen)


def test_renamed_document_is_told_unless_its_item_is_confidential(meeting):
    open_one = DocumentFactory(meeting=meeting, draft=True, title="Underlag", item=meeting.items.get(ground=""))
    DocumentFactory(meeting=meeting, draft=True, title="Anbud", item=meeting.items.exclude(ground="").get())
    call_meeting(meeting, DONE, today=TODAY)

    Document.objects.filter(pk=open_one.pk).update(title="Beslutsunderlag")
    Document.objects.filter(title="Anbud").update(title="Anbudet")

    assert news(meeting) == ["En handling till ärende 1 heter nu Beslutsunderlag (förut Underlag)"]


def test_items_have_the_numbers_in_the_preview_that_they_get_when_it_is_sent(meeting):
    publish_agenda(meeting, at=AT)
    AgendaItemFactory(meeting=meeting, draft=True, position=0, title="Först")
    AgendaItemFactory(meeting=meeting, draft=True, position=2, title="Sent inlagt")
    shown = summons_to(fresh(meeting), TODAY)

    notice = call_meeting(meeting, DONE, today=TODAY, seen=shown.digest)

    assert notice.body == shown.letter().body
    assert "1. Först\n2. Budget {{ 7|add:1 }}\n3. sekretess enligt 19 kap. 3 § OSL\n4. Sent inlagt\n" in notice.body


def test_numbers_stay_after_the_call_wherever_a_draft_is_put(called):
    AgendaItemFactory(meeting=called, draft=True, position=0, title="Först")

    assert news(called) == ["Nytt ärende 3: Först"]
