"""While a plan is corrected everyone else reads its edition, whatever becomes of the rows."""

import pytest

from committee.models import Plan, PlanNode, PlanReference
from committee.reading import walk
from sodertorn.publication.correcting import reopen
from sodertorn.publication.decide import decide
from tests.factories import ChapterFactory
from tests.publication.correcting_rows import Kind
from tests.publication.rows import AT, DECIDED_ON
from tests.test_published import addresses, pages, some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def rewrite(plan: Plan) -> None:
    """Change, strike and add whatever an open plan may have."""
    Plan.objects.filter(pk=plan.pk).update(title="Ändrad", subtitle="Ändrad", issuer="Ändrad")
    plan.duties.all().delete()
    PlanReference.objects.filter(node__plan=plan).delete()
    plan.nodes.filter(kind__in=[Kind.PARAGRAPH, Kind.ITEM, Kind.HOST_ROTA]).delete()
    plan.nodes.filter(kind=Kind.COMMITMENT).last().delete()
    plan.nodes.filter(kind=Kind.COMMITMENT).update(text="Ändrat.", is_focus=False)
    for node in plan.nodes.exclude(title=""):
        PlanNode.objects.filter(pk=node.pk).update(title=f"Ändrad {node.pk}", text="Ändrad.")
    ChapterFactory(plan=plan, position=99, title="Nytt")


def test_public_reads_the_edition_to_the_byte_while_the_rows_are_changed(client, plan):
    edition = decide(plan, on=DECIDED_ON, at=AT)
    keys = [node["id"] for node in walk(edition.content["chapters"])]
    commitment = plan.nodes.filter(kind=Kind.COMMITMENT).first().pk
    seen = [*some(addresses(2017)), "/verksamhetsplan/2017/?visa=hanvisningar"]
    seen += [f"/verksamhetsplan/2017/utgava/1/del/{key}/" for key in (keys[0], keys[-1])]
    seen += ["/verksamhetsplan/2017/utgava/1.json", f"/verksamhetsplan/2017/atagande/{commitment}/"]
    before = pages(client, seen)

    reopen(plan, because="Hemligt skäl.", at=AT)
    rewrite(Plan.objects.get(pk=plan.pk))

    after = pages(client, seen)
    assert [address for address in seen if after[address] != before[address]] == []
    assert [address for address in seen if "Hemligt" in after[address] or "Ändra" in after[address]] == []
    assert len(before) > 25
